import { verdictsOf } from '../../src/classify/firewall/chains/evaluate.ts';
import type { Ruleset } from '../../src/classify/firewall/chains/ruleset.ts';
import { type Placing, rulesetOf } from '../../src/classify/host/nftables/index.ts';
import { readJson } from '../../src/lib/nftables/json/index.ts';
import { readText } from '../../src/lib/nftables/text/index.ts';
import type { Json } from '../../src/model/document.ts';

const placing = (text: string): Placing => ({
  chain: (_, { name }) => ({ path: [], text: name }),
  policy: (_, { name, policy }) => ({ path: [], text: `policy ${policy?.verdict} of ${name}` }),
  rule: (_table, _chain, { place }) => ({
    path: [],
    text: text.slice(place.start, place.end) || `rule ${place.start}`,
  }),
  unread: ({ text: unread }) => ({ path: [], text: unread }),
});

export const rulesetOfText = (text: string): Ruleset => rulesetOf(readText(text), placing(text));
export const rulesetOfJson = (list: readonly Json[]): Ruleset => rulesetOf(readJson(list), placing(''));

/** What becomes of connections in and out; passes where no chain of the family is at a hook. */
export function verdictsByWay(ruleset: Ruleset): { readonly [way: string]: string } {
  const open = { 'in 4': 'passes', 'in 6': 'passes', 'out 4': 'passes', 'out 6': 'passes' };
  const found = verdictsOf(ruleset).map(({ connection, family, is }) => [`${connection} ${family}`, is]);
  return { ...open, ...Object.fromEntries(found) };
}

export const nftablesVerdicts = (text: string) => verdictsByWay(rulesetOfText(text));

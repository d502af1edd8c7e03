import { readIptables } from '../../src/classify/host/iptables/index.ts';
import { parseHost } from '../../src/parse/host/index.ts';
import { verdictsByWay } from './nftables-verdicts.ts';

/** What becomes of connections in and out, by what iptables-save and ip6tables-save print. */
export function iptablesVerdicts(text4: string, text6: string): { readonly [way: string]: string } {
  return { ...ofFamily(4, text4), ...ofFamily(6, text6) };
}

function ofFamily(family: 4 | 6, text: string): { readonly [way: string]: string } {
  const ways = [`in ${family}`, `out ${family}`];
  const { documents } = parseHost({ file: `rules.v${family}`, text }, 'iptables');
  const [ruleset] = documents.map(readIptables);
  const verdicts = ruleset === undefined ? {} : verdictsByWay(ruleset);
  return Object.fromEntries(ways.map((way) => [way, verdicts[way] ?? 'passes']));
}

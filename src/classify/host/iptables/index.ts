/** Tables of iptables, as `parse/host/iptables.ts` gives them, as chains. */
import { isObject } from '../../../lib/json.ts';
import { nameOf } from '../../../lib/paths.ts';
import type { Document, Json, Path } from '../../../model/document.ts';
import type { Base, Chain, Hook, Place, Rule, Ruleset, Statement } from '../../firewall/chains/ruleset.ts';
import { statementsOf } from './rule.ts';

/** Where tables look at packets (include/uapi/linux/netfilter_ipv4.h), but nat, whose chains differ. */
const priorities: { readonly [table: string]: number } = { raw: -300, mangle: -150, filter: 0, security: 50 };

const hooks: { readonly [chain: string]: Hook } = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
  OUTPUT: 'output',
  POSTROUTING: 'postrouting',
};

/** Undefined for a document that holds no table. */
export function readIptables(document: Document): Ruleset | undefined {
  if (!isObject(document.value)) return undefined;
  const family = familyOf(document, document.value['program'] ?? null);
  const chains: Chain[] = [];
  const unknown: Place[] = [];
  for (const [table, ofTable] of Object.entries(document.value)) {
    if (!isObject(ofTable)) continue;
    for (const [name, chain] of Object.entries(ofTable)) {
      const path = [table, name];
      const rules = rulesOf(chain, path);
      // The parser found no chain for these lines.
      if (name === '?') for (const rule of rules) unknown.push(rule);
      else
        chains.push({
          path,
          text: name,
          table,
          name,
          families: [family],
          base: baseOf(table, name, isObject(chain) ? (chain['policy'] ?? null) : null, path),
          rules,
        });
    }
  }
  return { chains, unknown };
}

/** Whether they decide anything nobody knows, since a script tells what it does and not what it finds. */
const found: readonly Statement[] = [{ is: 'sometimes' }, { is: 'verdict', verdict: { is: 'accept' } }];

function rulesOf(chain: Json, path: Path): readonly Rule[] {
  const lines = isObject(chain) && Array.isArray(chain['rules']) ? chain['rules'] : [];
  const rules: Rule[] = lines.map((line, i) => ({
    path: [...path, 'rules', i],
    text: String(line),
    // It stands somewhere among the others.
    statements: /^(?:-I|--insert)\s+\S+\s+\d/.test(String(line))
      ? [{ is: 'unknown' }, { is: 'verdict', verdict: { is: 'unknown' } }]
      : statementsOf(String(line)),
  }));
  if (!isObject(chain)) return rules;
  const { before, unsure } = chain;
  const others: Rule = { path: [...path, 'before'], text: 'what was there before', statements: found };
  if (typeof before === 'number') rules.splice(before, 0, others);
  if (unsure === true) rules.unshift({ ...others, path });
  return rules;
}

function baseOf(table: string, name: string, policy: Json, path: Path): Base | undefined {
  const hook = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
  if (hook === undefined) return undefined;
  const isNat = table === 'nat';
  return {
    hook,
    priority: isNat ? (hook === 'prerouting' || hook === 'output' ? -100 : 100) : (priorities[table] ?? 0),
    type: isNat ? 'nat' : 'filter',
    policy: policy === 'DROP' ? 'drop' : 'accept',
    place: { path: [...path, 'policy'], text: `${name} ${String(policy ?? 'ACCEPT')}` },
  };
}

/** What the program's name says, or the file's, or an address in it; else IPv4. */
function familyOf({ source, span }: Document, program: Json): 4 | 6 {
  if (program !== null) return program === 'ip6tables' ? 6 : 4;
  const text = source.text.slice(span.start, span.end);
  if (/(?:^|[._-])(?:ip)?v?6(?:tables)?(?:[._-]|$)/i.test(nameOf(source.file))) return 6;
  if (/(?:icmpv6|icmp6-|ipv6-icmp|(?:-s|-d|--to-destination)\s+[\da-f]*:[\da-f:]*)/i.test(text)) return 6;
  return 4;
}

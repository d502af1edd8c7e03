/** A ruleset of nftables in the shared model of a host's chains. */
import * as nft from '../../../lib/nftables/syntax.ts';
import type { Base, Chain, Hook, Place, Rule, Ruleset } from '../../firewall/chains/ruleset.ts';
import { Sets } from './sets.ts';
import { statementsOf } from './statements.ts';

/** How places are written: the path of what stands there, and its text on one line. */
export interface Placing {
  chain(table: nft.Table, chain: nft.Chain): Place;
  policy(table: nft.Table, chain: nft.Chain): Place;
  /** `index`: of the chain's rules in their order. */
  rule(table: nft.Table, chain: nft.Chain, rule: nft.Rule, index: number): Place;
  /** `index`: of all that was not understood. */
  unread(unread: nft.Unread, index: number): Place;
}

const hooks = new Set<string>(['ingress', 'prerouting', 'input', 'forward', 'output', 'postrouting', 'egress']);
const types = new Set<string>(['filter', 'nat', 'route']);

/** The packets of IP that chains of a family see. What bridges and ARP pass is none of a host's own connections. */
const families: { readonly [family: string]: readonly (4 | 6)[] } = {
  ip: [4],
  ip6: [6],
  inet: [4, 6],
  netdev: [4, 6],
};

/** The chains of all tables that are in use. */
export function rulesetOf(ruleset: nft.Ruleset, placing: Placing): Ruleset {
  const chains: Chain[] = [];
  const unknown: Place[] = ruleset.unread.map((unread, i) => placing.unread(unread, i));
  for (const table of ruleset.tables) {
    if (table.dormant) continue;
    const sets = new Sets(table.sets);
    for (const chain of table.chains.values()) {
      const base = chain.base && baseOf(table, chain, chain.base, placing);
      if (chain.base !== undefined && base === undefined) unknown.push(placing.chain(table, chain));
      chains.push({
        ...placing.chain(table, chain),
        table: `${table.family} ${table.name}`,
        name: chain.name,
        families: families[table.family] ?? [],
        base,
        rules: nft.rulesOf(chain).map(
          (rule, i): Rule => ({
            ...placing.rule(table, chain, rule, i),
            statements: statementsOf(rule.statements, sets),
          }),
        ),
      });
    }
  }
  return { chains, unknown };
}

/** Undefined where a hook, a type, a priority or a policy is written that is not known here. */
function baseOf(table: nft.Table, chain: nft.Chain, base: nft.Base, placing: Placing): Base | undefined {
  const { type, hook, priority, devices } = base;
  const policy = chain.policy?.verdict ?? 'accept';
  if (!hooks.has(hook) || !types.has(type) || priority === undefined) return undefined;
  if (policy !== 'accept' && policy !== 'drop') return undefined;
  return {
    hook: hook as Hook,
    priority,
    type: type as Base['type'],
    policy,
    place: chain.policy === undefined ? placing.chain(table, chain) : placing.policy(table, chain),
    ...(devices.length > 0 && { devices }),
  };
}

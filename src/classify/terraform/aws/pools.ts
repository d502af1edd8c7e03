/** The nodes of a plan, by the security groups that they carry. */
import { append } from '../../../lib/lists.ts';
import { getOrMake } from '../../../lib/maps.ts';
import { type Blame, type Layer, mostPools } from '../../firewall/pool.ts';
import type { Group, RuleList } from '../../firewall/rule.ts';
import { wholePlan } from '../attributes.ts';
import type { Firewalling, TerraformGroup, TerraformPool, TerraformRule } from '../firewalling.ts';
import { blockOf } from '../traversal.ts';

/** The members of each group that the config names. */
export function poolsOf(read: Omit<Firewalling, 'lists' | 'pools'> & { readonly whole: boolean }): TerraformPool[] {
  const named = (read.groups as readonly TerraformGroup[]).filter((group) => read.nodes.has(group)).slice(0, mostPools);
  const rules = new RulesOfGroups(read.rules);
  return named.map((group) => ({
    provider: 'aws',
    source: group.source,
    inboundPath: group.inbound.path,
    outboundPath: group.outbound.path,
    address: group.source.address,
    block: blockOf(group.instance),
    named: true,
    because: undefined,
    inbound: [layer([group], 'in', rules, read.whole)],
    outbound: [layer([group], 'out', rules, read.whole)],
    identity: { groups: new Set([group]), names: new Set(), whole: false, cidrs: undefined },
  }));
}

/** The rules of all groups that a machine carries add up, and all of them allow. */
function layer(
  groups: readonly TerraformGroup[],
  direction: 'in' | 'out',
  rules: RulesOfGroups,
  whole: boolean,
): Layer {
  const unknown: Blame[] = [];
  for (const { source, inbound, outbound } of groups) {
    const list: RuleList = direction === 'in' ? inbound : outbound;
    append(
      unknown,
      list.unknown.map((path) => ({ source, path })),
    );
    if (!whole) unknown.push({ source, path: wholePlan });
  }
  return { noun: 'security groups', rules: rules.of(groups, direction), otherwise: 'deny', unknown };
}

/** Rules by the group that they are for, or may be for. */
class RulesOfGroups {
  readonly #byGroup = new Map<Group, TerraformRule[]>();
  readonly #anywhere: TerraformRule[] = [];

  constructor(rules: readonly TerraformRule[]) {
    for (const rule of rules) {
      const { target } = rule;
      if (target.is === 'known') this.#add(target.item, rule);
      if (target.is !== 'unknown') continue;
      if (target.any) this.#anywhere.push(rule);
      else for (const group of target.candidates) this.#add(group, rule);
    }
  }

  of(groups: readonly Group[], direction: 'in' | 'out'): readonly TerraformRule[] {
    const other = direction === 'in' ? 'out' : 'in';
    const all = new Set(this.#anywhere);
    for (const group of groups) for (const rule of this.#byGroup.get(group) ?? []) all.add(rule);
    return [...all].filter((rule) => rule.direction !== other);
  }

  #add(group: Group, rule: TerraformRule): void {
    getOrMake(this.#byGroup, group, () => []).push(rule);
  }
}

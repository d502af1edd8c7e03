/** Which rules are for the members of some groups. */
import { getOrMake } from '../../lib/maps.ts';
import type { Group } from '../firewall/rule.ts';
import type { TerraformRule } from './firewalling.ts';

/** Rules by the group that they are for, or may be for. */
export class RulesOfGroups {
  readonly #byGroup = new Map<Group | string, TerraformRule[]>();
  readonly #anywhere: TerraformRule[] = [];

  constructor(rules: readonly TerraformRule[]) {
    for (const rule of rules) {
      const { target } = rule;
      if (target.is === 'known') this.#add(target.item, rule);
      else if (target.is === 'foreign') this.#add(target.id, rule);
      else if (target.any) this.#anywhere.push(rule);
      else for (const group of target.candidates) this.#add(group, rule);
    }
  }

  /** Those of some groups, and those that may be of any. */
  of(groups: readonly Group[], foreign: Iterable<string>, direction: 'in' | 'out'): readonly TerraformRule[] {
    const own = this.for([...groups, ...foreign], direction);
    return [...new Set([...this.#anywhere.filter((rule) => isOf(rule, direction)), ...own])];
  }

  for(groups: readonly (Group | string)[], direction: 'in' | 'out'): readonly TerraformRule[] {
    return groups.flatMap((group) => (this.#byGroup.get(group) ?? []).filter((rule) => isOf(rule, direction)));
  }

  #add(group: Group | string, rule: TerraformRule): void {
    getOrMake(this.#byGroup, group, () => []).push(rule);
  }
}

function isOf(rule: TerraformRule, direction: 'in' | 'out'): boolean {
  return rule.direction === direction || rule.direction === 'unknown';
}

/** What a provider's reader makes of a plan: the normal form, of values of its resources. */
import type { JsonObject } from '../../model/document.ts';
import type { FirewallRule, Group } from '../firewall/rule.ts';
import type { EmptyUnlessGiven, Values } from './attributes.ts';
import type { Module } from './configuration.ts';
import type { Entry } from './instances.ts';
import type { Target } from './targets.ts';

/** A group that a resource is. */
export interface TerraformGroup extends Group, Target {
  readonly source: Values;
}

/** A rule that a resource is, or holds. */
export interface TerraformRule extends FirewallRule {
  readonly source: Values;
}

/** A plan or state, for the readers of providers. */
export interface Plan {
  readonly value: JsonObject;
  /** Its configuration; undefined in a state. */
  readonly root: Module | undefined;
  valuesOf(entry: Entry, after: JsonObject, emptyUnlessGiven: EmptyUnlessGiven): Values;
  /** True for one of the nodes' own groups. */
  isNodes(entry: Entry): boolean;
}

/** What a provider has in a plan. */
export interface Firewalling {
  readonly groups: readonly TerraformGroup[];
  readonly rules: readonly TerraformRule[];
  /** Resources and data sources that tell what prefix lists hold. */
  readonly lists: readonly Values[];
  /** Which of the groups are the nodes' own. */
  readonly nodes: ReadonlySet<Group>;
}

/** What a provider's reader makes of a plan: the normal form, of values of its resources. */
import type { JsonObject } from '../../model/document.ts';
import type { Pool } from '../firewall/pool.ts';
import type { FirewallRule, Group, Reference } from '../firewall/rule.ts';
import type { Attributes, EmptyUnlessGiven } from './attributes.ts';
import type { Module } from './configuration.ts';
import type { Instance } from './instances.ts';
import type { Target } from './targets.ts';

/** A group that a resource is. */
export interface TerraformGroup extends Group, Target {
  readonly source: Attributes;
}

/** A rule that a resource is, or holds. */
export interface TerraformRule extends FirewallRule {
  readonly source: Attributes;
  readonly target: Reference<TerraformGroup>;
}

/** Machines, placed at a resource. */
export interface TerraformPool extends Pool {
  readonly source: Attributes;
}

/** A machine, its template or a network interface, and who says that it is a node. */
export interface TerraformMachine {
  readonly source: Attributes;
  readonly node: 'named' | 'suggested' | 'no';
}

/** A plan or state, for the readers of providers. */
export interface Plan {
  readonly value: JsonObject;
  /** False where it stopped at an error or left a part for later: what it lacks may still come. */
  readonly whole: boolean;
  /** Its configuration; undefined in a state. */
  readonly root: Module | undefined;
  attributesOf(instance: Instance, after: JsonObject, emptyUnlessGiven: EmptyUnlessGiven): Attributes;
  /** True for one that the config says holds nodes: a group, or machines. */
  isNodes(instance: Instance): boolean;
}

/** What a provider has in a plan. */
export interface Firewalling {
  readonly groups: readonly TerraformGroup[];
  readonly rules: readonly TerraformRule[];
  /** Resources and data sources that tell what prefix lists hold. */
  readonly lists: readonly Attributes[];
  /** Resources that are machines, or tell of those. */
  readonly machines?: readonly TerraformMachine[];
  /** Filters that are no groups: network ACLs. */
  readonly filters?: readonly Attributes[];
  /** Machines, as far as the config or the plan says that they are nodes. */
  readonly pools: readonly TerraformPool[];
  /** Which of the groups are the nodes' own. */
  readonly nodes: ReadonlySet<Group>;
}

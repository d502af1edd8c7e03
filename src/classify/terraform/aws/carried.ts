/** The security groups that a machine carries, as far as a plan tells. */
import { append } from '../../../lib/lists.ts';
import type { Path } from '../../../model/document.ts';
import type { Blame } from '../../firewall/pool.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup } from '../firewalling.ts';

/** The groups that a machine carries. */
export interface Carried {
  readonly groups: Set<TerraformGroup>;
  /** Ids of groups that the plan does not have. */
  readonly foreign: Set<string>;
  readonly candidates: Set<TerraformGroup>;
  /** True where it may carry any group. */
  any: boolean;
  /** Where those stand that are not known. */
  readonly blames: Blame[];
}

/** No groups yet. */
export function nothing(): Carried {
  return { groups: new Set(), foreign: new Set(), candidates: new Set(), any: false, blames: [] };
}

/** True where nothing is carried. */
export function isEmpty({ groups, foreign, candidates, any }: Carried): boolean {
  return groups.size + foreign.size + candidates.size === 0 && !any;
}

/** Adds what another one carries. */
export function merge(into: Carried, { groups, foreign, candidates, any, blames }: Carried): void {
  for (const group of groups) into.groups.add(group);
  for (const id of foreign) into.foreign.add(id);
  for (const group of candidates) into.candidates.add(group);
  append(into.blames, blames);
  into.any ||= any;
}

/** Notes a place that is not known. */
export function note({ blames }: Carried, source: Attributes, path: Path): true {
  blames.push({ source, path });
  return true;
}

/** How the objects that two selectors mean relate. */
import { isNeverTrue } from './always.ts';
import type { Selector } from './tree.ts';

/**
 * `apart`: no labels satisfy both. `within`: whatever the first means, the second does too. `crossing`: neither is certain;
 * also where the two are too large to tell.
 */
export type Relation = 'apart' | 'within' | 'crossing';

/** What the first selector's objects are to those of the second. `work` bounds how much is looked at, as in isNeverTrue. */
export function relationOf(first: Selector, second: Selector, work: number): Relation {
  const never = (tree: Selector) => isNeverTrue(tree, undefined, work);
  if (never({ op: 'and', of: [first, second] })) return 'apart';
  return never({ op: 'and', of: [first, { op: 'not', of: second }] }) ? 'within' : 'crossing';
}

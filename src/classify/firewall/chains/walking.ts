/** What the walks through one ruleset share. */
import type { Chain, Place } from './ruleset.ts';

/** What walks share: the chains by table and name, what was not understood, and a bound on their work. */
export interface Walking {
  chainOf(table: string, name: string): Chain | undefined;
  /** Notes a place on which the answer depends. */
  restOn(place: Place): void;
  /** Takes steps; false once there are none left. */
  spend(steps: number): boolean;
}

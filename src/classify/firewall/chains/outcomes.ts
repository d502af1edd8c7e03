/** What may become of packets on their way. */
import type { State } from './packet.ts';
import type { Place } from './ruleset.ts';

/** What may become of packets that come to a chain in one state. Undefined states: no packet comes to that. */
export interface Outcome {
  readonly accept: State | undefined;
  /** They leave the chain by its end, or return. */
  readonly falls: State | undefined;
  /** Where they may be dropped, in the order of the rules; of many the first ones and the last. */
  readonly drops: readonly Drop[];
}

/** Why packets end at a place. */
export interface Drop {
  readonly place: Place;
  readonly how: 'drop' | 'reject' | 'policy';
  /** With what is answered. */
  readonly with?: string;
  /** The rule of the base chain by which they came here; the place itself where it stands in one. */
  readonly entry: Place;
}

const mostDrops = 4;

/** With one more at the end; where there are many, the last makes room. */
export function withDrop(drops: readonly Drop[], drop: Drop): readonly Drop[] {
  const others = drops.filter(({ place }) => place !== drop.place);
  return [...others.slice(0, mostDrops - 1), drop];
}

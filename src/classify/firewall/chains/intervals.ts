/** Intervals of numbers, both ends included. */
import { compare } from '../../../lib/order.ts';

export interface Interval<Of extends number | bigint> {
  readonly from: Of;
  readonly to: Of;
}

/** True if these, taken together, hold all of that one. */
export function rangesCover<Of extends number | bigint>(
  ranges: readonly Interval<Of>[],
  { from, to }: Interval<Of>,
): boolean {
  const touching = ranges.filter((range) => range.from <= to && range.to >= from);
  if (touching.length > 1) touching.sort((a, b) => compare(a.from, b.from));
  let covered: Of | undefined;
  for (const range of touching) {
    if (covered === undefined ? range.from > from : isGap(covered, range.from)) return false;
    if (covered === undefined || range.to > covered) covered = range.to;
    if (covered >= to) return true;
  }
  return false;
}

function isGap(covered: number | bigint, next: number | bigint): boolean {
  return typeof covered === 'bigint' ? next > covered + 1n : next > covered + 1;
}

/** True if one of these has something of that one. */
export function rangesTouch<Of extends number | bigint>(
  ranges: readonly Interval<Of>[],
  { from, to }: Interval<Of>,
): boolean {
  return ranges.some((range) => range.from <= to && range.to >= from);
}

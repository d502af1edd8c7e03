/** Which addresses a node may have. */
import { parseCidr } from '../../../lib/address.ts';
import { rangeOf } from '../../../lib/ranges.ts';
import type { Interval } from './intervals.ts';

/** All addresses of a family. */
export const widest: { readonly [family in 4 | 6]: Interval<bigint> } = {
  4: { from: 0n, to: (1n << 32n) - 1n },
  6: { from: 0n, to: (1n << 128n) - 1n },
};

/** Addresses that no host has for others (IANA special-purpose registries): this network, loopback, multicast and reserved. */
export const neverNodes: { readonly [family in 4 | 6]: readonly Interval<bigint>[] } = {
  4: intervals('0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3'),
  6: intervals('::/128', '::1/128', 'ff00::/8'),
};

function intervals(...texts: string[]): readonly Interval<bigint>[] {
  return texts.flatMap((text) => {
    const cidr = parseCidr(text);
    if (cidr === undefined) return [];
    const { first, last } = rangeOf(cidr);
    return [{ from: first, to: last }];
  });
}

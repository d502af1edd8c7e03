/** Ranges of addresses: as they are written, as networks, and which of them overlap. */

import {
  type Address,
  type Cidr,
  formatAddress,
  networkOf,
  parseAddress,
  parseNetipAddress,
  width,
} from './address.ts';
import { smallest } from './lists.ts';
import { compare } from './order.ts';

/** Addresses from the first to the last, both included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** The addresses of a network. */
export function rangeOf({ family, network, prefix }: Cidr): AddressRange {
  return { family, first: network, last: network + (1n << BigInt(width(family) - prefix)) - 1n };
}

/** Canonical: `10.0.0.1-10.0.0.9`, also of a network; a single address alone. */
export function formatRange({ family, first, last }: AddressRange): string {
  const from = formatAddress({ family, bits: first });
  return first === last ? from : `${from}-${formatAddress({ family, bits: last })}`;
}

/**
 * Why `a-b` is no range: `start` and `end` are no addresses, `order` says that the end comes before the start, and `mixed`
 * that they are of two families.
 */
export type RangeFault = 'start' | 'end' | 'order' | 'mixed';

/**
 * The range between two texts, each read as Go's net.ParseIP does, or as `read` does. Two families are compared as Go compares
 * them, IPv4 as `::ffff:a.b.c.d` (metallb/metallb internal/config/config.go, ParseCIDR).
 */
export function rangeBetween(from: string, to: string, read = parseAddress): AddressRange | RangeFault {
  const start = read(from);
  if (start === undefined) return 'start';
  const end = read(to);
  if (end === undefined) return 'end';
  if (comparable(start) > comparable(end)) return 'order';
  return start.family === end.family ? { family: start.family, first: start.bits, last: end.bits } : 'mixed';
}

function comparable({ family, bits }: Address): bigint {
  return family === 4 ? (0xffffn << 32n) | bits : bits;
}

/**
 * The fewest networks that hold a range and nothing else, in order: each as large as its first address and what is left
 * allow (github.com/mikioh/ipaddr Summarize, which MetalLB uses). At most 2 for each bit of an address.
 */
export function summarise(range: AddressRange): Cidr[] {
  const { family, last } = range;
  const networks: Cidr[] = [];
  for (let first = range.first; first <= last; ) {
    let prefix = width(family);
    for (; prefix > 0; prefix--) {
      const wider = rangeOf(networkOf({ family, bits: first }, prefix - 1));
      if (wider.first !== first || wider.last > last) break;
    }
    const network = { family, network: first, prefix };
    networks.push(network);
    first = rangeOf(network).last + 1n;
  }
  return networks;
}

/** The length of the shortest prefix among the networks of a range. */
export function widestPrefix(range: AddressRange): number {
  return smallest(summarise(range).map(({ prefix }) => prefix));
}

/** Reads what `formatRange` writes, in the family that it was of: an IPv4-mapped address is not taken for an IPv4 one. */
export function parseRange(canonical: string): AddressRange | undefined {
  const [from = '', to = from] = canonical.split('-');
  const range = rangeBetween(from, to, parseNetipAddress);
  return typeof range === 'string' ? undefined : range;
}

/** What two ranges have in common; undefined for nothing. */
export function commonRange(a: AddressRange, b: AddressRange): AddressRange | undefined {
  if (a.family !== b.family) return undefined;
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first <= last ? { family: a.family, first, last } : undefined;
}

/**
 * The pairs of items whose ranges overlap, in the order of their addresses, up to `most` of them: a sort and one step for
 * each pair.
 */
export function overlappingPairs<Item extends { readonly range: AddressRange }>(
  items: readonly Item[],
  most: number,
): (readonly [Item, Item])[] {
  const sorted = [...items].sort((a, b) => a.range.family - b.range.family || compare(a.range.first, b.range.first));
  const pairs: (readonly [Item, Item])[] = [];
  let open: Item[] = [];
  for (const item of sorted) {
    open = open.filter((other) => commonRange(other.range, item.range) !== undefined);
    for (const other of open) {
      if (pairs.length >= most) return pairs;
      pairs.push([other, item]);
    }
    open.push(item);
  }
  return pairs;
}

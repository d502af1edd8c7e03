/** IP addresses and CIDRs: reading, canonical form, and what holds what. */
import { compare } from './order.ts';

/** An address as a number of 32 or 128 bits. */
export interface Address {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

/** A network: the bits behind the prefix are 0. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly network: bigint;
  /** Length of the prefix in bits: 0 to 32, or 0 to 128. */
  readonly prefix: number;
}

/** The bits of an address of a family. */
export function width(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/**
 * Reads an address as Go's net.ParseIP does, which Calico, MetalLB and Terraform's providers use: no leading zeros in
 * IPv4, no zone, and an IPv4-mapped `::ffff:10.0.0.1` is the IPv4 address. Undefined for anything else.
 */
export function parseAddress(text: string): Address | undefined {
  const read = parseNetipAddress(text);
  return read !== undefined && isMapped(read) ? { family: 4, bits: read.bits & 0xffff_ffffn } : read;
}

/**
 * Reads an address as Go's netip.ParseAddr does, which Cilium uses: an IPv4-mapped one is an IPv6 address. Undefined for
 * anything else, and for one with a zone. What `formatAddress` writes is read so, whichever of the two has read it before.
 */
export function parseNetipAddress(text: string): Address | undefined {
  const bits = text.includes(':') ? readIPv6(text) : readIPv4(text);
  return bits === undefined ? undefined : { family: text.includes(':') ? 6 : 4, bits };
}

/**
 * Reads `address/prefix` as Go's net.ParseCIDR does and clears the host bits: `10.1.2.3/8` is 10.0.0.0/8. Undefined
 * for an address without a prefix, and for anything else.
 */
export function parseCidr(text: string): Cidr | undefined {
  const read = addressAndPrefix(text);
  if (read === undefined) return undefined;
  const { address, prefix } = read;
  if (isMapped(address) && prefix >= 96) {
    return networkOf({ family: 4, bits: address.bits & 0xffff_ffffn }, prefix - 96);
  }
  return networkOf(address, prefix);
}

/**
 * Reads `address/prefix` as Go's netip.ParsePrefix does: an IPv4-mapped address is an IPv6 one, and a prefix with a leading
 * zero is none. `hostBits` says whether bits behind the prefix are set.
 */
export function parseNetipCidr(text: string): (Cidr & { readonly hostBits: boolean }) | undefined {
  const read = addressAndPrefix(text);
  if (read === undefined || /\/0\d/.test(text)) return undefined;
  const cidr = networkOf(read.address, read.prefix);
  return { ...cidr, hostBits: cidr.network !== read.address.bits };
}

function addressAndPrefix(text: string): { address: Address; prefix: number } | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = parseNetipAddress(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (address === undefined || !/^\d{1,3}$/.test(digits)) return undefined;
  const prefix = Number(digits);
  return prefix > width(address.family) ? undefined : { address, prefix };
}

/** The network of an address under a prefix. */
export function networkOf(address: Address, prefix: number): Cidr {
  const host = BigInt(width(address.family) - prefix);
  return { family: address.family, network: (address.bits >> host) << host, prefix };
}

/** The canonical text: dotted decimal, or RFC 5952. */
export function formatAddress({ family, bits }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((bits >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const { start, length } = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The canonical text of a network: `10.0.0.0/8`, `2001:db8::/32`. */
export function formatCidr({ family, network, prefix }: Cidr): string {
  return `${formatAddress({ family, bits: network })}/${prefix}`;
}

/** True if the network holds the address. */
export function contains(cidr: Cidr, address: Address): boolean {
  return cidr.family === address.family && networkOf(address, cidr.prefix).network === cidr.network;
}

/** True if the first network lies in the second, or is the same. */
export function isSubnetOf(inner: Cidr, outer: Cidr): boolean {
  return inner.prefix >= outer.prefix && contains(outer, { family: inner.family, bits: inner.network });
}

/** The number of addresses of a network. */
export function sizeOf({ family, prefix }: Cidr): bigint {
  return 1n << BigInt(width(family) - prefix);
}

/**
 * The items whose networks lie in no other item's, in the order of their addresses; of equal ones the first. Two
 * networks are disjoint or one holds the other, so these have no address in common and hold all that the items hold.
 */
export function outermost<Item extends { readonly cidr: Cidr }>(items: readonly Item[]): Item[] {
  const sorted = [...items].sort(
    (a, b) => a.cidr.family - b.cidr.family || compare(a.cidr.network, b.cidr.network) || a.cidr.prefix - b.cidr.prefix,
  );
  const outer: Item[] = [];
  for (const item of sorted) {
    const last = outer.at(-1);
    if (last === undefined || !isSubnetOf(item.cidr, last.cidr)) outer.push(item);
  }
  return outer;
}

function isMapped({ family, bits }: Address): boolean {
  return family === 6 && bits >> 32n === 0xffffn;
}

/** Four numbers up to 255, none with a zero before it. A plan holds tens of thousands. */
function readIPv4(text: string): bigint | undefined {
  let bits = 0;
  let part = -1;
  let parts = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (part < 0 || ++parts > 4) return undefined;
      bits = bits * 256 + part;
      part = -1;
      continue;
    }
    if (code < 48 || code > 57 || part === 0) return undefined;
    part = Math.max(part, 0) * 10 + code - 48;
    if (part > 255) return undefined;
  }
  return parts === 4 && part >= 0 ? BigInt(bits * 256 + part) : undefined;
}

/** RFC 4291 section 2.2: eight groups, one run of zeros as `::`, the last two groups in dotted decimal or not. */
function readIPv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, i) => readGroups(half, i === halves.length - 1));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? join(head) : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return join([...head, ...new Array<bigint>(8 - head.length - tail.length).fill(0n), ...tail]);
}

function readGroups(text: string, mayEndDotted: boolean): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else {
      const dotted = mayEndDotted && i === parts.length - 1 ? readIPv4(part) : undefined;
      if (dotted === undefined) return undefined;
      groups.push(dotted >> 16n, dotted & 0xffffn);
    }
  }
  return groups;
}

function join(groups: readonly bigint[]): bigint {
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [i, group] of groups.entries()) {
    if (group !== '0') start = i + 1;
    else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
  }
  return best;
}

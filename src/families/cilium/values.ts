/** Facts about single values of Cilium's objects. */
import {
  formatAddress,
  formatCidr,
  parseAddress,
  parseCidr,
  parseNetipAddress,
  parseNetipCidr,
} from '../../lib/address.ts';
import { isObject } from '../../lib/json.ts';
import { standsForNumber } from '../../lib/placeholder.ts';
import { rangeBetween, rangeOf } from '../../lib/ranges.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import { ip, rangeFact, unread } from '../values.ts';

/**
 * The fact of `ip`, and of an IPv6 address with a zone `{ address, family, linkLocal, zone }`: the pattern of peerAddress
 * and Go's netip.ParseAddr take one (cilium/cilium pkg/k8s/apis/cilium.io/v2/bgp_cluster_types.go).
 */
export function peerAddress(value: Json): JsonObject | undefined {
  const fact = ip(value);
  if (typeof value !== 'string' || fact?.['fault'] !== 'zone') return fact;
  const [plain = '', zone = ''] = value.split(/%(.*)/s, 2);
  const address = plain.includes(':') && zone !== '' ? ip(plain) : undefined;
  return address === undefined || address['fault'] !== undefined ? fact : { ...address, zone };
}

/**
 * peerAddress of the legacy policy: an address with its mask, as `{ address, family, linkLocal, mask }`, whatever the mask;
 * or `{ fault }`, `bare` where the mask is missing (cilium/cilium v1.17 CRD, format cidr; pkg/bgpv1/gobgp takes the
 * address of netip.ParsePrefix).
 */
export function legacyPeerAddress(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const bare = ip(value);
  if (bare !== undefined && bare['fault'] === undefined) return { fault: 'bare', address: bare['address'] ?? null };
  const [plain = '', mask = ''] = value.split('/');
  const network = parseCidr(value);
  const address = ip(plain);
  if (network === undefined || address === undefined || address['fault'] !== undefined)
    return unread(value, { fault: 'malformed' });
  return { ...address, mask: Number(mask) };
}

/**
 * A block of a pool, `{ cidr }` or `{ start, stop }`, of which `cidr` counts first and a start alone is one address:
 * `{ range, family, widest }`, with the `network` that is taken of a cidr with host bits; or `{ fault }`: `cidr`, `start`,
 * `stop`, `order`, `mixed`. All as netip reads it, to which an IPv4-mapped address is one of IPv6 (cilium/cilium
 * operator/pkg/lbipam/lbipam.go, ipRangeFromBlock, RangeFromPrefix, intersect).
 */
export function block(value: Json): JsonObject | undefined {
  if (!isObject(value) || Object.values(value).some(standsForNumber)) return undefined;
  const { cidr, start, stop } = value;
  if (typeof cidr === 'string' && cidr !== '') {
    const read = parseNetipCidr(cidr);
    if (read === undefined) return { fault: 'cidr' };
    return { ...rangeFact(rangeOf(read)), ...(read.hostBits && { network: formatCidr(read) }) };
  }
  if (typeof start !== 'string') return undefined;
  const range = rangeBetween(start, typeof stop === 'string' && stop !== '' ? stop : start, parseNetipAddress);
  if (typeof range === 'string') return { fault: range === 'end' ? 'stop' : range };
  return rangeFact(range);
}

const number32 = /^(?:0|[1-9]\d{0,9})$/;

/**
 * `{ parts, community }` of a standard community, `a:b` or one number of 32 bits, as `a:b`; or `{ fault: 'community' }`,
 * also for leading zeros (cilium/cilium pkg/k8s/apis/cilium.io/v2/bgp_advert_types.go, the patterns).
 */
export function standardCommunity(value: Json): JsonObject | undefined {
  if (typeof value !== 'string') return undefined;
  const numbers = value.split(':');
  if (numbers.length > 2 || !areUpTo(numbers, numbers.length === 1 ? 0xffff_ffff : 0xffff))
    return { fault: 'community' };
  const [high = 0, low] = numbers.map(Number);
  const parts = low === undefined ? [Math.floor(high / 65_536), high % 65_536] : [high, low];
  return { parts, community: parts.join(':') };
}

/** The same of a large community, `a:b:c`, three numbers of 32 bits. */
export function largeCommunity(value: Json): JsonObject | undefined {
  if (typeof value !== 'string') return undefined;
  const numbers = value.split(':');
  if (numbers.length !== 3 || !areUpTo(numbers, 0xffff_ffff)) return { fault: 'community' };
  return { parts: numbers.map(Number), community: value };
}

function areUpTo(numbers: readonly string[], most: number): boolean {
  return numbers.every((text) => number32.test(text) && Number(text) <= most);
}

/** `{ address }` of a router id, which is written as an IPv4 address; or `{ fault: 'router-id' }`. */
export function routerId(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const parsed = parseAddress(value);
  const dotted = parsed?.family === 4 && !value.includes(':');
  return dotted && parsed !== undefined ? { address: formatAddress(parsed) } : unread(value, { fault: 'router-id' });
}

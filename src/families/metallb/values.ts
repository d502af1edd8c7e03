/** Facts about single values of MetalLB's and frr-k8s' objects, which share their readers. */
import { parseCidr } from '../../lib/address.ts';
import { standsForNumber } from '../../lib/placeholder.ts';
import { rangeBetween, rangeOf } from '../../lib/ranges.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import type { Field } from '../family.ts';
import { duration, network, networkOrRange, placeholder, rangeFact, unread } from '../values.ts';

/**
 * An address of a pool (metallb/metallb internal/config/config.go, ParseCIDR): a CIDR without blanks, or `a-b` with blanks
 * around the two addresses. `{ range, family, widest, bits }`: the canonical range, and the shortest prefix of the networks
 * that it is split into, which no aggregation length may be below (lowestMask); of a CIDR also `cidr`, `length` and
 * `hostBits` (bits behind the mask, which are dropped). `bits` are those of the smallest network that holds it.
 *
 * Or `{ fault }`: `bare` (an address without a mask, with `family`), `start`, `end`, `order`, `malformed`; `mixed` is two
 * families in order, of which MetalLB makes a pool without addresses and says nothing.
 */
export function poolAddress(value: Json): JsonObject | undefined {
  if (typeof value !== 'string') return undefined;
  if (standsForNumber(value)) return placeholder;
  const dash = value.indexOf('-');
  if (dash >= 0) {
    const range = rangeBetween(value.slice(0, dash).trim(), value.slice(dash + 1).trim());
    if (typeof range === 'string') return { fault: range };
    return { ...rangeFact(range), bits: networkOrRange(value)?.['bits'] ?? '' };
  }
  const fact = network(value);
  if (fact === undefined || fact['fault'] !== undefined) return { fault: 'malformed' };
  const { cidr = null, length = null, hostBits = null, bits = null, family = null } = fact;
  const read = parseCidr(value);
  if (read === undefined) return { fault: 'bare', family, bits };
  return { ...rangeFact(rangeOf(read)), cidr, length, hostBits, bits };
}

/**
 * A community (metallb/metallb internal/bgp/community/community.go, New): `{ parts, large, community }` of `a:b`, two
 * numbers of 16 bits, or `large:a:b:c`, three of 32; `community` without leading zeros. `{ fault: 'value' }` for all else
 * with a colon, which MetalLB's webhook takes for a value (internal/config/validator.go). `{ alias }` without one: the name
 * of a community, which must be defined; in the value of one, and in frr-k8s, it is malformed.
 */
export function community(value: Json): JsonObject | undefined {
  if (typeof value !== 'string') return undefined;
  const fields = value.split(':');
  const large = fields.length === 4;
  if (fields.length !== 2 && !large) return value.includes(':') ? { fault: 'value' } : { alias: value };
  if (large && fields[0] !== 'large') return { fault: 'value' };
  const texts = large ? fields.slice(1) : fields;
  const most = large ? 0xffff_ffff : 0xffff;
  if (texts.some((text) => !/^\d+$/.test(text) || Number(text) > most)) return { fault: 'value' };
  const parts = texts.map(Number);
  return { parts, large, community: `${large ? 'large:' : ''}${parts.join(':')}` };
}

/**
 * A prefix of frr-k8s, which Go's net.ParseCIDR must read (metallb/frr-k8s internal/controller/api_to_config.go,
 * validatePrefixes): `{ cidr, family, length, hostBits, bits }`, or `{ fault }`: `bare` or `malformed`.
 */
export function prefix(value: Json): JsonObject | undefined {
  const fact = network(value);
  if (typeof value !== 'string') return undefined;
  if (fact === undefined || fact['fault'] !== undefined) return unread(value, { fault: 'malformed' });
  const { bare, ...rest } = fact;
  return bare === true ? { fault: 'bare', family: fact['family'] ?? null } : rest;
}

/** The timers of a peer, or of a neighbor as frr-k8s has it. */
export function timers(peer: readonly string[]): readonly Field[] {
  return ['holdTime', 'keepaliveTime', 'connectTime'].map((timer): Field => [[...peer, timer], duration]);
}

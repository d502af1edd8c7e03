/** Facts about single values that several products read alike. Each reader is silent on a value of another type. */
import { type Address, formatAddress, formatCidr, networkOf, parseAddress, parseCidr, width } from '../lib/address.ts';
import { parseAsNumber } from '../lib/as-number.ts';
import { parseDuration } from '../lib/duration.ts';
import { standsForNumber } from '../lib/placeholder.ts';
import { type AddressRange, formatRange, widestPrefix } from '../lib/ranges.ts';
import type { Json, JsonObject } from '../model/document.ts';
import type { Field } from './family.ts';

/** The fact about a text that stands for a value which comes later. */
export const placeholder: JsonObject = { placeholder: true };

/** What a reader says of a text that it cannot read: the fault, or that it stands for a value. */
export function unread(value: string, fault: JsonObject): JsonObject {
  return standsForNumber(value) ? placeholder : fault;
}

/** `{ as, spelling }` or `{ fault }` of an AS number (see AsNumber). */
export function asNumber(value: Json): JsonObject | undefined {
  const fact = parseAsNumber(value) as JsonObject | undefined;
  return typeof value === 'string' && fact?.['fault'] === 'text' ? unread(value, fact) : fact;
}

/**
 * `{ address, family, linkLocal }` of an address as Go's net.ParseIP reads it; or `{ fault, bare? }`, which says what it is
 * instead (see `addressFault`).
 */
export function ip(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const parsed = parseAddress(value);
  if (parsed === undefined) return addressFault(value);
  const linkLocal = parsed.family === 6 && parsed.bits >> 118n === 0x3fan;
  return { address: formatAddress(parsed), family: parsed.family, linkLocal };
}

/**
 * `{ fault }` of a text that is no address: `mask`, `zone`, `brackets`, `port`, `name`, `zeros` (leading ones), `blank`,
 * `malformed`; with the address itself as `bare` where only brackets, blanks or the longest mask are around it.
 */
export function addressFault(value: string): JsonObject {
  if (standsForNumber(value)) return placeholder;
  const [, bare, mask = ''] = /^\s*\[?([\dA-Fa-f.:]+)(?:\]|\/(\d{1,3}))?\s*$/.exec(value) ?? [];
  const parsed = bare === undefined ? undefined : parseAddress(bare);
  const whole = parsed !== undefined && (mask === '' || Number(mask) === width(parsed.family));
  return { fault: faultOf(value), ...(whole && bare !== undefined && { bare }) };
}

function faultOf(value: string): string {
  if (parseAddress(value.trim()) !== undefined) return 'blank';
  if (/^[^/]+\/[\d.]+\s*$/.test(value)) return 'mask';
  if (value.includes('%')) return 'zone';
  if (value.startsWith('[') && value.endsWith(']')) return 'brackets';
  if (/^(?:\[[^\]]*\]|\d+(?:\.\d+){3}):\d+$/.test(value)) return 'port';
  if (/^\d+(?:\.\d+){3}$/.test(value) && /(?:^|\.)0\d/.test(value)) return 'zeros';
  if (/^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*$/.test(value)) return 'name';
  return 'malformed';
}

/**
 * `{ seconds }` of a duration in Go's syntax, as metav1.Duration reads it (k8s.io/apimachinery
 * pkg/apis/meta/v1/duration.go); or `{ fault: 'duration' }`, also for an empty one. Fractions are kept: `1500ms` is 1.5.
 */
export function duration(value: Json): JsonObject | undefined {
  if (typeof value !== 'string') return undefined;
  const seconds = parseDuration(value);
  return seconds === undefined ? unread(value, { fault: 'duration' }) : { seconds };
}

/** What facts say of a range of addresses: canonical, its family, and the shortest prefix of its networks. */
export function rangeFact(range: AddressRange): { range: string; family: 4 | 6; widest: number } {
  return { range: formatRange(range), family: range.family, widest: widestPrefix(range) };
}

/**
 * `{ cidr, family, length, hostBits, bare }`: the canonical network, the length of its mask, whether bits behind the mask
 * are set, whether it is an address without a mask, `zero` where the mask begins with one; or `{ fault: 'malformed' }`.
 */
export function cidr(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const whole = parseAddress(value);
  if (whole !== undefined) {
    const network = networkOf(whole, width(whole.family));
    return { cidr: formatCidr(network), family: whole.family, length: network.prefix, hostBits: false, bare: true };
  }
  const network = parseCidr(value);
  const written = parseAddress(value.split('/', 1)[0] ?? '');
  if (network === undefined || written === undefined) return unread(value, { fault: 'malformed' });
  const hostBits = written.family === network.family && written.bits !== network.network;
  const fact = { cidr: formatCidr(network), family: network.family, length: network.prefix, hostBits, bare: false };
  return /\/0\d/.test(value) ? { ...fact, zero: true } : fact;
}

/**
 * The fact of `cidr` with `bits`: the family and the bits of the network, such as `4/0000101`, of which another network's
 * are a prefix where that one holds this one.
 */
export function network(value: Json): JsonObject | undefined {
  const fact = cidr(value);
  return typeof fact?.['cidr'] === 'string' ? { ...fact, bits: bitsOf(fact['cidr']) } : fact;
}

/** The fact of `network`; of a range `<IP>-<IP>` the `bits` alone, of the smallest network that holds it. */
export function networkOrRange(value: Json): JsonObject | undefined {
  const fact = network(value);
  if (fact?.['fault'] === undefined || typeof value !== 'string') return fact;
  const ends = value.split('-').map((end) => parseAddress(end.trim()));
  const [from, to] = ends;
  if (ends.length !== 2 || from === undefined || to === undefined || from.family !== to.family) return fact;
  const [low = '', high = ''] = [from, to].map((end) => bitsOf(`${formatAddress(end)}/${width(end.family)}`));
  if (low > high) return fact;
  const differ = [...low].findIndex((bit, i) => bit !== high[i]);
  return { bits: differ < 0 ? low : low.slice(0, differ) };
}

/** The `bits` of one address, as those of `network` with the longest mask. */
export function addressBits({ family, bits }: Address): string {
  return `${family}/${bits.toString(2).padStart(width(family), '0')}`;
}

function bitsOf(canonical: string): string {
  const parsed = parseCidr(canonical);
  if (parsed === undefined) return '';
  const { family, network: bits, prefix } = parsed;
  return `${family}/${bits.toString(2).padStart(width(family), '0').slice(0, prefix)}`;
}

/**
 * `{ fault: 'name' }` for what is no DNS-1123 subdomain, as objects' names are (k8s.io/apimachinery
 * pkg/util/validation/validation.go): lower case letters, digits, `-` and `.` between them, 253 at most.
 */
export function name(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const parts = value.length > 253 ? [''] : value.split('.');
  return parts.every((part) => /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(part)) ? undefined : { fault: 'name' };
}

/** The name of an object. */
export const named: Field = [['metadata', 'name'], name];

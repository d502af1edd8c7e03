/** What is known of a number or a text by itself: AS numbers, communities, durations, networks. */
import { formatCidr, parseCidr, sizeOf } from '../../lib/address.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import { code } from './markdown.ts';

/** Numbers with a meaning of their own (iana.org/assignments/iana-as-numbers-special-registry). */
const special: readonly (readonly [first: number, last: number, what: string])[] = [
  [0, 0, 'reserved (RFC 7607): no speaker may use it'],
  [23456, 23456, 'AS_TRANS (RFC 6793): stands for a number over 65535 where a speaker reads only 16 bits'],
  [64496, 64511, 'for documentation (RFC 5398)'],
  [64512, 65534, 'for private use (RFC 6996)'],
  [65535, 65535, 'reserved (RFC 7300)'],
  [65536, 65551, 'for documentation (RFC 5398)'],
  [4200000000, 4294967294, 'for private use (RFC 6996)'],
  [4294967295, 4294967295, 'reserved (RFC 7300)'],
];

/** `AS 65546, asdot 1.10: for documentation (RFC 5398)`. */
export function asNumberText(as: number): string {
  const dotted = as > 0xffff ? `, ${code(`${Math.floor(as / 65_536)}.${as % 65_536}`)} in asdot notation` : '';
  const what = special.find(([first, last]) => first <= as && as <= last)?.[2];
  return `AS ${as}${dotted}${what === undefined ? '' : `: ${what}`}`;
}

/** iana.org/assignments/bgp-well-known-communities. */
const communities: ReadonlyMap<string, string> = new Map([
  ['65535:0', 'GRACEFUL_SHUTDOWN (RFC 8326)'],
  ['65535:1', 'ACCEPT_OWN (RFC 7611)'],
  ['65535:6', 'LLGR_STALE (RFC 9494)'],
  ['65535:7', 'NO_LLGR (RFC 9494)'],
  ['65535:666', 'BLACKHOLE (RFC 7999)'],
  ['65535:65281', 'NO_EXPORT (RFC 1997): not advertised outside of the AS, or the confederation'],
  ['65535:65282', 'NO_ADVERTISE (RFC 1997): advertised to no other peer'],
  ['65535:65283', 'NO_EXPORT_SUBCONFED (RFC 1997): advertised to no external peer'],
  ['65535:65284', 'NOPEER (RFC 3765)'],
]);

/** What facts say of a value (src/families), as sentences; none where they say no more than what is written. */
export function factTexts(fact: JsonObject | undefined, value: Json | undefined): readonly string[] {
  if (fact === undefined || fact['fault'] !== undefined) return [];
  const { as, seconds, wire, cidr, parts, large } = fact;
  const texts: string[] = [];
  if (typeof as === 'number') texts.push(asNumberText(as));
  if (typeof seconds === 'number') texts.push(secondsText(seconds, typeof wire === 'number' ? wire : undefined, value));
  if (typeof cidr === 'string') texts.push(networkText(cidr));
  if (Array.isArray(parts) && large !== true) {
    const name = communities.get(parts.join(':'));
    if (name !== undefined) texts.push(name);
  }
  return texts.filter((text) => text !== '');
}

function secondsText(seconds: number, wire: number | undefined, value: Json | undefined): string {
  const count = (number: number) => (number === 1 ? '1 second' : `${number} seconds`);
  if (wire !== undefined && wire !== seconds) return `${count(seconds)}; BIRD is given ${count(wire)}`;
  return typeof value === 'string' && /^\d+s$/.test(value) ? '' : count(seconds);
}

function networkText(text: string): string {
  const network = parseCidr(text);
  if (network === undefined) return '';
  const size = sizeOf(network);
  const bits = (network.family === 4 ? 32 : 128) - network.prefix;
  const count = bits > 32 ? `2^${bits} addresses` : size === 1n ? '1 address' : `${size} addresses`;
  return `${code(formatCidr(network))}: ${count}`;
}

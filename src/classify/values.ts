/** Facts about single values that several products read alike. Each reader is silent on a value of another type. */
import { formatAddress, parseAddress, width } from '../lib/address.ts';
import { parseAsNumber } from '../lib/as-number.ts';
import { parseDuration } from '../lib/duration.ts';
import { formatRange, type Range, widestPrefix } from '../lib/ranges.ts';
import type { Json, JsonObject } from '../model.ts';

/** `{ as, spelling }` or `{ fault }` of an AS number (see AsNumber). */
export function asNumber(value: Json): JsonObject | undefined {
  return parseAsNumber(value) as JsonObject | undefined;
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
  return seconds === undefined ? { fault: 'duration' } : { seconds };
}

/** What facts say of a range of addresses: canonical, its family, and the shortest prefix of its networks. */
export function rangeFact(range: Range): { range: string; family: 4 | 6; widest: number } {
  return { range: formatRange(range), family: range.family, widest: widestPrefix(range) };
}

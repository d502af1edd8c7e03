/** Facts about values of MetalLB's configuration up to 0.12. */
import { type Address, formatAddress, parseAddress, parseCidr, width } from '../../lib/address.ts';
import { parseDuration } from '../../lib/duration.ts';
import { at, inKeyOrder, isObject, pointer } from '../../lib/json.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import type { Facts } from '../../model/resource.ts';
import { unread } from '../values.ts';

/**
 * By JSON Pointer:
 * - an address of a peer: `{ address, family }`, or `{ fault: 'address' }` for what Go's net.ParseIP refuses;
 * - a time of a peer: `{ seconds }`, rounded down, or `{ fault: 'duration' }`;
 * - an item of a pool's `addresses`: `{ family, widest }`, the shortest mask of the networks that it is made of, or
 *   `{ fault: 'range' | 'order' }`; with `overlaps: [pool, item]` where an earlier one has addresses of it;
 * - a community: `{ value }`, or `{ fault: 'community' }` for what is not two numbers of 16 bits;
 * - a peer, or a pool's `name`: `{ same: i }` where it is what an earlier one, i, is.
 */
export function legacyFacts(object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  const note = (path: Path, fact: JsonObject) => {
    facts[pointer(path)] = { ...facts[pointer(path)], ...fact };
  };
  const read = (path: Path, reader: (value: string) => JsonObject) => {
    const value = at(object, path);
    if (value === undefined || value === null || value === '' || typeof value === 'object') return;
    if (isPlaceholder(value)) return;
    const fact = reader(String(value));
    note(path, fact['fault'] === undefined || fact['fault'] === 'community' ? fact : unread(String(value), fact));
  };
  for (const i of keysOf(object['peers'])) {
    for (const field of ['peer-address', 'source-address', 'router-id']) read(['peers', i, field], address);
    for (const field of ['hold-time', 'keepalive-time']) read(['peers', i, field], time);
  }
  for (const name of keysOf(object['bgp-communities'])) read(['bgp-communities', name], community);
  const ranges: Range[] = [];
  for (const i of keysOf(object['address-pools'])) {
    const pool = ['address-pools', i] as const;
    for (const j of keysOf(at(object, [...pool, 'addresses']))) {
      const path = [...pool, 'addresses', j];
      read(path, (value) => {
        const { low, high, ...fact } = rangeOf(value);
        if (low !== undefined && high !== undefined) ranges.push({ path, low, high });
        return fact;
      });
    }
    for (const j of keysOf(at(object, [...pool, 'bgp-advertisements']))) {
      const list = [...pool, 'bgp-advertisements', j, 'communities'];
      for (const k of keysOf(at(object, list))) read([...list, k], community);
    }
  }
  for (const [path, [, pool, , item]] of overlaps(ranges)) note(path, { overlaps: [Number(pool), Number(item)] });
  for (const [i, same] of repeated(object['peers'], (peer) => peer)) note(['peers', i], { same });
  for (const [i, same] of repeated(object['address-pools'], (pool) => at(pool, ['name']))) {
    note(['address-pools', i, 'name'], { same });
  }
  return facts;
}

function keysOf(value: Json | undefined): readonly (string | number)[] {
  if (Array.isArray(value)) return [...value.keys()];
  return isObject(value) ? Object.keys(value) : [];
}

function address(value: string): JsonObject {
  const parsed = parseAddress(value);
  return parsed === undefined ? { fault: 'address' } : { address: formatAddress(parsed), family: parsed.family };
}

function time(value: string): JsonObject {
  const seconds = parseDuration(value);
  return seconds === undefined ? { fault: 'duration' } : { seconds: Math.trunc(seconds) };
}

function community(value: string): JsonObject {
  const parts = /^(\d{1,5}):(\d{1,5})$/.exec(value)?.slice(1).map(Number) ?? [];
  const isOne = parts.length === 2 && parts.every((part) => part <= 0xffff);
  return isOne ? { value: parts.join(':') } : { fault: 'community' };
}

/** The addresses of an item; `low` and `high` are in the order of addresses as texts, IPv4 before IPv6. */
interface Range {
  readonly path: Path;
  readonly low: string;
  readonly high: string;
}

function rangeOf(value: string): JsonObject & { readonly low?: string; readonly high?: string } {
  if (!value.includes('-')) {
    const network = parseCidr(value);
    if (network === undefined) return { fault: 'range' };
    const { family, network: bits, prefix } = network;
    const last = bits + (1n << BigInt(width(family) - prefix)) - 1n;
    return { family, widest: prefix, low: ordered({ family, bits }), high: ordered({ family, bits: last }) };
  }
  const dash = value.indexOf('-');
  const [from, to] = [value.slice(0, dash), value.slice(dash + 1)].map((end) => parseAddress(end.trim()));
  if (from === undefined || to === undefined || from.family !== to.family) return { fault: 'range' };
  if (from.bits > to.bits) return { fault: 'order' };
  const { family } = from;
  return { family, widest: widestOf(from.bits, to.bits, width(family)), low: ordered(from), high: ordered(to) };
}

function ordered({ family, bits }: Address): string {
  return `${family}/${bits.toString(16).padStart(width(family) / 4, '0')}`;
}

/** The shortest mask of the networks that make up a range. */
function widestOf(from: bigint, to: bigint, bits: number): number {
  let widest = bits;
  for (let at = from; at <= to; ) {
    let size = 0;
    while (size < bits && (at & ((1n << BigInt(size + 1)) - 1n)) === 0n && at + (1n << BigInt(size + 1)) - 1n <= to) {
      size++;
    }
    widest = Math.min(widest, bits - size);
    at += 1n << BigInt(size);
  }
  return widest;
}

/** Each range that has addresses of another, with that one: the one that is written first is not told of. */
function overlaps(ranges: readonly Range[]): (readonly [Path, Path])[] {
  const pairs: (readonly [Path, Path])[] = [];
  const written = new Map(ranges.map((range, i) => [range, i]));
  const sorted = [...ranges].sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
  let reach: Range | undefined;
  for (const range of sorted) {
    if (reach !== undefined && range.low <= reach.high) {
      const isLater = (written.get(range) ?? 0) > (written.get(reach) ?? 0);
      pairs.push(isLater ? [range.path, reach.path] : [reach.path, range.path]);
    }
    if (reach === undefined || range.high > reach.high) reach = range;
  }
  return pairs;
}

/** Items that are what an earlier one is. */
function repeated(list: Json | undefined, key: (item: Json) => Json | undefined): (readonly [number, number])[] {
  const first = new Map<string, number>();
  const pairs: (readonly [number, number])[] = [];
  for (const [i, item] of (Array.isArray(list) ? list : []).entries()) {
    const value = key(item);
    if (value === undefined || value === null || value === '' || holdsPlaceholder(value)) continue;
    const text = inKeyOrder(value);
    const same = first.get(text);
    if (same === undefined) first.set(text, i);
    else pairs.push([i, same]);
  }
  return pairs;
}

function holdsPlaceholder(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsPlaceholder);
  return isPlaceholder(value);
}

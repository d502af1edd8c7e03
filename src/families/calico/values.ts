/** Facts about single values of Calico's objects. Each reader gives undefined for a value that it cannot speak of. */
import { formatAddress, parseAddress, width } from '../../lib/address.ts';
import { parseDuration } from '../../lib/duration.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import { addressBits, unread } from '../values.ts';

/**
 * `{ seconds, wire }` of a duration: `wire` is what BIRD is given, in whole seconds (confd rounds them,
 * projectcalico/calico confd/pkg/backends/calico/client.go); or `{ fault: 'duration' }`.
 */
export function duration(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const seconds = parseDuration(value);
  return seconds === undefined ? unread(value, { fault: 'duration' }) : { seconds, wire: Math.round(seconds) };
}

/**
 * `{ address, family, bits, mask? }` of an address, a mask behind it left out (`10.0.0.1/24`, as Calico stores it), or
 * `{ fault }`. The `bits` are those of a network that holds it alone.
 */
export function address(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const [plain = '', mask] = value.split('/', 2);
  const parsed = parseAddress(plain);
  if (parsed === undefined) return unread(value, { fault: 'malformed' });
  if (mask !== undefined && (!/^\d{1,3}$/.test(mask) || Number(mask) > width(parsed.family))) {
    return { fault: 'malformed' };
  }
  const fact = { address: formatAddress(parsed), family: parsed.family, bits: addressBits(parsed) };
  return mask === undefined ? fact : { ...fact, mask: Number(mask) };
}

/**
 * `{ address, family, bits, port?, linkLocal }` of `<IP>`, `<IPv4>:<port>` or `[<IPv6>]:<port>`, the forms of BGPPeer's peerIP
 * (projectcalico/calico libcalico-go/lib/validator/v3/validator.go, processIPPort); or `{ fault }`, which says what it
 * is instead: `mask`, `zone`, `brackets` (without a port), `port` (0 is `zero`, too), `name`, `zeros` (leading ones),
 * `malformed`.
 */
export function peerAddress(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const [, bracketed, v4, digits] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,10})$/.exec(value) ?? [];
  const host = bracketed ?? v4 ?? value;
  const parsed = parseAddress(host);
  if (parsed === undefined || (bracketed !== undefined && parsed.family === 4)) return malformed(value, host);
  const port = digits === undefined ? undefined : Number(digits);
  if (port === 0) return { fault: 'port', zero: true };
  if (port !== undefined && port > 65_535) return { fault: 'port' };
  const linkLocal = parsed.family === 6 && parsed.bits >> 118n === 0x3fan;
  const fact = { address: formatAddress(parsed), family: parsed.family, bits: addressBits(parsed), linkLocal };
  return port === undefined ? fact : { ...fact, port };
}

/** With the address itself as `bare`, where only brackets are around it, or the longest mask behind it. */
function malformed(value: string, host: string): JsonObject {
  const [, bare, mask = ''] = /^\[?([\dA-Fa-f.:]+)(?:\]|\/(\d{1,3}))$/.exec(value) ?? [];
  const parsed = bare === undefined ? undefined : parseAddress(bare);
  const whole = parsed !== undefined && (mask === '' || Number(mask) === width(parsed.family));
  return unread(value, { fault: faultOf(value, host), ...(whole && bare !== undefined && { bare }) });
}

function faultOf(value: string, host: string): string {
  if (value.includes('/')) return 'mask';
  if (value.includes('%')) return 'zone';
  if (value.startsWith('[') && value.endsWith(']')) return 'brackets';
  if (/^\d+(?:\.\d+){3}$/.test(host) && /(?:^|\.)0\d/.test(host)) return 'zeros';
  if (/^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*$/.test(host)) return 'name';
  return 'malformed';
}

/**
 * `{ parts }` of a community `a:b` (RFC 1997, two numbers of 16 bits) or `a:b:c` (RFC 8092, three of 32 bits), or
 * `{ fault }`: `range` for numbers that are too large, `shape` for anything else. `zeros` where a number has leading ones.
 */
export function community(value: Json): JsonObject | undefined {
  if (typeof value !== 'string') return undefined;
  if (!/^\d+(?::\d+){1,2}$/.test(value)) return { fault: 'shape' };
  const parts = value.split(':').map(Number);
  const most = parts.length === 2 ? 0xffff : 0xffff_ffff;
  if (parts.some((part) => part > most)) return { fault: 'range', bits: parts.length === 2 ? 16 : 32 };
  return /(?:^|:)0\d/.test(value) ? { parts, zeros: true } : { parts };
}

/** `{ fault: 'interface' }` for what holds a character that no interface's name and no pattern of names has. */
export function filteredInterface(value: Json): JsonObject | undefined {
  return typeof value !== 'string' || /^[a-zA-Z0-9_.*-]*$/.test(value) ? undefined : { fault: 'interface' };
}

/**
 * `{ fault: 'interface' }` for what is no pattern of interfaces' names: up to 15 characters, and not `*` alone
 * (projectcalico/calico libcalico-go/lib/validator/v3/validator.go).
 */
export function interfacePattern(value: Json): JsonObject | undefined {
  if (typeof value !== 'string') return undefined;
  return value !== '*' && /^[a-zA-Z0-9_.*-]{1,15}$/.test(value) ? undefined : { fault: 'interface' };
}

/** Words of running state that several commands print: states, addresses, AS numbers, errors. */
import { formatAddress, parseAddress } from '../../lib/address.ts';
import { parseAsNumber } from '../../lib/as-number.ts';
import type { RestartMode, SessionState } from './model.ts';

const states: ReadonlyMap<string, SessionState> = new Map<string, SessionState>([
  ['established', 'established'],
  ['estab', 'established'],
  ['idle', 'idle'],
  ['connect', 'connect'],
  ['active', 'active'],
  ['opensent', 'open_sent'],
  ['openconfirm', 'open_confirm'],
  ['openconf', 'open_confirm'],
  ['passive', 'passive'],
  ['down', 'down'],
  ['close', 'idle'],
  ['closing', 'idle'],
  ['clearing', 'idle'],
  ['deleted', 'idle'],
  ['shut', 'admin'],
]);

/** A state as programs write it: `OpenSent`, `open_sent`, `Estab`, `Idle (Admin)`, `Idle(Admin)`, `Active (NSF passive)`. */
export function stateOf(text: string): SessionState {
  const [, name = '', , more = ''] = /^([A-Za-z_]+)(\s*\(([^)]*)\)?)?/.exec(text.trim()) ?? [];
  const state = states.get(name.replace('_', '').toLowerCase()) ?? 'unknown';
  if (state === 'established') return state;
  if (/admin/i.test(more)) return 'admin';
  if (/pfxct|prefix/i.test(more)) return 'prefix_limit';
  if (/nsf/i.test(more)) return 'nsf_passive';
  return /passive/i.test(more) ? 'passive' : state;
}

/** True for a session that is established, whether routes pass or not. */
export function isUp(state: SessionState): boolean {
  return state === 'established' || state === 'policy' || state === 'no_neg';
}

/** An address in its shortest spelling, with its IP version; nothing for what is none. A zone is left out. */
export function addressOf(text: string): { readonly address?: string; readonly family?: 4 | 6 } {
  const read = parseAddress(text.replace(/%.*$/, ''));
  return read === undefined ? {} : { address: formatAddress(read), family: read.family };
}

/**
 * The same with a port behind the last colon. Cilium writes one behind an IPv6 address without brackets: `fd00::1:179`, which may
 * as well be a group of it, but for the port of BGP and for numbers of four digits and more.
 */
export function addressAndPort(text: string): {
  readonly address?: string;
  readonly family?: 4 | 6;
  readonly port?: number;
} {
  const [, bracketed, after] = /^\[([^\]]{1,60})\](?::(\d{1,5}))?$/.exec(text) ?? [];
  if (bracketed !== undefined) return { ...addressOf(bracketed), ...(after && { port: Number(after) }) };
  const [, bare = '', port = ''] = /^(.{1,60}):(\d{1,5})$/.exec(text) ?? [];
  const isPort = !bare.includes(':') || port === '179' || port.length >= 4;
  const read = isPort && port !== '' ? addressOf(bare) : {};
  return read.address === undefined ? addressOf(text) : { ...read, port: Number(port) };
}

/** An AS number, in plain digits or with a dot; undefined for anything else. */
export function asOf(text: string): number | undefined {
  const read = parseAsNumber(text);
  return read !== undefined && 'as' in read ? read.as : undefined;
}

/** A mode of graceful restart; FRR marks one that comes from the instance with `*`. */
export function restartModeOf(text: string): RestartMode | undefined {
  const word = text.replace('*', '').trim().toLowerCase();
  if (word === 'notapplicable') return 'not_applicable';
  return word === 'helper' || word === 'restart' || word === 'disable' || word === 'invalid' ? word : undefined;
}

/**
 * Codes of NOTIFICATIONs by the names that FRR (bgpd/bgp_debug.c) and BIRD (proto/bgp/packets.c) have for them, without what
 * stands before the last slash.
 */
const codes: readonly (readonly [RegExp, string])[] = [
  [/unsupported version number/i, '0201'],
  [/bad peer as/i, '0202'],
  [/bad bgp identifier/i, '0203'],
  [/unsupported optional parameter/i, '0204'],
  [/authentication failure/i, '0205'],
  [/unacceptable hold ?time/i, '0206'],
  [/unsupported capability|required capability missing/i, '0207'],
  [/role mismatch/i, '020B'],
  [/hold timer expired/i, '0400'],
  [/maximum number of prefixes reached/i, '0601'],
  [/administrative(?:ly)? shutdown/i, '0602'],
  [/peer (?:unconfigured|de-configured)/i, '0603'],
  [/administrative(?:ly)? reset/i, '0604'],
  [/connection rejected/i, '0605'],
  [/configuration change/i, '0606'],
  [/connection collision resolution/i, '0607'],
  [/out of resources?/i, '0608'],
  [/hard reset/i, '0609'],
  [/bfd down/i, '060A'],
];

/** The code and subcode of a NOTIFICATION that an error names, in four hexadecimal digits. */
export function codeOf(text: string): string | undefined {
  return codes.find(([name]) => name.test(text))?.[1];
}

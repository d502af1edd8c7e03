/** Protocols and ports: what a rule covers. */
import type { Json, Path } from '../../model.ts';
import type { Values } from './values.ts';

/** BGP's port (RFC 4271 section 8.2.1). */
const bgp = 179;
const highest = 65535;

export type Answer = 'yes' | 'no' | 'unknown';

export interface Protocol {
  readonly is: 'tcp' | 'all' | 'other' | 'unknown';
  /** As messages write it: TCP, UDP, 47, all protocols. */
  readonly text: string;
  readonly path: Path;
}

export interface Ports {
  /** All ports, whatever numbers stand there. */
  readonly all: boolean;
  /** Null where it is not known, or there are all. */
  readonly from: number | null;
  readonly to: number | null;
  readonly text: string;
  readonly from_path: Path;
  readonly to_path: Path;
}

const numbers: { readonly [number: string]: string } = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

/** A protocol's name as AWS writes it in the state: lower case, the four that have names by name, all as -1. */
export function protocolName(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const name = String(value).trim().toLowerCase();
  if (name === 'all') return '-1';
  return name === '' ? undefined : (numbers[name] ?? name);
}

/** The protocol at a path of an AWS rule. */
export function protocolAt(values: Values, path: Path): Protocol {
  const name = values.isUnknown(path) ? undefined : protocolName(values.at(path));
  if (name === undefined) {
    values.setUnreadable(path);
    return { is: 'unknown', text: 'a protocol that is not known', path };
  }
  if (name === '-1') return { is: 'all', text: 'all protocols', path };
  return { is: name === 'tcp' ? 'tcp' : 'other', text: name.toUpperCase(), path };
}

/** The ports of an AWS rule: with all protocols there are all, and 0 to 0 is port 0 alone for TCP. */
export function portsAt(values: Values, protocol: Protocol, from_path: Path, to_path: Path): Ports {
  if (protocol.is === 'all') return { all: true, from: null, to: null, text: 'all ports', from_path, to_path };
  const from = portAt(values, from_path);
  const to = portAt(values, to_path);
  const all = protocol.is === 'tcp' && from !== null && to !== null && from <= 1 && to >= highest;
  return { all, from, to, text: portText(from, to), from_path, to_path };
}

function portAt(values: Values, path: Path): number | null {
  const value = values.at(path);
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^-?\d{1,5}$/.test(value)) return Number(value);
  values.setUnreadable(path);
  return null;
}

function portText(from: number | null, to: number | null): string {
  if (from === null && to === null) return 'ports that are not known';
  return from === to ? `port ${from}` : `ports ${from ?? '?'}-${to ?? '?'}`;
}

/** Whether a protocol and its ports hold TCP/179. */
export function coversBgp(protocol: Protocol, ports: Ports): Answer {
  if (protocol.is === 'all') return 'yes';
  if (protocol.is === 'other') return 'no';
  // An unknown protocol may be all of them, whose ports do not count.
  if (protocol.is === 'unknown') return 'unknown';
  if ((ports.from !== null && ports.from > bgp) || (ports.to !== null && ports.to < bgp)) return 'no';
  return ports.from === null || ports.to === null ? 'unknown' : 'yes';
}

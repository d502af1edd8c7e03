import type { Json, Path } from '../../../model/document.ts';
import { highest, type Ports, type Protocol, protocolNumber } from '../../firewall/ports.ts';
import type { Attributes } from '../attributes.ts';

const numbers: { readonly [number: string]: string } = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

/** A protocol's name as AWS writes it in the state: lower case, the four that have names by name, all as -1. */
export function protocolName(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const name = String(value).trim().toLowerCase();
  if (name === 'all') return '-1';
  return name === '' ? undefined : (numbers[name] ?? name);
}

/** The protocol at a path of an AWS rule. */
export function protocolAt(values: Attributes, path: Path): Protocol {
  const name = values.isUnknown(path) ? undefined : protocolName(values.at(path));
  if (name === undefined) {
    values.setUnreadable(path);
    return { is: 'unknown', number: null, text: 'an unknown protocol', path };
  }
  if (name === '-1') return { is: 'all', number: null, text: 'all protocols', path };
  return { is: name === 'tcp' ? 'tcp' : 'other', number: protocolNumber(name), text: name.toUpperCase(), path };
}

/** TCP and UDP, and ICMP of both families, whose types stand in the place of ports. */
const withPorts: ReadonlySet<number> = new Set([1, 6, 17, 58]);

/**
 * The ports of an AWS rule: with all protocols there are all, as with those that have no ports, and 0 to 0 is port 0 alone for TCP
 * (AWS API, AuthorizeSecurityGroupIngress).
 */
export function portsAt(values: Attributes, protocol: Protocol, from_path: Path, to_path: Path): Ports {
  const hasPorts = protocol.number === null || withPorts.has(protocol.number);
  if (protocol.is === 'all' || !hasPorts)
    return { all: true, from: null, to: null, text: 'all ports', from_path, to_path };
  const from = portAt(values, from_path);
  const to = portAt(values, to_path);
  const all = protocol.is === 'tcp' && from !== null && to !== null && from <= 1 && to >= highest;
  return { all, from, to, text: portText(from, to), from_path, to_path };
}

function portAt(values: Attributes, path: Path): number | null {
  const value = values.at(path);
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^-?\d{1,5}$/.test(value)) return Number(value);
  values.setUnreadable(path);
  return null;
}

function portText(from: number | null, to: number | null): string {
  if (from === null && to === null) return 'unknown ports';
  return from === to ? `port ${from}` : `ports ${from ?? '?'}-${to ?? '?'}`;
}

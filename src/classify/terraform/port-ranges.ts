/** Ports and protocols as Google Cloud, OpenStack and Hetzner write them. */
import type { Path } from '../../model/document.ts';
import { highest, type Ports, type Protocol, protocolNumber } from '../firewall/ports.ts';
import type { Attributes } from './attributes.ts';

/** All ports, whatever stands at a path. */
export function allPorts(path: Path): Ports {
  return { all: true, from: null, to: null, text: 'all ports', from_path: path, to_path: path };
}

/** A port or a range: `179`, `"179"`, `"100-200"`. What is neither counts as unknown. */
export function rangeAt(values: Attributes, path: Path): Ports {
  const value = values.isUnknown(path) ? undefined : values.at(path);
  const [, first, last = first] = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(String(value ?? '')) ?? [];
  if (first === undefined) {
    values.setUnreadable(path);
    return { all: false, from: null, to: null, text: 'unknown ports', from_path: path, to_path: path };
  }
  return portsFrom(Number(first), Number(last), path, path);
}

/** The ports of a range that is known. */
export function portsFrom(from: number, to: number, from_path: Path, to_path: Path): Ports {
  const all = from <= 1 && to >= highest;
  return { all, from, to, text: from === to ? `port ${from}` : `ports ${from}-${to}`, from_path, to_path };
}

/** A protocol by its name or number, in any case; `all`: how the provider writes all of them. */
export function protocolAt(values: Attributes, path: Path, all: ReadonlySet<string>): Protocol {
  const value = values.isUnknown(path) ? undefined : (values.at(path) ?? '');
  const name = typeof value === 'number' || typeof value === 'string' ? String(value).trim().toLowerCase() : undefined;
  if (name !== undefined && all.has(name)) return { is: 'all', number: null, text: 'all protocols', path };
  if (name === undefined || name === '') {
    values.setUnreadable(path);
    return { is: 'unknown', number: null, text: 'an unknown protocol', path };
  }
  const number = protocolNumber(name);
  if (number === 6) return { is: 'tcp', number, text: 'TCP', path };
  return { is: 'other', number, text: number === 17 ? 'UDP' : name.toUpperCase(), path };
}

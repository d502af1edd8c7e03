/** Protocols and ports: what a rule covers. */
import type { Path } from '../../model/document.ts';

/** BGP's port (RFC 4271 section 8.2.1). */
const bgp = 179;

export const highest = 65535;

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

/** Whether a protocol and its ports hold TCP/179. */
export function coversBgp(protocol: Protocol, ports: Ports): Answer {
  if (protocol.is === 'all') return 'yes';
  if (protocol.is === 'other') return 'no';
  // An unknown protocol may be all of them, whose ports do not count.
  if (protocol.is === 'unknown') return 'unknown';
  if ((ports.from !== null && ports.from > bgp) || (ports.to !== null && ports.to < bgp)) return 'no';
  return ports.from === null || ports.to === null ? 'unknown' : 'yes';
}

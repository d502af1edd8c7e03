/** Protocols and ports: what a rule covers. */
import type { Path } from '../../model/document.ts';

/** BGP's port (RFC 4271 section 8.2.1). */
const bgp = 179;

export const highest = 65535;

export type Answer = 'yes' | 'no' | 'unknown';

export interface Protocol {
  readonly is: 'tcp' | 'all' | 'other' | 'unknown';
  /** IANA's number; null where it is not known, or all are meant. */
  readonly number: number | null;
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

/** What has to pass between nodes, and from a node to a peer. */
export interface Traffic {
  readonly protocol: number;
  /** The ports that it may come to, all of them; null for a protocol without ports. */
  readonly ports: readonly [number, number] | null;
}

const tcp = 6;
const udp = 17;

/**
 * BGP (RFC 4271 section 8.2.1), BFD of one hop and of several (RFC 5881 section 4, RFC 5883 section 5), and the two overlays of
 * Calico: IP in IP (RFC 2003) and VXLAN (RFC 7348 section 5).
 */
export const traffics = {
  bgp: { protocol: tcp, ports: [bgp, bgp] },
  bfd: { protocol: udp, ports: [3784, 3784] },
  'bfd-multihop': { protocol: udp, ports: [4784, 4784] },
  ipip: { protocol: 4, ports: null },
  vxlan: { protocol: udp, ports: [4789, 4789] },
} as const satisfies { readonly [name: string]: Traffic };

export type TrafficName = keyof typeof traffics;

/** What a speaker sends back to one that dialed: to any of Linux' own ports (net.ipv4.ip_local_port_range). */
export const reply: Traffic = { protocol: tcp, ports: [32768, 60999] };

const protocols: { readonly [name: string]: number } = {
  icmp: 1,
  igmp: 2,
  ipip: 4,
  ipv4: 4,
  ipencap: 4,
  'ip-in-ip': 4,
  tcp,
  udp,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  'ipv6-icmp': 58,
  ospf: 89,
  vrrp: 112,
  pgm: 113,
  sctp: 132,
  udplite: 136,
};

/** IANA's number of a protocol by its name or number, in any case (IANA, Assigned Internet Protocol Numbers). */
export function protocolNumber(text: string): number | null {
  const name = text.trim().toLowerCase();
  if (/^\d{1,3}$/.test(name)) return Number(name) < 256 ? Number(name) : null;
  return protocols[name] ?? null;
}

/** Whether a protocol and its ports hold TCP/179. */
export function coversBgp(protocol: Protocol, ports: Ports): Answer {
  return covers(protocol, ports, traffics.bgp);
}

/** Whether a protocol and its ports hold all of some traffic; `unknown` also where they hold a part of it. */
export function covers(protocol: Protocol, ports: Ports, traffic: Traffic): Answer {
  if (protocol.is === 'all') return 'yes';
  // An unknown protocol may be all of them, whose ports do not count.
  if (protocol.is === 'unknown') return 'unknown';
  if ((protocol.is === 'tcp' ? tcp : protocol.number) !== traffic.protocol) return 'no';
  if (traffic.ports === null || ports.all) return 'yes';
  const [first, last] = traffic.ports;
  if ((ports.from !== null && ports.from > last) || (ports.to !== null && ports.to < first)) return 'no';
  if (ports.from === null || ports.to === null) return 'unknown';
  return ports.from <= first && ports.to >= last ? 'yes' : 'unknown';
}

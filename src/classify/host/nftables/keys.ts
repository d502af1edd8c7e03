/** What a key of nft's language is in the shared model of a host's chains, and what it asks of a packet before. */
import type { Field, Match } from '../../firewall/chains/ruleset.ts';
import { number } from '../../firewall/chains/values.ts';

/**
 * `sometimes`: a value that no dump tells, such as a time to live; it is there in any TCP packet that meets `needs`. `never`: no
 * packet of TCP has it.
 */
export type Key =
  | { readonly is: 'field'; readonly field: Field; readonly kind: Kind; readonly needs: readonly Match[] }
  | { readonly is: 'sometimes'; readonly needs: readonly Match[] }
  | { readonly is: 'never' }
  | { readonly is: 'unknown' };

/** How values of it are written. */
export type Kind =
  | 'port'
  | 'protocol'
  | 'family'
  | 'mark'
  | 'tcp_flags'
  | 'address'
  | 'name'
  | 'ct_state'
  | 'ct_status'
  | 'packet'
  | 'word';

/** A family's packets alone, TCP's alone: nft puts these before a match of their headers (nft(8), IMPLICIT DEPENDENCIES). */
export const only = {
  4: { is: 'match', field: 'family', values: number(4), negated: false },
  6: { is: 'match', field: 'family', values: number(6), negated: false },
  tcp: { is: 'match', field: 'protocol', values: number(6), negated: false },
} as const satisfies { readonly [name: string]: Match };

const field = (name: Field, kind: Kind, ...needs: readonly Match[]): Key => ({ is: 'field', field: name, kind, needs });

const fields: { readonly [key: string]: Key } = {
  'tcp dport': field('destination_port', 'port', only.tcp),
  'tcp sport': field('source_port', 'port', only.tcp),
  'tcp flags': field('tcp_flags', 'tcp_flags', only.tcp),
  'th dport': field('destination_port', 'port'),
  'th sport': field('source_port', 'port'),
  'raw @th,16,16': field('destination_port', 'port'),
  'raw @th,0,16': field('source_port', 'port'),
  'ip saddr': field('source', 'address', only[4]),
  'ip daddr': field('destination', 'address', only[4]),
  'ip protocol': field('protocol', 'protocol', only[4]),
  'ip6 saddr': field('source', 'address', only[6]),
  'ip6 daddr': field('destination', 'address', only[6]),
  'ip6 nexthdr': field('protocol', 'protocol', only[6]),
  'meta l4proto': field('protocol', 'protocol'),
  'ct protocol': field('protocol', 'protocol'),
  'meta nfproto': field('family', 'family'),
  'meta protocol': field('family', 'family'),
  'ether type': field('family', 'family'),
  'ct l3proto': field('family', 'family'),
  'meta mark': field('mark', 'mark'),
  'ct mark': field('ct_mark', 'mark'),
  'meta iif': field('in', 'name'),
  'meta iifname': field('in', 'name'),
  'meta oif': field('out', 'name'),
  'meta oifname': field('out', 'name'),
  'ct state': field('ct_state', 'ct_state'),
  'ct status': field('ct_status', 'ct_status'),
  'ct direction': field('ct_direction', 'word'),
  'meta pkttype': field('packet_type', 'packet'),
};

/** Headers that no packet of TCP has. */
const others = new Set('udp udplite sctp dccp icmp icmpv6 igmp ah esp comp arp gre gretap geneve vxlan'.split(' '));

export function keyOf(name: string): Key {
  if (Object.hasOwn(fields, name)) return fields[name] ?? { is: 'unknown' };
  const [first = '', second = ''] = name.split(' ');
  if (others.has(first)) return { is: 'never' };
  if (first === 'fib') return fibKey(name);
  // `ip` is a header, `ip option` one of its options.
  if (second === '') return { is: first === 'numgen' || first.endsWith('hash') ? 'sometimes' : 'unknown', needs: [] };
  if (first === 'tcp') return { is: 'sometimes', needs: [only.tcp] };
  if (first === 'ip') return { is: 'sometimes', needs: [only[4]] };
  if (['ip6', 'exthdr', 'frag', 'hbh', 'dst', 'mh'].includes(first)) return { is: 'sometimes', needs: [only[6]] };
  // A table of rules that is asked for what it is not made for says nothing: a new key of a later nft.
  return { is: elsewhere.has(first) ? 'sometimes' : 'unknown', needs: [] };
}

/** What depends on the host, its programs and routes, and on the link. */
const elsewhere = new Set(['meta', 'ct', 'socket', 'rt', 'osf', 'ipsec', 'ether', 'vlan', 'raw']);

/** `fib daddr . iif type`: what the address is on this host. `fib saddr . iif oif`: whether, and by what, it is reached. */
function fibKey(name: string): Key {
  const words = name.split(' ');
  if (words.at(-1) !== 'type') return { is: 'sometimes', needs: [] };
  return field(words.includes('saddr') ? 'source_type' : 'destination_type', 'word');
}

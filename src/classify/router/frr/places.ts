/** Nodes of FRR's command line as a configuration goes through them: where a line is taken, and which node it leads to. */
import { type NodeName, readLine } from './grammar/index.ts';
import type { Outcome } from './grammar/match.ts';

/** A node, and the one in which a line is tried that this one does not know (`node_parent` in lib/command.c). */
export interface Place {
  readonly is: 'policies' | 'bgp' | 'interface' | 'vrf' | 'other' | 'enable';
  /** Of nodes of BGP and of policies. */
  readonly node?: NodeName;
  /** The family that a line of a neighbor's counts for. */
  readonly family?: string;
  readonly parent?: Place;
  /** The interface or VRF. */
  readonly name?: string;
}

export const top: Place = { is: 'policies', node: 'top' };

/** Behind `end`, and behind an `exit` too many: nothing of a configuration is taken here. */
export const enable: Place = { is: 'enable' };

export const bgp: Place = { is: 'bgp', node: 'bgp', family: 'ipv4 unicast', parent: top };

export const routeMap: Place = { is: 'policies', node: 'route-map', parent: top };

const nested = (node: NodeName, family: string, parent: Place = bgp): Place => ({ is: 'bgp', node, family, parent });

/** The node that `address-family …` leads to. */
export function familyPlace([, afi = '', safi = 'unicast']: readonly string[]): Place {
  if (afi === 'vpnv4' || afi === 'vpnv6') return nested(`ipv${afi === 'vpnv4' ? 4 : 6} vpn`, `ipv${afi.slice(-1)} vpn`);
  if (afi === 'l2vpn' || afi === 'evpn') return nested('l2vpn evpn', 'l2vpn evpn');
  if (afi === 'link-state') return nested('link-state', 'link-state');
  const name = `${afi} ${safi}`;
  return nested(name as NodeName, name);
}

/** The node inside of this one that a line of BGP leads to, if it leads to one. */
export function placeBehind(place: Place, [first = '', second = '']: readonly string[]): Place | undefined {
  if (first === 'exit-address-family' || first === 'exit-vni') return place.parent;
  if (first === 'vni' && place.node === 'l2vpn evpn') return nested('vni', 'l2vpn evpn', place);
  if (first === 'bmp' && second === 'targets') return nested('bmp', 'ipv4 unicast');
  if (first === 'segment-routing') return nested('srv6', 'ipv4 unicast');
  if (first === 'vrf-policy' || (first === 'vnc' && /^(?:defaults|nve-group|l2-group)$/.test(second)))
    return { is: 'other', parent: bgp };
  return undefined;
}

/** A line that was read, and where. */
export interface Reading {
  readonly place: Place;
  readonly words: readonly string[];
  readonly later: boolean;
}

/** The first node that takes a line, from this one outwards; else what the innermost makes of it. */
export function readIn(place: Place, words: readonly string[]): Reading | Exclude<Outcome, { readonly is: 'match' }> {
  let told: Exclude<Outcome, { readonly is: 'match' }> = { is: 'none', read: 0, short: false };
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    if (at.node === undefined) continue;
    const outcome = readLine(at.node, words);
    if (outcome.is === 'match') return { place: at, words: outcome.match.words, later: outcome.match.later };
    if (outcome.is === 'ambiguous' || (told.is === 'none' && outcome.read > told.read)) told = outcome;
  }
  return told;
}

/** First words of what FRR takes at the top beside BGP and its policies: other daemons, interfaces, the terminal. */
const others =
  /^(?:affinity-map|agentx|allow-reserved-ranges|banner|bfd|clock|debug|domainname|dump|enable|evpn|fpm|frr|hostname|int(?:e|er|erf|erfa|erfac|erface)?|key|l2vpn|l3vpn|line|log|mac|mpls|nexthop-group|nhrp|ntp|pa(?:s|ss|sswo|ssword)?|pbr-map|pce|pseudowire|pw|router-id|rpki|segment-routing|service|smux|snmp|snmp-server|username|vrf|watchfrr|zebra)$/;

const otherIp =
  /^(?:route|ro|mroute|forwarding|nht|protocol|import-table|router-id|multicast|pim|igmp|mld|ssmpingd|msdp|vrf|domain|host|name-server|ssh|prefix-list-sequence)/;

/** True for a line at the top that is of others. `router ospf` and the like are not: they begin blocks. */
export function isOfOthers(words: readonly string[]): boolean {
  const [first = '', second = ''] = words[0] === 'no' ? words.slice(1) : words;
  if (first === 'router') return second !== '' && !'bgp'.startsWith(second) && isProtocol(second);
  if (first === 'ip' || first === 'ipv6') return otherIp.test(second);
  if (first === 'vni') return words.length === 2 && /^\d+$/.test(second);
  return others.test(first) && (second !== '' || /^(?:bfd|rpki|agentx|segment-routing)$/.test(first));
}

const isProtocol = (word: string) =>
  /^(?:babel|eigrp|isis|openfabric|ospf6?|pim6?|rip|ripng|traffic|zebra)$/.test(word);

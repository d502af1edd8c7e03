/** Whether a rule is for a packet, as far as a reader of plans can know. */
import { type Cidr, isSubnetOf } from '../../lib/address.ts';
import { append } from '../../lib/lists.ts';
import { getOrMake } from '../../lib/maps.ts';
import type { Blame, Identity } from './pool.ts';
import { covers, type Traffic } from './ports.ts';
import { type FirewallRule, unknownReach } from './rule.ts';

/** Traffic, and its other end. */
export interface Packet {
  readonly traffic: Traffic;
  readonly peer: Identity;
}

/**
 * `maybe`: nothing in a plan tells, such as whether nodes are in a CIDR; `unknown`: it rests on values that the plan does not
 * know yet.
 */
export type Match =
  | { readonly is: 'yes' | 'no' | 'maybe' }
  | { readonly is: 'unknown'; readonly blames: readonly Blame[] };

/** Whether a rule of a filter is for a packet that comes to that filter. */
export function matchOf(rule: FirewallRule, packet: Packet): Match {
  const { source, target, targetPath, condition } = rule;
  const reach = covers(rule.protocol, rule.ports, packet.traffic);
  if (reach === 'no') return { is: 'no' };
  const peers = peersMatch(rule, packet.peer);
  if (peers.is === 'no') return peers;
  const places = [...unknownReach(rule), ...(target.is === 'unknown' ? [targetPath] : [])];
  const blames: Blame[] = places.map((path) => ({ source, path }));
  if (peers.is === 'unknown') append(blames, peers.blames);
  if (peers.is === 'maybe' || condition !== undefined) return { is: 'maybe' };
  if (blames.length > 0) return { is: 'unknown', blames };
  return { is: reach === 'yes' ? 'yes' : 'maybe' };
}

type Matches = Map<FirewallRule, Match>;

const matchesByPeer = new WeakMap<Identity, Map<Traffic, Matches>>();

/** What is kept for a packet, whatever filter it comes to. */
export function matchesOf({ peer, traffic }: Packet): Matches {
  const byTraffic = getOrMake(matchesByPeer, peer, () => new Map<Traffic, Matches>());
  return getOrMake(byTraffic, traffic, () => new Map());
}

/** As matchOf. A rule whose group is not known may be in the filters of all pools, and each of them asks. */
export function matchOnce(rule: FirewallRule, packet: Packet, matches: Matches): Match {
  return rule.target.is === 'unknown' ? getOrMake(matches, rule, () => matchOf(rule, packet)) : matchOf(rule, packet);
}

/** Whether the peers of a rule are, or may be, the machines at the other end. */
export function peersMatch(rule: FirewallRule, member: Identity): Match {
  const { peers, source, target } = rule;
  if (peers.any !== undefined) return { is: 'yes' };
  if (peers.self !== undefined && (target.is !== 'known' || member.groups.has(target.item))) return { is: 'yes' };
  if (peers.groups.some(({ reference: named }) => named.is === 'known' && member.groups.has(named.item))) {
    return { is: 'yes' };
  }
  if (peers.groups.some(({ reference: named }) => named.is === 'foreign' && member.names.has(named.id))) {
    return { is: 'yes' };
  }
  if (peers.tags.some(({ text }) => member.names.has(text))) return { is: 'yes' };
  const cidrs = cidrsMatchOnce(rule, member);
  if (cidrs === 'yes') return { is: 'yes' };
  const isOpen =
    !member.whole && (peers.tags.length > 0 || peers.groups.some(({ reference: { is } }) => is === 'foreign'));
  if (cidrs === 'maybe' || isOpen) return { is: 'maybe' };
  const { perhaps } = member;
  const mayBeNamed =
    perhaps !== undefined &&
    ((peers.self !== undefined && target.is === 'known' && perhaps.groups.has(target.item)) ||
      peers.groups.some(({ reference: named }) => named.is === 'known' && perhaps.groups.has(named.item)));
  if (perhaps !== undefined && mayBeNamed) return { is: 'unknown', blames: perhaps.blames };
  const paths = [...peers.unknown, ...peers.prefixLists.filter(({ whole }) => !whole).map(({ path }) => path)];
  return paths.length === 0 ? { is: 'no' } : { is: 'unknown', blames: paths.map((path) => ({ source, path })) };
}

type CidrsMatch = 'yes' | 'no' | 'maybe';

const cidrsMatches = new WeakMap<FirewallRule, Map<Identity, CidrsMatch>>();

/** A rule may name thousands of CIDRs, and each kind of traffic asks. */
function cidrsMatchOnce(rule: FirewallRule, member: Identity): CidrsMatch {
  const byMember = getOrMake(cidrsMatches, rule, () => new Map<Identity, CidrsMatch>());
  return getOrMake(byMember, member, () => cidrsMatch(rule, member));
}

/**
 * An allowed family is enough for a session, so that a rule is for members if all addresses of one family are in its CIDRs; one
 * that denies has to have those of both.
 */
function cidrsMatch({ peers, action }: FirewallRule, { cidrs }: Identity): CidrsMatch {
  const given: Cidr[] = peers.cidrs.flatMap(({ cidr }) => cidr ?? []);
  for (const { listed } of peers.prefixLists)
    append(
      given,
      listed.map((item) => item.cidr),
    );
  // A text that is no CIDR may be a name of anything.
  if (given.length < peers.cidrs.length && peers.cidrs.some(({ cidr }) => cidr === undefined)) return 'maybe';
  if (given.length === 0) return 'no';
  if (cidrs === undefined) {
    const all = given.filter(({ prefix }) => prefix === 0);
    const families = new Set(all.map(({ family }) => family));
    return families.size === 2 || (action === 'allow' && families.has(4)) ? 'yes' : 'maybe';
  }
  const inside = cidrs.filter((cidr) => given.some((outer) => isSubnetOf(cidr, outer)));
  const isCovered = (family: 4 | 6) => {
    const own = cidrs.filter((cidr) => cidr.family === family);
    return own.length > 0 && own.every((cidr) => inside.includes(cidr));
  };
  if (action === 'allow' ? isCovered(4) || isCovered(6) : inside.length === cidrs.length) return 'yes';
  const touches = given.some((outer) => cidrs.some((cidr) => isSubnetOf(cidr, outer) || isSubnetOf(outer, cidr)));
  return touches ? 'maybe' : 'no';
}

/** What passes between pools of nodes, and what does not. */
import { isSubnetOf } from '../../lib/address.ts';
import { append } from '../../lib/lists.ts';
import { getOrMake } from '../../lib/maps.ts';
import { isForAnyone } from './internet.ts';
import { type Match, matchesOf, matchOf, matchOnce, type Packet } from './matching.ts';
import type { Blame, Identity, Layer, Pool } from './pool.ts';
import { covers, reply, type Traffic, type TrafficName, traffics } from './ports.ts';
import type { FirewallRule } from './rule.ts';

/** A way from one pool to another that is closed, or may be once more is known. */
export interface Passage {
  readonly from: Pool;
  readonly to: Pool;
  readonly traffic: TrafficName;
  /** Whose filters close it: those for what comes in to `to`, or for what goes out of `from`. */
  readonly direction: 'in' | 'out';
  readonly verdict: 'closed' | 'unknown';
  /** What is not known, and decides. */
  readonly restsOn: readonly Blame[];
  /** The filter that closes it. */
  readonly layer: Layer;
  readonly denied: Denied | undefined;
  /** Rules for this traffic that let in others only. */
  readonly forOthers: readonly FirewallRule[];
  /** Rules that let in the right ones, with other ports. */
  readonly forOtherPorts: readonly FirewallRule[];
  /** How many rules are in the filter. */
  readonly count: number;
}

/** A rule that denies, and the first behind it that would allow. */
export interface Denied {
  readonly rule: FirewallRule;
  readonly shadowed: FirewallRule | undefined;
}

/** Values that a way is said to rest on: what rests on one that is not known is not decided by another. */
const mostBlames = 16;

/** Rules that a finding points at, of each kind. */
const mostNear = 3;

/**
 * The closed and the undecided ways between pools, each to itself included, but for copies of one another. Nothing is said of a
 * way that is open or may be.
 */
export function* closedPassages(pools: readonly Pool[]): Generator<Passage> {
  for (const to of pools) {
    for (const from of pools) {
      if (from !== to && from.block === to.block) continue;
      for (const traffic of Object.keys(traffics) as TrafficName[]) {
        const inbound = passageOf({ from, to, traffic, direction: 'in' });
        const outbound = passageOf({ from, to, traffic, direction: 'out' });
        if (inbound !== undefined) yield inbound;
        if (outbound !== undefined) yield outbound;
      }
    }
  }
}

type Way = Pick<Passage, 'from' | 'to' | 'traffic' | 'direction'>;

function passageOf(way: Way): Passage | undefined {
  const { from, to, direction } = way;
  const layers = direction === 'in' ? to.inbound : from.outbound;
  const peer = direction === 'in' ? from.identity : to.identity;
  const restsOn: Blame[] = [];
  let undecided: Layer | undefined;
  let mayBeClosed = false;
  for (const layer of layers) {
    if ((layer.reply === true && way.traffic !== 'bgp') || isWithin(layer, peer)) continue;
    const packet: Packet = { traffic: layer.reply === true ? reply : traffics[way.traffic], peer };
    const outcome = walk(layer, packet);
    if (outcome.is === 'closed') return closed(way, layer, packet, outcome.by);
    if (outcome.is === 'perhaps') mayBeClosed = true;
    if (outcome.is === 'unknown') {
      undecided ??= layer;
      append(restsOn, outcome.blames);
    }
  }
  if (undecided === undefined || mayBeClosed) return undefined;
  const none = { denied: undefined, forOthers: [], forOtherPorts: [], count: undecided.rules.length };
  return { ...way, ...none, verdict: 'unknown', layer: undecided, restsOn: distinct(restsOn) };
}

/** True for traffic that does not come to a filter, since it stays inside of one network. */
function isWithin({ within }: Layer, { cidrs }: Identity): boolean {
  if (within === undefined || cidrs === undefined || cidrs.length === 0) return false;
  return cidrs.every((cidr) => within.some((outer) => isSubnetOf(cidr, outer)));
}

type Outcome =
  | { readonly is: 'open' | 'perhaps' }
  | { readonly is: 'closed'; readonly by: FirewallRule | undefined }
  | { readonly is: 'unknown'; readonly blames: readonly Blame[] };

/** Follows a packet through a filter, with all that may become of it. */
function walk(layer: Layer, packet: Packet): Outcome {
  const { rules, denies } = relevant(layer, packet.traffic);
  const known = matchesOf(packet);
  const matches: Matched[] = rules.map((rule) => ({ rule, match: matchOnce(rule, packet, known) }));
  for (const { rules: possible, blames: because } of layer.perhaps ?? []) {
    for (const rule of possible) matches.push({ rule, match: ifThere(matchOf(rule, packet), because) });
  }
  const blames: Blame[] = [...layer.unknown];
  for (const { match } of matches)
    if (match.is === 'unknown' && blames.length < mostBlames) append(blames, match.blames);
  const sure = ends(matches, layer.otherwise, 'no');
  if ((sure.allow || layer.elsewhere === true) && sure.deny) return { is: 'perhaps' };
  const all = blames.length === 0 ? sure : ends(matches, layer.otherwise, 'maybe');
  // Rules that stand in a list that is not known may be anywhere in it.
  const isOpen = all.allow || layer.unknown.length > 0;
  const isClosed = all.deny || (layer.unknown.length > 0 && denies);
  if (isOpen && isClosed) return { is: 'unknown', blames };
  return isOpen ? { is: 'open' } : { is: 'closed', by: all.by };
}

interface Matched {
  readonly rule: FirewallRule;
  readonly match: Match;
}

/** The match of a rule that is there only if what is not known turns out so. */
function ifThere(match: Match, blames: readonly Blame[]): Match {
  return match.is === 'no' || match.is === 'maybe' ? match : { is: 'unknown', blames };
}

interface Ends {
  readonly allow: boolean;
  readonly deny: boolean;
  /** The first rule that denies. */
  readonly by: FirewallRule | undefined;
}

/** What may become of a packet, if what is not known matches as `unknown` says. */
function ends(matches: readonly Matched[], otherwise: Layer['otherwise'], unknown: 'no' | 'maybe'): Ends {
  const found = { allow: false, deny: false };
  let by: FirewallRule | undefined;
  /** Whether the packet may come to the next rule, or may have left its stage. */
  let here = true;
  let left = false;
  let stage: number | undefined;
  for (const { rule, match } of matches) {
    if (rule.stage !== stage) {
      here ||= left;
      left = false;
      stage = rule.stage;
    }
    const is = match.is === 'unknown' ? unknown : match.is;
    if (is === 'no' || !here) continue;
    if (rule.action === 'next') left = true;
    else found[rule.action] = true;
    if (rule.action === 'deny') by ??= rule;
    if (is === 'yes') here = false;
    // What comes behind has nothing to add.
    if (found.allow && found.deny) break;
  }
  if (here || left) found[otherwise] = true;
  return { ...found, by };
}

interface Relevant {
  readonly rules: readonly FirewallRule[];
  /** Whether there are rules in the filter that deny. */
  readonly denies: boolean;
}

const relevantByLayer = new WeakMap<Layer, Map<Traffic, Relevant>>();

/** The rules that may be for some traffic, which all pairs of pools ask for. */
function relevant(layer: Layer, traffic: Traffic): Relevant {
  const byTraffic = getOrMake(relevantByLayer, layer, () => new Map<Traffic, Relevant>());
  return getOrMake(byTraffic, traffic, () => ({
    rules: layer.rules.filter(({ protocol, ports }) => covers(protocol, ports, traffic) !== 'no'),
    denies: layer.rules.some(({ action }) => action === 'deny'),
  }));
}

function closed(way: Way, layer: Layer, packet: Packet, by: FirewallRule | undefined): Passage {
  // Where nobody says that these are nodes, only a rule that was written for this traffic shows that it is meant to pass.
  const isMeant = way.from.named && way.to.named;
  const allowing = layer.rules.filter(({ action }) => action === 'allow');
  const shadowed =
    by === undefined
      ? undefined
      : layer.rules
          .slice(layer.rules.indexOf(by) + 1)
          .find(
            (rule) =>
              rule.action === 'allow' &&
              ((isMeant && isStated(rule)) || isAbout(rule, packet.traffic)) &&
              isShadowed(rule, by, packet),
          );
  return {
    ...way,
    verdict: 'closed',
    restsOn: [],
    layer,
    denied: by === undefined ? undefined : { rule: by, shadowed },
    forOthers: some(
      allowing,
      (rule) => covers(rule.protocol, rule.ports, packet.traffic) === 'yes' && matchOf(rule, packet).is === 'no',
    ),
    forOtherPorts: some(allowing, (rule) => isForMembers(rule, packet) && isOfOtherPorts(rule, packet.traffic)),
    count: layer.rules.length,
  };
}

/** True for a rule that names the other end by its group or by a tag, and not by an address. */
function isForMembers({ peers }: FirewallRule, { peer }: Packet): boolean {
  return peers.self !== undefined || peers.tags.some(({ text }) => peer.names.has(text));
}

function isOfOtherPorts({ protocol, ports }: FirewallRule, traffic: Traffic): boolean {
  const isSame = covers(protocol, { ...ports, all: true }, traffic) === 'yes';
  return isSame && protocol.is !== 'all' && covers(protocol, ports, traffic) === 'no';
}

/**
 * Whether a rule for this packet has no say behind one that denies it. Where it is not sure that it is for this packet, it may be for
 * others that are not denied: only what denies to anyone leaves it nothing.
 */
function isShadowed(rule: FirewallRule, by: FirewallRule, packet: Packet): boolean {
  const { is } = matchOf(rule, packet);
  return is === 'yes' || (is !== 'no' && isForAnyone(by, 4));
}

/** False for a rule that a cloud adds by itself. */
function isStated({ target }: FirewallRule): boolean {
  return target.is !== 'foreign' || target.id !== '';
}

/** True for a rule that someone wrote for this traffic, and not for all ports. */
function isAbout({ protocol, ports }: FirewallRule, { ports: wanted }: Traffic): boolean {
  return protocol.is !== 'all' && (wanted === null || !ports.all);
}

function some(rules: readonly FirewallRule[], matches: (rule: FirewallRule) => boolean): readonly FirewallRule[] {
  const found: FirewallRule[] = [];
  for (const rule of rules) {
    if (found.length === mostNear) break;
    if (matches(rule)) found.push(rule);
  }
  return found;
}

function distinct(blames: readonly Blame[]): readonly Blame[] {
  const seen = new Set<string>();
  return blames.filter(({ source, path }) => {
    const key = JSON.stringify([source.address, path]);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

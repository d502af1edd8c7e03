/** What passes between pools of nodes, and what does not. */
import { isSubnetOf } from '../../lib/address.ts';
import { append } from '../../lib/lists.ts';
import { matchOf, type Packet } from './matching.ts';
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
function walk({ rules, otherwise, unknown, perhaps = [], elsewhere }: Layer, packet: Packet): Outcome {
  const blames: Blame[] = [];
  /** What becomes of it if all that is unsure does not match. */
  let end: 'allow' | 'deny' = otherwise;
  let by: FirewallRule | undefined;
  const unsure = { allow: false, deny: false };
  const unknowns = { allow: false, deny: false };
  const note = (action: 'allow' | 'deny', because: readonly Blame[]) => {
    (because.length > 0 ? unknowns : unsure)[action] = true;
    append(blames, because);
  };
  const stage = new Stage();
  for (const rule of rules) {
    if (stage.isLeft(rule)) continue;
    const match = stage.weakened(rule, matchOf(rule, packet));
    if (match.is === 'no') continue;
    const because = match.is === 'unknown' ? match.blames : [];
    if (rule.action === 'next') stage.leave(rule, match.is === 'yes' ? 'yes' : because);
    else if (match.is === 'yes') {
      end = rule.action;
      by = rule;
      break;
    } else note(rule.action, because);
  }
  for (const { rules: possible, blames: because } of perhaps) {
    for (const rule of possible) {
      const match = matchOf(rule, packet);
      if (match.is !== 'no' && rule.action !== 'next') note(rule.action, match.is === 'maybe' ? [] : because);
    }
  }
  if (elsewhere === true) note('allow', []);
  if (unknown.length > 0) {
    note('allow', unknown);
    if (rules.some(({ action }) => action === 'deny')) note('deny', unknown);
  }
  const other = end === 'allow' ? 'deny' : 'allow';
  if (!unsure[other] && !unknowns[other]) return end === 'allow' ? { is: 'open' } : { is: 'closed', by };
  return unsure[other] ? { is: 'perhaps' } : { is: 'unknown', blames };
}

/** Which stage of a filter a packet has left, and which it may have left. */
class Stage {
  #left: number | undefined;
  #mayBeLeft: { readonly stage: number | undefined; readonly blames: readonly Blame[] } | undefined;

  isLeft(rule: FirewallRule): boolean {
    return this.#left !== undefined && rule.stage === this.#left;
  }

  leave({ stage }: FirewallRule, certainty: 'yes' | readonly Blame[]): void {
    if (certainty === 'yes' && this.#mayBeLeft?.stage !== stage) this.#left = stage;
    else this.#mayBeLeft = { stage, blames: certainty === 'yes' ? [] : certainty };
  }

  /** A match of a rule that the packet may not have come to. */
  weakened<Found extends ReturnType<typeof matchOf>>(
    rule: FirewallRule,
    match: Found,
  ): Found | ReturnType<typeof matchOf> {
    const before = this.#mayBeLeft;
    if (match.is === 'no' || before === undefined || before.stage !== rule.stage) return match;
    if (match.is === 'maybe' || before.blames.length === 0) return { is: 'maybe' };
    return { is: 'unknown', blames: [...before.blames, ...(match.is === 'unknown' ? match.blames : [])] };
  }
}

function closed(way: Way, layer: Layer, packet: Packet, by: FirewallRule | undefined): Passage {
  const allowing = layer.rules.filter(({ action }) => action === 'allow');
  const shadowed =
    by === undefined
      ? undefined
      : layer.rules
          .slice(layer.rules.indexOf(by) + 1)
          .find(
            (rule) => rule.action === 'allow' && isAbout(rule, packet.traffic) && matchOf(rule, packet).is !== 'no',
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

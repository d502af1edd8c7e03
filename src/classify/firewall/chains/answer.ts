/** Whether a match holds for a packet. */
import { getOrMake } from '../../../lib/maps.ts';
import { rangesCover, rangesTouch } from './intervals.ts';
import { neverNodes, widest } from './nodes.ts';
import { type Bits, type CtState, comesIn, isReply, isToBgp, type Packet, type State } from './packet.ts';
import type { Field, Hook, Match } from './ruleset.ts';
import type { NumberRange, Values } from './values.ts';

/** `maybe`: it depends on what no dump can tell (an address, a name of an interface); `unknown`: on what was not understood. */
export type Answer = 'yes' | 'no' | 'maybe' | 'unknown';

/** Where a packet is. */
export interface Point {
  readonly packet: Packet;
  readonly hook: Hook;
  /** True once conntrack has looked at the packet. */
  readonly tracked: boolean;
}

export const opposite = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : answer);

export function answerOf({ field, values, negated }: Match, point: Point, state: State): Answer {
  // Without conntrack these do not hold, negated or not (net/netfilter/xt_conntrack.c, xt_connmark.c, nft_ct.c).
  if (isOfConntrack(field)) {
    if (!point.tracked || state.ct.every((word) => word === 'untracked' || word === 'invalid')) return 'no';
    if (state.ct.some((word) => word === 'untracked' || word === 'invalid')) return 'maybe';
  }
  const answer = fits(field, values, point, state);
  return negated ? opposite(answer) : answer;
}

const isOfConntrack = (field: Field) => field === 'ct_mark' || field === 'ct_status' || field === 'ct_direction';

/** Whether a field of the packet is one of these values. */
export function fits(field: Field, values: Values, point: Point, state: State): Answer {
  if (field === 'untold') return 'maybe';
  switch (values.are) {
    case 'unknown':
      return 'unknown';
    case 'numbers':
      return fitsNumber(field, values, point, state);
    case 'addresses':
      return field === 'source' || field === 'destination' ? fitsAddress(values, point.packet.family) : 'unknown';
    case 'names':
      return field === 'in' || field === 'out' ? fitsName(field, values.names, point) : 'unknown';
    case 'words': {
      const possible = wordsOf(field, point, state);
      if (possible === undefined) return 'unknown';
      const listed = setOf(values.words);
      const words = Object.keys(possible);
      const held = words.filter((word) => listed.has(word));
      // Of words that exclude each other one holds for sure.
      const isAll = field === 'ct_state' && held.length === words.length;
      if (held.some((word) => possible[word] === 'yes') || (isAll && held.length > 0)) return 'yes';
      return held.length > 0 ? 'maybe' : 'no';
    }
  }
}

/** Of lists that many rules may share. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function setOf(list: readonly string[]): ReadonlySet<string> {
  return getOrMake(sets, list, () => new Set(list));
}

const bgp = 179;

/** Ports that a client has: all but the reserved ones may be, these are Linux' own choice (ip_local_port_range). */
const clientPorts = { possible: { from: 1024, to: 65535 }, usual: { from: 32768, to: 60999 } };

function fitsNumber(field: Field, { ranges, mask }: Values & { are: 'numbers' }, point: Point, state: State): Answer {
  const { packet } = point;
  switch (field) {
    case 'family':
      return fitsBits(exactly(packet.family), ranges, mask);
    case 'protocol':
      return fitsBits(exactly(6), ranges, mask);
    case 'tcp_flags':
      return fitsBits(flagsOf(packet), ranges, mask);
    case 'mark':
      return fitsBits(state.mark, ranges, mask);
    case 'ct_mark':
      return fitsBits(state.ctMark, ranges, mask);
    case 'source_port':
    case 'destination_port':
      if ((field === 'destination_port') === isToBgp(packet)) return fitsBits(exactly(bgp), ranges, mask);
      if (mask !== undefined) return 'maybe';
      if (rangesCover(ranges, clientPorts.usual)) return 'yes';
      return rangesTouch(ranges, clientPorts.possible) ? 'maybe' : 'no';
    default:
      return 'unknown';
  }
}

const all = 0xffff_ffff;

const exactly = (value: number): Bits => ({ known: all, value });

/** SYN; SYN and ACK; ACK, of which some carry PSH. ECN's two bits are as the sender likes. */
function flagsOf({ part }: Packet): Bits {
  const known = part === 'first' || part === 'reply' ? 0xffff_ff3f : 0xffff_ff37;
  return { known, value: part === 'first' ? 2 : part === 'reply' ? 18 : 16 };
}

/** Of long sets, which many rules may share: what was asked of them before. */
const longAnswers = new WeakMap<readonly NumberRange[], Map<string, Answer>>();

const long = 16;

function fitsBits(bits: Bits, ranges: readonly NumberRange[], mask = all): Answer {
  if (ranges.length < long) return bitsAnswer(bits, ranges, mask);
  const kept = getOrMake(longAnswers, ranges, () => new Map<string, Answer>());
  return getOrMake(kept, `${bits.known} ${bits.value} ${mask}`, () => bitsAnswer(bits, ranges, mask));
}

function bitsAnswer({ known, value }: Bits, ranges: readonly NumberRange[], mask: number): Answer {
  const least = (value & known & mask) >>> 0;
  const open = (mask & ~known) >>> 0;
  const most = (least | open) >>> 0;
  if (rangesCover(ranges, { from: least, to: most })) return 'yes';
  const isPossible = ({ from, to }: NumberRange) =>
    from === to ? ((from ^ least) & ~open) === 0 : from <= most && to >= least;
  return open !== 0 && ranges.some(isPossible) ? 'maybe' : 'no';
}

const addressAnswers = new WeakMap<Values, { 4?: Answer; 6?: Answer }>();

/** The address is a node's: which one, nobody knows. */
function fitsAddress(values: Values & { are: 'addresses' }, family: 4 | 6): Answer {
  const kept = addressAnswers.get(values) ?? {};
  addressAnswers.set(values, kept);
  kept[family] ??= addressAnswer(values, family);
  return kept[family];
}

function addressAnswer({ ranges }: Values & { are: 'addresses' }, family: 4 | 6): Answer {
  const own = ranges.filter((range) => range.family === family).map(({ first, last }) => ({ from: first, to: last }));
  if (own.length === 0) return 'no';
  if (rangesCover([...own, ...neverNodes[family]], widest[family])) return 'yes';
  return own.every((range) => rangesCover(neverNodes[family], range)) ? 'no' : 'maybe';
}

/**
 * Interfaces by which no other node is reached: this node's own, and those of its pods, containers and virtual machines, as
 * Calico, Cilium, the CNI plugins, Docker and libvirt call them.
 */
const inner =
  /^(?:lo|docker\d+|docker\*|docker_gwbridge|br-[0-9a-f]{12}|cali.*|cni\d+|cni\*|cbr\d+|lxc.*|virbr.*|nodelocaldns|kube-ipvs0)$/;

function fitsName(field: 'in' | 'out', names: readonly string[], { packet, hook }: Point): Answer {
  if (setOf(names).has('*')) return 'yes';
  const has = comesIn(packet) ? field === 'in' : field === 'out' && hook !== 'prerouting';
  // A packet has no name of the other kind there; no other name fits.
  return has && hasOuter(names) ? 'maybe' : 'no';
}

const outer = new WeakMap<readonly string[], boolean>();

function hasOuter(names: readonly string[]): boolean {
  const has = outer.get(names) ?? names.some((name) => !inner.test(name));
  outer.set(names, has);
  return has;
}

type Possible = { readonly [word: string]: 'yes' | 'maybe' };

function wordsOf(field: Field, point: Point, { ct }: State): Possible | undefined {
  const { packet } = point;
  switch (field) {
    case 'ct_state':
      return ctWords(ct, point.tracked);
    case 'ct_direction':
      return isReply(packet) ? { reply: 'yes' } : { original: 'yes' };
    case 'ct_status':
      return packet.part === 'first' ? {} : { 'seen-reply': 'yes', confirmed: 'yes', assured: 'maybe' };
    case 'source_type':
      return comesIn(packet) ? { unicast: 'yes' } : ownType(packet);
    case 'destination_type':
      return comesIn(packet) ? ownType(packet) : { unicast: 'yes' };
    case 'packet_type':
      return comesIn(packet) ? { host: 'yes' } : { host: 'maybe', other: 'maybe' };
    default:
      return undefined;
  }
}

/** What an address of this node is here. Of IPv6 iptables takes one of its own for unicast, too (xt_addrtype.c), and nft does not. */
function ownType({ family }: Packet): Possible {
  return family === 6 ? { local: 'yes', unicast: 'maybe' } : { local: 'yes' };
}

/** Before conntrack has looked, a packet that it will track counts as invalid (nft_ct.c, xt_conntrack.c). */
function ctWords(ct: readonly CtState[], tracked: boolean): Possible {
  const words = tracked ? ct : [...new Set(ct.map((word) => (word === 'untracked' ? word : 'invalid')))];
  const how = words.length === 1 ? 'yes' : 'maybe';
  return Object.fromEntries(words.map((word) => [word, how]));
}

/** Whether one of several holds. */
export function either(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  if (answers.includes('unknown')) return 'unknown';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

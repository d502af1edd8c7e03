/** Which CIDRs let anyone on the Internet in on TCP/179, alone or together. */
import { type Cidr, outermost, parseCidr, sizeOf, width } from '../../lib/address.ts';
import { coversBgp } from './match.ts';
import type { PeerCidr, Rule } from './normal.ts';

/** A CIDR that lets anyone in; together with others if there are any. */
export interface Opening {
  readonly family: 4 | 6;
  readonly peer: PeerCidr;
  readonly others: readonly Part[];
}

interface Part {
  readonly rule: Rule;
  readonly peer: PeerCidr;
  readonly cidr: Cidr;
}

/**
 * What is not routed on the Internet. It need not be open: a set of CIDRs that leaves out no more than this lets
 * anyone in (IANA special-purpose registries; RFC 4291 section 2.4: 2000::/3 holds all global unicast addresses).
 */
const notRouted: { readonly [family in 4 | 6]: readonly { readonly cidr: Cidr }[] } = {
  4: known(
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '224.0.0.0/3',
  ),
  6: known('::/3', '4000::/2', '8000::/1'),
};

/** Parts that a finding names besides its own; it need not name each of thousands. */
const mostOthers = 16;

/** The openings of each rule, among the rules that let TCP/179 in to the same group. */
export function openings(rules: readonly Rule[]): ReadonlyMap<Rule, readonly Opening[]> {
  const found = new Map<Rule, Opening[]>();
  for (const together of byTarget(rules)) {
    for (const family of [4, 6] as const) {
      for (const [rule, opening] of openingsOf(partsOf(together, family), family)) {
        found.set(rule, [...(found.get(rule) ?? []), opening]);
      }
    }
  }
  return found;
}

/** True if a rule is for all ports, so that TCP/179 is only one of many. */
export function isForAllPorts(rule: Rule): boolean {
  return rule.protocol.is === 'all' || rule.ports.all;
}

function byTarget(rules: readonly Rule[]): Iterable<readonly Rule[]> {
  const groups = new Map<unknown, Rule[]>();
  for (const rule of rules) {
    if (rule.direction !== 'in' || rule.action !== 'allow' || coversBgp(rule.protocol, rule.ports) !== 'yes') continue;
    const { target } = rule;
    const key = target.is === 'group' ? target.group : target.is === 'foreign' ? target.id : rule;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [rule]);
    else list.push(rule);
  }
  return groups.values();
}

function partsOf(rules: readonly Rule[], family: 4 | 6): Part[] {
  return rules.flatMap((rule) =>
    rule.peers.cidrs.flatMap((peer) => {
      const { cidr } = peer;
      return cidr?.family === family ? [{ rule, peer, cidr }] : [];
    }),
  );
}

function openingsOf(parts: readonly Part[], family: 4 | 6): readonly (readonly [Rule, Opening])[] {
  // No CIDR longer than 2000::/3 holds all of the Internet.
  const alone = parts.filter((part) => part.cidr.prefix <= 3 && needed([part], family).length === 1);
  const found = alone.map(({ rule, peer }) => [rule, { family, peer, others: [] }] as const);
  const narrow = parts.filter(({ rule }) => !isForAllPorts(rule));
  if (alone.some((part) => narrow.includes(part))) return found;
  const inNarrow = needed(narrow, family);
  const together = inNarrow.length > 0 ? inNarrow : alone.length === 0 ? needed(parts, family) : [];
  const first = together.find(({ rule }) => !isForAllPorts(rule)) ?? together[0];
  if (first === undefined) return found;
  const others = together.filter((part) => part !== first).slice(0, mostOthers);
  return [...found, [first.rule, { family, peer: first.peer, others }]];
}

/** Those parts that are needed to let anyone in, in their own order; none if all of them do not. */
function needed(parts: readonly Part[], family: 4 | 6): readonly Part[] {
  const outer = outermost<Part | { readonly cidr: Cidr }>([...notRouted[family], ...parts]);
  const size = outer.reduce((sum, { cidr }) => sum + sizeOf(cidr), 0n);
  if (size !== 1n << BigInt(width(family))) return [];
  const needed = new Set(outer);
  return parts.filter((part) => needed.has(part));
}

function known(...texts: string[]): { readonly cidr: Cidr }[] {
  return texts.flatMap((text) => {
    const cidr = parseCidr(text);
    return cidr === undefined ? [] : [{ cidr }];
  });
}

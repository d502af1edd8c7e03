/** Which CIDRs let anyone on the Internet in on TCP/179, alone or together. */
import { type Cidr, outermost, parseCidr, sizeOf, width } from '../../lib/address.ts';
import type { Path } from '../../model/document.ts';
import { coversBgp } from './ports.ts';
import type { Listed, Rule } from './rule.ts';

/** A CIDR that lets anyone in; together with others if there are any. */
export interface Opening {
  readonly family: 4 | 6;
  readonly part: Part;
  readonly others: readonly Part[];
}

/** A CIDR of a rule, at a path of its resource; or one of a prefix list that the rule names there. */
export interface Part {
  readonly rule: Rule;
  readonly text: string;
  readonly cidr: Cidr;
  readonly path: Path;
  readonly listed: Listed | undefined;
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

/** No CIDR longer than 2000::/3 holds all of the Internet. */
const shortest = 3;

/** The openings of each rule, among the rules that let TCP/179 in to the same group. */
export function openings(rules: readonly Rule[]): ReadonlyMap<Rule, readonly Opening[]> {
  const found = new Map<Rule, Opening[]>();
  const sure = rules.filter(
    (rule) => rule.direction === 'in' && rule.action === 'allow' && coversBgp(rule.protocol, rule.ports) === 'yes',
  );
  for (const together of byTarget(sure)) {
    for (const family of [4, 6] as const) {
      for (const opening of openingsOf(partsOf(together, family), family)) {
        const { rule } = opening.part;
        const known = found.get(rule);
        if (known === undefined) found.set(rule, [opening]);
        else known.push(opening);
      }
    }
  }
  return found;
}

/**
 * The rules that perhaps let anyone in, with the places that nobody knows yet: peers that may be any CIDR; or ports,
 * direction or group, where their CIDRs, alone or with those of others, are everyone's.
 */
export function perhapsOpenings(rules: readonly Rule[], open: ReadonlySet<Rule>): ReadonlyMap<Rule, readonly Path[]> {
  const found = new Map<Rule, readonly Path[]>();
  const possible = rules.filter(
    (rule) => rule.direction !== 'out' && rule.action === 'allow' && coversBgp(rule.protocol, rule.ports) !== 'no',
  );
  const told = (rule: Rule, places: readonly Path[]) => {
    if (places.length > 0 && !open.has(rule) && !found.has(rule)) found.set(rule, places);
  };
  for (const rule of possible) {
    const lists = rule.peers.prefixLists.filter(({ whole }) => !whole).map(({ path }) => path);
    const peers = [...rule.peers.unknownCidrs, ...lists];
    if (peers.length > 0) told(rule, [...peers, ...unknownReach(rule)]);
  }
  // A rule whose group is not known may be for the group of any other.
  const stray = possible.filter(({ target }) => target.is === 'unknown');
  const everywhere =
    stray.length === 0 ? [] : [[...stray, ...possible.filter(({ target }) => target.is !== 'unknown')]];
  for (const together of [...byTarget(possible), ...everywhere]) {
    for (const family of [4, 6] as const) {
      const parts = partsOf(together, family);
      const alone = parts.filter((part) => isAlone(part, family));
      for (const { rule } of alone) told(rule, unknownReach(rule));
      for (const { rule } of needed(parts, family)) {
        told(rule, [...unknownReach(rule), ...(rule.target.is === 'unknown' ? [rule.targetPath] : [])]);
      }
    }
  }
  return found;
}

/** True if a rule is for all ports, so that TCP/179 is only one of many. */
export function isForAllPorts(rule: Rule): boolean {
  return rule.protocol.is === 'all' || rule.ports.all;
}

/** Where it is not known whether a rule lets TCP/179 in. */
function unknownReach({ values, directionPath, protocol, ports }: Rule): readonly Path[] {
  const places = [directionPath, protocol.path, ...(protocol.is === 'all' ? [] : [ports.from_path, ports.to_path])];
  return places.filter((path) => values.isUnknown(path));
}

function byTarget(rules: readonly Rule[]): Iterable<readonly Rule[]> {
  const groups = new Map<unknown, Rule[]>();
  for (const rule of rules) {
    const { target } = rule;
    const key = target.is === 'group' ? target.group : target.is === 'foreign' ? target.id : rule;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [rule]);
    else list.push(rule);
  }
  return groups.values();
}

function partsOf(rules: readonly Rule[], family: 4 | 6): Part[] {
  return rules.flatMap((rule) => [
    ...rule.peers.cidrs.flatMap(({ text, cidr, path }) =>
      cidr?.family === family ? [{ rule, text, cidr, path, listed: undefined }] : [],
    ),
    ...rule.peers.prefixLists.flatMap(({ path, listed }) =>
      listed.flatMap((item) =>
        item.cidr.family === family ? [{ rule, text: item.text, cidr: item.cidr, path, listed: item }] : [],
      ),
    ),
  ]);
}

function openingsOf(parts: readonly Part[], family: 4 | 6): readonly Opening[] {
  const alone = parts.filter((part) => isAlone(part, family));
  const found = alone.map((part) => ({ family, part, others: [] }));
  const narrow = parts.filter(({ rule }) => !isForAllPorts(rule));
  if (alone.some(({ rule }) => !isForAllPorts(rule))) return found;
  const inNarrow = needed(narrow, family);
  const together = inNarrow.length > 0 ? inNarrow : alone.length === 0 ? needed(parts, family) : [];
  const first = together.find(({ rule }) => !isForAllPorts(rule)) ?? together[0];
  if (first === undefined) return found;
  const others = together.filter((part) => part !== first).slice(0, mostOthers);
  return [...found, { family, part: first, others }];
}

function isAlone(part: Part, family: 4 | 6): boolean {
  return part.cidr.prefix <= shortest && needed([part], family).length === 1;
}

/** Those parts that are needed to let anyone in, in their own order; none if all of them do not. */
function needed(parts: readonly Part[], family: 4 | 6): readonly Part[] {
  if (parts.length === 0) return [];
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

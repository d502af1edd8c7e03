/** Which CIDRs let anyone on the Internet in on TCP/179, alone or together. */
import { type Cidr, outermost, parseCidr, sizeOf, width } from '../../lib/address.ts';
import { append, grouped } from '../../lib/lists.ts';
import { getOrMake } from '../../lib/maps.ts';
import type { Path } from '../../model/document.ts';
import { coversBgp } from './ports.ts';
import { type FirewallRule, type ListedCidr, unknownReach } from './rule.ts';

/** A CIDR that lets anyone in; together with others if there are any. */
export interface PublicAccess {
  readonly family: 4 | 6;
  readonly part: Part;
  readonly others: readonly Part[];
}

/** A CIDR of a rule, at a path of its resource; or one of a prefix list that the rule names there. */
export interface Part {
  readonly rule: FirewallRule;
  readonly text: string;
  readonly cidr: Cidr;
  readonly path: Path;
  readonly listed: ListedCidr | undefined;
}

/**
 * What is not routed on the Internet. It need not be open: a set of CIDRs that leaves out no more than this lets
 * anyone in (IANA special-purpose registries; RFC 4291 section 2.4: 2000::/3 holds all global unicast addresses).
 */
const notRouted: { readonly [family in 4 | 6]: readonly { readonly cidr: Cidr }[] } = {
  4: cidrs(
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '224.0.0.0/3',
  ),
  6: cidrs('::/3', '4000::/2', '8000::/1'),
};

const everyone: Cidr = { family: 4, network: 0n, prefix: 0 };

/** Parts that a finding names besides its own; it need not name each of thousands. */
const mostOthers = 16;

/** No CIDR longer than 2000::/3 holds all of the Internet. */
const shortest = 3;

/** By which of their CIDRs rules let anyone in, among the rules that let TCP/179 in to the same group. */
export function publicAccess(rules: readonly FirewallRule[]): ReadonlyMap<FirewallRule, readonly PublicAccess[]> {
  const denied = deniedToAll(rules);
  const allowing = rules.filter(
    (rule) =>
      rule.direction === 'in' &&
      rule.action === 'allow' &&
      rule.opens &&
      coversBgp(rule.protocol, rule.ports) === 'yes' &&
      !denied(rule),
  );
  const accesses: PublicAccess[] = [];
  for (const together of byTarget(allowing))
    for (const family of [4, 6] as const) append(accesses, accessOf(partsOf(together, family), family));
  return grouped(accesses, ({ part }) => part.rule);
}

/**
 * The rules that perhaps let anyone in, with the places that nobody knows yet: peers that may be any CIDR; or ports,
 * direction or group, where their CIDRs, alone or with those of others, are everyone's.
 */
export function possiblePublicAccess(
  rules: readonly FirewallRule[],
  open: ReadonlySet<FirewallRule>,
): ReadonlyMap<FirewallRule, readonly Path[]> {
  const byRule = new Map<FirewallRule, readonly Path[]>();
  const denied = deniedToAll(rules);
  const possible = rules.filter(
    (rule) =>
      rule.direction !== 'out' &&
      rule.action === 'allow' &&
      rule.opens &&
      coversBgp(rule.protocol, rule.ports) !== 'no' &&
      !denied(rule),
  );
  const note = (rule: FirewallRule, places: readonly Path[]) => {
    if (places.length > 0 && !open.has(rule) && !byRule.has(rule)) byRule.set(rule, places);
  };
  for (const rule of possible) {
    const lists = rule.peers.prefixLists.filter(({ whole }) => !whole).map(({ path }) => path);
    const peers = [...rule.peers.unknownCidrs, ...lists];
    if (peers.length > 0) note(rule, [...peers, ...unknownReach(rule)]);
  }
  // A rule whose group is not known may be for the group of any other.
  const unplaced = possible.filter(({ target }) => target.is === 'unknown');
  const everywhere =
    unplaced.length === 0 ? [] : [[...unplaced, ...possible.filter(({ target }) => target.is !== 'unknown')]];
  for (const together of [...byTarget(possible), ...everywhere]) {
    for (const family of [4, 6] as const) {
      const parts = partsOf(together, family);
      const alone = parts.filter((part) => isAlone(part, family));
      for (const { rule } of alone) note(rule, unknownReach(rule));
      for (const { rule } of needed(parts, family)) {
        note(rule, [...unknownReach(rule), ...(rule.target.is === 'unknown' ? [rule.targetPath] : [])]);
      }
    }
  }
  return byRule;
}

/** Whether a rule comes behind one that denies TCP/179 to anyone of its families, in the same list with an order. */
function deniedToAll(rules: readonly FirewallRule[]): (rule: FirewallRule) => boolean {
  const first = new Map<string, FirewallRule>();
  const keyOf = new Keys();
  /** Stages that a rule may leave before its others are asked. */
  const left = new Set<string>();
  for (const rule of rules) if (rule.action === 'next') left.add(keyOf.stage(rule));
  for (const rule of rules) {
    const { action, direction, condition, protocol, ports } = rule;
    if (action !== 'deny' || direction !== 'in' || condition !== undefined || left.has(keyOf.stage(rule))) continue;
    if (coversBgp(protocol, ports) !== 'yes') continue;
    for (const family of [4, 6] as const) {
      if (!isForAnyone(rule, family)) continue;
      const key = keyOf.scope(rule, rule.scope, family);
      const before = key === undefined ? undefined : first.get(key);
      if (key !== undefined && (before === undefined || isBefore(rule, before))) first.set(key, rule);
    }
  }
  return (rule) =>
    first.size > 0 &&
    familiesOf(rule).every((family) =>
      [undefined, rule.scope].some((scope) => {
        const key = keyOf.scope(rule, scope, family);
        const deny = key === undefined ? undefined : first.get(key);
        return deny !== undefined && !isBefore(rule, deny);
      }),
    );
}

/** Texts for the groups of rules, to compare them by. */
class Keys {
  readonly #groups = new Map<unknown, number>();

  stage({ target, stage = 0 }: FirewallRule): string {
    return `${this.#group(target)} ${stage}`;
  }

  /** Undefined where nobody knows the group. */
  scope({ target }: FirewallRule, scope: string | undefined, family: 4 | 6): string | undefined {
    return target.is === 'unknown' ? undefined : `${this.#group(target)} ${family} ${scope ?? ''}`;
  }

  #group(target: FirewallRule['target']): number {
    const group = target.is === 'known' ? target.item : target.is === 'foreign' ? target.id : target;
    return getOrMake(this.#groups, group, () => this.#groups.size);
  }
}

/**
 * Stages are asked in their order; in one, the rule with the lowest priority is first, and a deny before an allow of the same. A
 * rule without a priority is behind none.
 */
function isBefore(rule: FirewallRule, other: FirewallRule): boolean {
  const byStage = (rule.stage ?? 0) - (other.stage ?? 0);
  return byStage === 0 ? (rule.priority ?? -1) < (other.priority ?? -1) : byStage < 0;
}

/** True for a rule that is for all addresses of IPv4. */
export function isForAnyone({ peers }: FirewallRule, family: 4 | 6): boolean {
  return peers.any !== undefined || peers.cidrs.some(({ cidr }) => cidr?.prefix === 0 && cidr.family === family);
}

function familiesOf({ peers }: FirewallRule): readonly (4 | 6)[] {
  const found = new Set(peers.cidrs.flatMap(({ cidr }) => cidr?.family ?? []));
  return found.size === 0 || peers.any !== undefined ? [4] : [...found];
}

/** True if a rule is for all ports, so that TCP/179 is only one of many. */
export function isForAllPorts(rule: FirewallRule): boolean {
  return rule.protocol.is === 'all' || rule.ports.all;
}

/** The rules of each group, for the same of its members; one whose group is not known is alone. */
function* byTarget(rules: readonly FirewallRule[]): Iterable<readonly FirewallRule[]> {
  const groups = grouped(rules, (rule): unknown => {
    const { target } = rule;
    return target.is === 'known' ? target.item : target.is === 'foreign' ? target.id : rule;
  });
  for (const together of groups.values()) yield* grouped(together, ({ scope }) => scope).values();
}

function partsOf(rules: readonly FirewallRule[], family: 4 | 6): Part[] {
  return rules.flatMap((rule) => [
    ...(rule.peers.any !== undefined && family === 4
      ? [{ rule, text: 'any source', cidr: everyone, path: rule.peers.any, listed: undefined }]
      : []),
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

function accessOf(parts: readonly Part[], family: 4 | 6): readonly PublicAccess[] {
  const alone = parts.filter((part) => isAlone(part, family));
  const single = alone.map((part) => ({ family, part, others: [] }));
  const narrow = parts.filter(({ rule }) => !isForAllPorts(rule));
  if (alone.some(({ rule }) => !isForAllPorts(rule))) return single;
  const inNarrow = needed(narrow, family);
  const together = inNarrow.length > 0 ? inNarrow : alone.length === 0 ? needed(parts, family) : [];
  const first = together.find(({ rule }) => !isForAllPorts(rule)) ?? together[0];
  if (first === undefined) return single;
  const others = together.filter((part) => part !== first).slice(0, mostOthers);
  return [...single, { family, part: first, others }];
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

function cidrs(...texts: string[]): { readonly cidr: Cidr }[] {
  return texts.flatMap((text) => {
    const cidr = parseCidr(text);
    return cidr === undefined ? [] : [{ cidr }];
  });
}

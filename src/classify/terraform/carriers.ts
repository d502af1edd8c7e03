/**
 * Nodes of clouds where a machine carries groups whose rules all allow and add up (OpenStack's security groups, Hetzner's
 * firewalls).
 */
import { type Cidr, formatCidr } from '../../lib/address.ts';
import { getOrMake } from '../../lib/maps.ts';
import { type Blame, type Layer, mostPools } from '../firewall/pool.ts';
import type { Group, Provider } from '../firewall/rule.ts';
import type { Attributes } from './attributes.ts';
import type { Plan, TerraformGroup, TerraformPool, TerraformRule } from './firewalling.ts';
import { noPeers } from './peer-parts.ts';
import { allPorts } from './port-ranges.ts';
import { RulesOfGroups } from './rules-of-groups.ts';
import { saysNode } from './suggested.ts';
import { blockOf } from './traversal.ts';
import { unknownRules } from './unknown-rules.ts';

/** A machine with what it carries. */
export interface Carrier {
  readonly values: Attributes;
  readonly groups: ReadonlySet<TerraformGroup>;
  /** Ids and names of groups that were not read. */
  readonly foreign: ReadonlySet<string>;
  /** What of the list is not known. */
  readonly unknown: readonly Blame[];
  /** True where rules that the plan does not hold may let its traffic pass. */
  readonly hasMore: boolean;
  /** True where nothing is filtered. */
  readonly isOpen: boolean;
  /** Where its addresses are, as far as something tells. */
  readonly cidrs?: readonly Cidr[] | undefined;
  /** Tags and labels that may say that it is a node. */
  readonly words: readonly string[];
}

/** What a provider has. */
export interface Carrying {
  readonly provider: Provider;
  /** As messages call the filter. */
  readonly noun: string;
  readonly groups: readonly TerraformGroup[];
  readonly rules: readonly TerraformRule[];
  readonly carriers: readonly Carrier[];
  /** True if members of a group that no machine of the plan carries may be reached in another way. */
  readonly hasMore: boolean;
  /** What may go out besides, and what becomes of the rest. */
  out(groups: readonly TerraformGroup[], rules: readonly TerraformRule[]): Pick<Layer, 'rules' | 'otherwise'>;
}

interface Candidate {
  readonly carrier: Carrier;
  readonly named: boolean;
  readonly because: string | undefined;
  /** Where findings are put. */
  readonly place: Attributes;
}

/** The pools that the config names; where it names none, those that the plan suggests. */
export function poolsOf(carrying: Carrying, plan: Plan): TerraformPool[] {
  const rules = new RulesOfGroups(carrying.rules);
  const pools = new Map<string, TerraformPool>();
  const numbers = new Map<Group, number>();
  for (const candidate of candidatesOf(carrying, plan)) {
    const key = keyOf(candidate.carrier, numbers);
    if (pools.has(key)) continue;
    pools.set(key, poolOf(candidate, carrying, rules, plan.whole));
    if (pools.size === mostPools) break;
  }
  return [...pools.values()];
}

function candidatesOf({ groups, carriers, hasMore }: Carrying, plan: Plan): readonly Candidate[] {
  const named = new Set(groups.filter(({ instance }) => plan.isNodes(instance)));
  const certain: Candidate[] = [];
  const seen = new Set<TerraformGroup>();
  for (const carrier of carriers) {
    const group = [...carrier.groups].find((carried) => named.has(carried));
    for (const carried of carrier.groups) seen.add(carried);
    const isNamed = plan.isNodes(carrier.values.instance);
    if (!isNamed && group === undefined) continue;
    certain.push({
      carrier,
      named: true,
      because: undefined,
      place: isNamed ? carrier.values : (group?.source ?? carrier.values),
    });
  }
  for (const group of named) {
    if (seen.has(group)) continue;
    certain.push({ carrier: membersOf(group, hasMore), named: true, because: undefined, place: group.source });
  }
  return certain.length > 0 ? certain : suggested(groups, carriers, hasMore, seen);
}

/** Machines that are called nodes, and groups that are and that no machine of the plan carries. */
function suggested(
  groups: readonly TerraformGroup[],
  carriers: readonly Carrier[],
  hasMore: boolean,
  carried: ReadonlySet<TerraformGroup>,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const carrier of carriers) {
    const { address, name } = carrier.values.instance;
    const word = carrier.words.find(saysNode);
    const [group] = carrier.groups;
    if (group === undefined || (word === undefined && !saysNode(name))) continue;
    const because = saysNode(name) ? `${address} uses it` : `${address} uses it, and is labeled ${word}`;
    found.push({ carrier, named: false, because, place: group.source });
  }
  // Where machines show which groups are theirs, names alone show no others.
  if (found.length > 0) return found;
  for (const group of groups) {
    const { name } = group.instance;
    const word = [name, group.label ?? ''].find(saysNode);
    if (carried.has(group) || word === undefined) continue;
    found.push({
      carrier: membersOf(group, hasMore),
      named: false,
      because: `it is named ${word}`,
      place: group.source,
    });
  }
  return found;
}

/** The members of a group, whatever else they carry. */
function membersOf(group: TerraformGroup, hasMore: boolean): Carrier {
  return {
    values: group.source,
    groups: new Set([group]),
    foreign: new Set(),
    unknown: [],
    hasMore,
    isOpen: false,
    words: [],
  };
}

function poolOf(
  { carrier, named, because, place }: Candidate,
  carrying: Carrying,
  rules: RulesOfGroups,
  whole: boolean,
): TerraformPool {
  const { provider } = carrying;
  const groups = [...carrier.groups];
  const first = groups.find(({ source }) => source === place);
  const isMember = carrier.values === place;
  return {
    provider,
    source: place,
    inboundPath: first?.inbound.path ?? [],
    outboundPath: first?.outbound.path ?? [],
    address: place.address,
    block: blockOf(place.instance),
    named,
    because,
    inbound: carrier.isOpen ? [] : [layer(carrier, 'in', carrying, rules, whole)],
    outbound: carrier.isOpen ? [] : [layer(carrier, 'out', carrying, rules, whole)],
    identity: {
      groups: carrier.groups,
      names: carrier.foreign,
      whole: !isMember && carrier.unknown.length === 0 && !carrier.hasMore,
      cidrs: carrier.cidrs,
    },
  };
}

function layer(
  carrier: Carrier,
  direction: 'in' | 'out',
  carrying: Carrying,
  rules: RulesOfGroups,
  whole: boolean,
): Layer {
  const groups = [...carrier.groups];
  const unknown = [...carrier.unknown, ...unknownRules(groups, direction, whole)];
  const own = rules.of(groups, [], direction);
  const { rules: more, otherwise } =
    direction === 'out' ? carrying.out(groups, own) : { rules: [], otherwise: 'deny' as const };
  const perhaps = carrier.hasMore ? [anything(carrying.provider, carrier.values, direction, [])] : [];
  return { noun: carrying.noun, rules: [...perhaps, ...own, ...more], otherwise, unknown };
}

/** A rule that lets anything pass; with a condition, one that may. */
export function anything(
  provider: Provider,
  source: Attributes,
  direction: 'in' | 'out',
  condition?: readonly [],
): TerraformRule {
  return {
    provider,
    source,
    path: [],
    direction,
    directionPath: [],
    action: 'allow',
    opens: false,
    ...(condition === undefined ? {} : { condition }),
    target: { is: 'foreign', id: '' },
    targetPath: [],
    protocol: { is: 'all', number: null, text: 'all protocols', path: [] },
    ports: allPorts([]),
    peers: { ...noPeers, any: [] },
  };
}

/** Machines with the same key have the same filters. */
function keyOf(carrier: Carrier, numbers: Map<Group, number>): string {
  const carried = [...carrier.groups]
    .map((group) => getOrMake(numbers, group, () => numbers.size))
    .sort((a, b) => a - b);
  const own = carrier.unknown.length > 0 || carrier.groups.size === 0 ? carrier.values.address : '';
  return JSON.stringify([
    carried,
    [...carrier.foreign].sort(),
    carrier.hasMore,
    carrier.isOpen,
    own,
    carrier.cidrs?.map(formatCidr) ?? [],
  ]);
}

/** The nodes of a plan on Google Cloud: machines with the same network, tags and service account. */
import { getOrMake } from '../../../lib/maps.ts';
import { peersMatch } from '../../firewall/matching.ts';
import { type Identity, mostPools } from '../../firewall/pool.ts';
import type { Group } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Plan, TerraformGroup, TerraformPool } from '../firewalling.ts';
import { saysNode } from '../suggested.ts';
import { blockOf } from '../traversal.ts';
import type { Filters } from './filters.ts';
import type { Audience, GoogleRule } from './firewalls.ts';
import type { Machine } from './machines.ts';
import type { Networks } from './networks.ts';

/** What a plan has that nodes may be found in. */
export interface Found {
  readonly machines: readonly Machine[];
  readonly networks: Networks;
  readonly firewalls: readonly GoogleRule[];
  /** The resources that hold firewall rules, disabled ones too. */
  readonly audiences: ReadonlyMap<Attributes, Audience>;
  /** Groups of instances, by the template that they are made from. */
  readonly managed: readonly Machine[];
}

/** More tags are not looked at for nodes. */
const mostTags = 64;

/** Machines of one pool. */
interface Candidate {
  readonly machine: Machine;
  readonly named: boolean;
  readonly because: string | undefined;
}

/** The pools that the config names; where it names none, those that the plan suggests. */
export function poolsOf(found: Found, filters: Filters, plan: Plan): TerraformPool[] {
  const isNamed = ({ instance }: Attributes) => plan.isNodes(instance);
  const named = [
    ...[...found.machines, ...found.managed].filter(({ values }) => isNamed(values)),
    ...found.networks.groups.filter(({ source }) => isNamed(source)).map((group) => membersOf(group, found.networks)),
    ...[...found.audiences.keys()].filter(isNamed).flatMap((values) => targetsOf(values, found)),
  ];
  const candidates: Iterable<Candidate> =
    named.length > 0
      ? named.map((machine) => ({ machine, named: true, because: undefined }))
      : suggested(found, filters);
  const pools = new Map<string, TerraformPool>();
  const numbers = new Map<Group, number>();
  for (const candidate of candidates) {
    const key = keyOf(candidate.machine, numbers);
    if (pools.has(key)) continue;
    pools.set(key, poolOf(candidate, filters));
    if (pools.size === mostPools) break;
  }
  return [...pools.values()];
}

function poolOf({ machine, named, because }: Candidate, filters: Filters): TerraformPool {
  const { values } = machine;
  const among = named ? undefined : filters.among(machine).next().value;
  const source: Attributes = among instanceof Object ? among.source : values;
  // A firewall rule has its place where it says what it lets in.
  const path = source.list(['allow']).length > 0 ? ['allow'] : source.list(['deny']).length > 0 ? ['deny'] : [];
  return {
    provider: 'google',
    source,
    inboundPath: path,
    outboundPath: path,
    address: machine.address,
    block: machine.block,
    named,
    because,
    inbound: [filters.layer(machine, 'in')],
    outbound: [filters.layer(machine, 'out')],
    identity: identityOf(machine),
  };
}

function identityOf({ names, whole, cidrs }: Machine): Identity {
  return { groups: new Set(), names, whole, cidrs };
}

/** All machines of a network, whatever tags they have. */
function membersOf(group: TerraformGroup, networks: Networks): Machine {
  return {
    values: group.source,
    address: group.source.address,
    block: blockOf(group.instance),
    network: { is: 'known', item: group },
    names: new Set(),
    whole: false,
    cidrs: networks.cidrsOf(group),
    region: undefined,
    hasMore: false,
  };
}

/** The machines that a firewall rule is for: one set for each of its tags or service accounts. */
function targetsOf(values: Attributes, { audiences, networks }: Found): readonly Machine[] {
  const audience = audiences.get(values);
  if (audience === undefined) return [];
  const { network, targets } = audience;
  const cidrs = network.is === 'known' ? networks.cidrsOf(network.item) : undefined;
  const common = { values, network, cidrs, region: undefined, hasMore: false };
  const block = blockOf(values.instance);
  if (targets === undefined) return [{ ...common, address: values.address, block, names: new Set(), whole: false }];
  return targets.known.map(({ text }) => ({
    ...common,
    address: text.includes('@') || text.includes('.') ? text : `tag ${text}`,
    block: `${block} ${text}`,
    names: new Set([text]),
    whole: true,
  }));
}

/** Machines whose names or tags say that they are nodes; and tags that say so, of machines that are not in the plan. */
function* suggested(found: Found, filters: Filters): Generator<Candidate> {
  const seen = new Set<string>();
  for (const machine of found.machines) {
    for (const name of machine.names) seen.add(name);
    const said = machine.hasMore ? undefined : reason(machine);
    if (said !== undefined) yield { machine, named: false, because: said };
  }
  let tried = 0;
  for (const { rule, targets } of found.firewalls) {
    for (const { text } of targets?.known ?? []) {
      if (seen.has(text) || !saysNode(text)) continue;
      if (tried++ > mostTags) return;
      seen.add(text);
      const machine = targetsOf(rule.source, found).find(({ names }) => names.has(text));
      if (machine === undefined || !isLetIn(machine, filters)) continue;
      yield { machine, named: false, because: `${rule.source.address} is for machines with the tag ${text}` };
    }
  }
}

/** True where a rule lets such machines in from each other: then this is where traffic between them is opened. */
function isLetIn(machine: Machine, filters: Filters): boolean {
  for (const rule of filters.among(machine)) if (peersMatch(rule, identityOf(machine)).is === 'yes') return true;
  return false;
}

/** What says that a machine is a node. */
function reason({ values, names }: Machine): string | undefined {
  const { address, name } = values.instance;
  for (const tag of names) if (saysNode(tag)) return `${address} has the tag ${tag}`;
  for (const text of [name, values.at(['name']), values.at(['name_prefix'])]) {
    if (typeof text === 'string' && saysNode(text)) return `${address} is called ${text}`;
  }
  return undefined;
}

/** Two machines with the same key have the same firewalling. */
function keyOf({ network, names, whole, hasMore, region, values }: Machine, numbers: Map<Group, number>): string {
  const where =
    network.is === 'known'
      ? getOrMake(numbers, network.item, () => numbers.size)
      : network.is === 'foreign'
        ? network.id
        : values.address;
  return JSON.stringify([where, [...names].sort(), whole, hasMore, region ?? null]);
}

/** The nodes of a plan, by the security groups that they carry. */
import type { Cidr } from '../../../lib/address.ts';
import { append, grouped } from '../../../lib/lists.ts';
import { type Layer, mostPools, type Perhaps } from '../../firewall/pool.ts';
import type { Attributes } from '../attributes.ts';
import type { Plan, TerraformGroup, TerraformPool, TerraformRule } from '../firewalling.ts';
import { RulesOfGroups } from '../rules-of-groups.ts';
import { saysOthers, suggestion } from '../suggested.ts';
import { blockOf } from '../traversal.ts';
import { unknownRules } from '../unknown-rules.ts';
import { type Carried, nothing } from './carried.ts';
import type { Machine } from './machines.ts';
import type { NetworkAcls } from './network-acls.ts';
import { type Networks, type Subnet, together } from './networks.ts';
import { groupsOfServices } from './services.ts';

/** What pools are made of. */
export interface Read {
  readonly groups: readonly TerraformGroup[];
  readonly rules: readonly TerraformRule[];
  readonly machines: readonly Machine[];
  /** Groups and machines that the config names, by their values. */
  readonly named: ReadonlySet<unknown>;
  readonly plan: Plan;
  readonly networks: Networks;
  readonly acls: NetworkAcls;
}

/** Machines that carry the same groups behind the same network ACLs. */
interface Draft {
  readonly machines: Machine[];
  readonly groups: ReadonlySet<TerraformGroup>;
  readonly carried: Carried;
  readonly because: string | undefined;
}

/** Those that the config names; where it names none, those that the plan suggests. */
export function poolsOf(read: Read): Pools {
  const maker = new PoolMaker(read);
  const named = maker.named();
  const drafts = (named.length > 0 ? named : maker.suggested()).slice(0, mostPools);
  const nodes = new Map<Attributes, 'named' | 'suggested'>();
  const isNamed = named.length > 0;
  const machines = isNamed ? drafts.flatMap((draft) => draft.machines) : read.machines.filter(reasonOf);
  for (const { values, templates, interfaces } of machines) {
    for (const part of [values, ...templates, ...interfaces]) nodes.set(part, isNamed ? 'named' : 'suggested');
  }
  return { pools: apart(drafts.map((draft) => maker.pool(draft))), nodes };
}

/** Machines with the very same groups are no copies of one another, whatever network ACLs stand between them. */
function apart(pools: readonly TerraformPool[]): readonly TerraformPool[] {
  const keyOf = ({ block, identity }: TerraformPool) =>
    JSON.stringify([block, ...[...identity.groups].map(({ source }) => source.address).sort(), ...identity.names]);
  const alike = grouped(pools, keyOf);
  return pools.map((pool) => {
    const same = alike.get(keyOf(pool)) ?? [];
    return same.length > 1 ? { ...pool, block: `${pool.block} ${same.indexOf(pool)}` } : pool;
  });
}

/** Pools, and who says of which of their machines, templates and interfaces that they are nodes. */
interface Pools {
  readonly pools: readonly TerraformPool[];
  readonly nodes: ReadonlyMap<Attributes, 'named' | 'suggested'>;
}

class PoolMaker {
  readonly #read: Read;
  readonly #rules: RulesOfGroups;

  constructor(read: Read) {
    this.#read = read;
    this.#rules = new RulesOfGroups(read.rules);
  }

  named(): Draft[] {
    const { groups, machines, named } = this.#read;
    const own = groups.filter((group) => named.has(group.source));
    const isNamed = ({ values, templates }: Machine) => [values, ...templates].some((part) => named.has(part));
    const carriers = machines.filter(({ carried }) => own.some((group) => carried.groups.has(group)));
    // What stands beside the nodes may carry a group of theirs as well.
    const nodes = carriers.filter(
      ({ values, templates }) => ![values, ...templates].some(({ address }) => saysOthers(address)),
    );
    const chosen = new Set([...(nodes.length > 0 ? nodes : carriers), ...machines.filter(isNamed)]);
    const alone = own.filter((group) => ![...chosen].some(({ carried }) => carried.groups.has(group)));
    return [...alone.map((group) => this.#alone(group, undefined)), ...this.#drafts([...chosen], () => undefined)];
  }

  suggested(): Draft[] {
    const { groups, machines } = this.#read;
    const because = new Map<Machine, string>();
    for (const machine of machines) {
      const clause = reasonOf(machine);
      // Of one whose groups nobody knows there is nothing to say.
      if (clause !== undefined && machine.carried.groups.size > 0) because.set(machine, clause);
    }
    // Where machines show which groups are theirs, names alone show no others.
    if (because.size > 0) return this.#drafts([...because.keys()], (machine) => because.get(machine));
    const carried = new Set(machines.flatMap((machine) => [...machine.carried.groups]));
    const ofServices = groupsOfServices(this.#read.plan, groups);
    return groups.flatMap((group) => {
      const isOthers = carried.has(group) || ofServices.has(group);
      const clause = isOthers ? undefined : suggestion(group.source);
      return clause === undefined ? [] : [this.#alone(group, clause)];
    });
  }

  /** A group of which no machine is known to carry it; what may carry it may carry others as well. */
  #alone(group: TerraformGroup, because: string | undefined): Draft {
    const carried: Carried = { ...nothing(), groups: new Set([group]) };
    for (const { carried: other } of this.#read.machines) {
      if (!other.any && !other.candidates.has(group)) continue;
      for (const item of [...other.groups, ...other.candidates]) if (item !== group) carried.candidates.add(item);
      carried.any ||= other.any;
      append(carried.blames, other.blames);
    }
    return { machines: [], groups: new Set([group]), carried, because };
  }

  #drafts(machines: readonly Machine[], because: (machine: Machine) => string | undefined): Draft[] {
    const drafts = new Map<string, Draft>();
    for (const machine of machines) {
      const { carried } = machine;
      const key = JSON.stringify([
        [...carried.groups].map(({ source }) => source.address).sort(),
        [...carried.foreign].sort(),
        carried.any || carried.candidates.size > 0 ? machine.values.address : '',
        this.#read.acls.keyOf(machine.subnets),
      ]);
      const draft = drafts.get(key);
      if (draft !== undefined) draft.machines.push(machine);
      else drafts.set(key, { machines: [machine], groups: carried.groups, carried, because: because(machine) });
    }
    return [...drafts.values()];
  }

  pool({ machines, groups, carried, because }: Draft): TerraformPool {
    const { networks, acls, named } = this.#read;
    const [machine] = machines;
    const inOrder = this.#read.groups.filter((group) => groups.has(group));
    const group = inOrder.find(({ source }) => named.has(source)) ?? inOrder[0];
    const source = group?.source ?? machine?.values;
    if (source === undefined) throw new Error('a pool of nothing');
    const subnets = subnetsOf(machines);
    const others = carried.any ? this.#read.groups : [...carried.candidates];
    const possible = others.filter((item) => !groups.has(item));
    const layer = (direction: 'in' | 'out') => this.#layer(inOrder, carried, possible, direction);
    return {
      provider: 'aws',
      source,
      inboundPath: group?.inbound.path ?? [],
      outboundPath: group?.outbound.path ?? [],
      address: isOfOneGroup(carried) || machine === undefined ? source.address : machine.values.address,
      block:
        [...groups]
          .map((item) => blockOf(item.instance))
          .sort()
          .join(' ') || blockOf(source.instance),
      named: because === undefined,
      because,
      inbound: [layer('in'), ...acls.layers(subnets, 'in')],
      outbound: [layer('out'), ...acls.layers(subnets, 'out')],
      identity: {
        groups: new Set(groups),
        names: new Set(carried.foreign),
        whole: machines.length > 0 && !carried.any,
        cidrs: cidrsOf(subnets, inOrder, networks),
        ...(possible.length > 0 && { perhaps: { groups: new Set(possible), blames: carried.blames } }),
      },
    };
  }

  /** The rules of all groups that a machine carries add up, and all of them allow. */
  #layer(
    groups: readonly TerraformGroup[],
    carried: Carried,
    possible: readonly TerraformGroup[],
    direction: 'in' | 'out',
  ): Layer {
    const perhaps: Perhaps = { rules: this.#rules.for(possible, direction), blames: carried.blames };
    return {
      noun: 'security groups',
      rules: this.#rules.of(groups, carried.foreign, direction),
      otherwise: 'deny',
      unknown: unknownRules(groups, direction, this.#read.plan.whole),
      ...(perhaps.rules.length > 0 && { perhaps: [perhaps] }),
      ...(carried.foreign.size > 0 && { elsewhere: true }),
    };
  }
}

/** Why a machine is taken for a node, as it is said of a group that it alone carries, or of the machine. */
function reasonOf({ values, templates, carried }: Machine): string | undefined {
  const part = [values, ...templates].find((one) => suggestion(one) !== undefined);
  const clause = part === undefined ? undefined : suggestion(part);
  if (part === undefined || clause === undefined) return undefined;
  if (isOfOneGroup(carried)) return `${part.address} uses it, and ${clause}`;
  return part === values ? clause : `it is created from ${part.address}, and ${clause}`;
}

/** True for machines that are called by the address of their group. */
function isOfOneGroup({ groups, foreign }: Carried): boolean {
  return groups.size === 1 && foreign.size === 0;
}

/** All subnets of some machines; undefined where those of one are not known. */
function subnetsOf(machines: readonly Machine[]): readonly Subnet[] | undefined {
  const all = new Set<Subnet>();
  for (const { subnets } of machines) {
    if (subnets === undefined) return undefined;
    for (const subnet of subnets) all.add(subnet);
  }
  return all.size === 0 ? undefined : [...all];
}

/** Where the addresses of machines are: in their subnets, or else in the VPC of their groups. */
function cidrsOf(
  subnets: readonly Subnet[] | undefined,
  groups: readonly TerraformGroup[],
  networks: Networks,
): readonly Cidr[] | undefined {
  const inSubnets = subnets?.map(({ cidrs, vpc }) => cidrs ?? vpc?.cidrs).reduce(together, []);
  if (inSubnets !== undefined) return inSubnets;
  for (const { source } of groups) {
    const vpc = networks.vpcAt(source, ['vpc_id']);
    if (vpc !== undefined) return vpc.cidrs;
  }
  return undefined;
}

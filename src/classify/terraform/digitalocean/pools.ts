/** Which Droplets are nodes, and the firewalls before them: by their ids, and by their tags. All of a Droplet add up. */
import { addTo, getOrMake } from '../../../lib/maps.ts';
import { type Identity, type Layer, mostPools } from '../../firewall/pool.ts';
import type { Attributes } from '../attributes.ts';
import { calledNode } from '../called.ts';
import type { TerraformGroup, TerraformPool, TerraformRule } from '../firewalling.ts';
import type { Named, NamedResource, Several } from '../named.ts';
import { textsAt } from '../texts.ts';
import { blockOf } from '../traversal.ts';
import { unknownRules } from '../unknown-rules.ts';
import { dropletName, tagName } from './firewalls.ts';

export const machineTypes: ReadonlySet<string> = new Set(['digitalocean_droplet', 'digitalocean_droplet_autoscale']);

export interface Parts {
  readonly groups: readonly TerraformGroup[];
  readonly rules: readonly TerraformRule[];
  readonly machines: readonly Attributes[];
  /** What the config says holds nodes. */
  readonly nodes: ReadonlySet<TerraformGroup>;
  readonly namedMachines: ReadonlySet<Attributes>;
  readonly droplets: Named<NamedResource>;
  /** False for a plan that lacks what may still come. */
  readonly isWhole: boolean;
}

/** The pools that the config names; those that the plan suggests where it names none. */
export function poolsOf(parts: Parts): TerraformPool[] {
  const members = new Members(parts);
  const maker = new PoolMaker(parts);
  for (const machine of parts.machines) {
    const carried = members.firewalls(machine);
    const named = carried?.find((group) => parts.nodes.has(group));
    if (carried === undefined) continue;
    if (named !== undefined) maker.machine(machine, carried, named.source.address, undefined);
    else if (parts.namedMachines.has(machine)) maker.machine(machine, carried, machine.address, undefined);
  }
  for (const group of parts.nodes) maker.group(group, members.of(group), undefined);
  if (maker.pools.length > 0) return maker.pools;
  for (const machine of parts.machines) {
    const carried = members.firewalls(machine);
    const because = calledNode(machine);
    if (because !== undefined && carried !== undefined && carried.length > 0) {
      maker.machine(machine, carried, machine.address, because);
    }
  }
  for (const group of parts.groups) {
    const { possible } = members.of(group);
    const droplet = possible.map(({ source }) => calledNode(source)).find((found) => found !== undefined);
    const because = calledNode(group.source) ?? droplet;
    if (because !== undefined) maker.group(group, members.of(group), because);
  }
  return maker.pools;
}

/** Droplets with more firewalls are not judged. */
const mostFirewalls = 64;

/** Which firewalls stand before which Droplets. */
class Members {
  readonly #byGroup = new Map<TerraformGroup, Several<NamedResource>>();
  readonly #byMachine = new Map<string, Set<TerraformGroup>>();
  readonly #byTag = new Map<string, Set<TerraformGroup>>();
  /** Machines before which there may be more firewalls. */
  readonly #unsure = new Set<string>();
  #anyUnsure = false;

  constructor({ groups, droplets }: Parts) {
    for (const group of groups) {
      const several = droplets.all(group.source, ['droplet_ids']);
      this.#byGroup.set(group, several);
      for (const { source } of several.items) addTo(this.#byMachine, source.address, group);
      for (const { source } of several.possible) this.#unsure.add(source.address);
      if (several.more && several.possible.length === 0) this.#anyUnsure = true;
      const { known, unknown } = textsAt(group.source, ['tags']);
      for (const { text } of known) addTo(this.#byTag, tagName(text), group);
      if (unknown.length > 0) this.#anyUnsure = true;
    }
  }

  of(group: TerraformGroup): Several<NamedResource> {
    return this.#byGroup.get(group) ?? { items: [], foreign: [], more: true, possible: [] };
  }

  /** All firewalls before a machine; undefined where they are not all known. */
  firewalls(machine: Attributes): readonly TerraformGroup[] | undefined {
    const { known, unknown } = textsAt(machine, tagsPath(machine));
    if (this.#anyUnsure || unknown.length > 0 || this.#unsure.has(machine.address)) return undefined;
    const groups = new Set(this.#byMachine.get(machine.address) ?? []);
    for (const { text } of known) for (const group of this.#byTag.get(tagName(text)) ?? []) groups.add(group);
    return groups.size > mostFirewalls ? undefined : [...groups];
  }
}

function tagsPath({ instance }: Attributes) {
  return instance.type === 'digitalocean_droplet' ? ['tags'] : ['droplet_template', 0, 'tags'];
}

class PoolMaker {
  readonly pools: TerraformPool[] = [];
  readonly #rules = new Map<unknown, TerraformRule[]>();
  readonly #isWhole: boolean;
  readonly #seen = new Map<string, Set<string>>();
  readonly #carried = new Set<TerraformGroup>();

  constructor({ rules, isWhole }: Parts) {
    this.#isWhole = isWhole;
    for (const rule of rules) {
      if (rule.target.is === 'known') getOrMake(this.#rules, rule.target.item, () => []).push(rule);
    }
  }

  /** Machines with the same firewalls are one pool, with the names of all of them; without `because`, the config names it. */
  machine(machine: Attributes, groups: readonly TerraformGroup[], address: string, because: string | undefined): void {
    for (const group of groups) this.#carried.add(group);
    const tags = textsAt(machine, tagsPath(machine)).known.map(({ text }) => tagName(text));
    const own = [machine.address, ...tags];
    const key = JSON.stringify(groups.map(({ source }) => source.address));
    const names = this.#seen.get(key);
    // A name that only some of the members have would not be one of the pool.
    if (names !== undefined) {
      const common = new Set(own.filter((name) => names.has(name) || name === machine.address));
      for (const name of [...names]) if (!common.has(name) && name.startsWith('tag ')) names.delete(name);
      return;
    }
    const mine = new Set(own);
    this.#seen.set(key, mine);
    this.#add(
      groups,
      machine,
      address,
      { groups: new Set(groups), names: mine, whole: true, cidrs: undefined },
      because,
    );
  }

  /** A firewall of which nothing tells the Droplets. */
  group(group: TerraformGroup, { items, more, foreign }: Several<NamedResource>, because: string | undefined): void {
    if (this.#carried.has(group)) return;
    const tags = textsAt(group.source, ['tags']);
    const isByTagAlone = items.length === 0 && foreign.length === 0 && !more;
    const names = isByTagAlone ? tags.known.map(({ text }) => tagName(text)) : items.map(dropletName);
    const identity = { groups: new Set([group]), names: new Set(names), whole: false, cidrs: undefined };
    this.#add([group], group.source, group.source.address, identity, because);
  }

  #add(
    groups: readonly TerraformGroup[],
    machine: Attributes,
    address: string,
    identity: Identity,
    because: string | undefined,
  ): void {
    const [first] = groups;
    if (this.pools.length === mostPools) return;
    this.pools.push({
      provider: 'digitalocean',
      source: first?.source ?? machine,
      inboundPath: first?.inbound.path ?? [],
      outboundPath: first?.outbound.path ?? [],
      address,
      block: blockOf(machine.instance),
      named: because === undefined,
      because,
      inbound: this.#layers(groups, 'in'),
      outbound: this.#layers(groups, 'out'),
      identity,
    });
  }

  /** A Droplet without a firewall is open. */
  #layers(groups: readonly TerraformGroup[], direction: 'in' | 'out'): readonly Layer[] {
    if (groups.length === 0) return [];
    const rules = groups.flatMap((group) => this.#rules.get(group) ?? []);
    return [
      {
        noun: groups.length === 1 ? 'firewall' : 'firewalls',
        rules: rules.filter((rule) => rule.direction === direction),
        otherwise: 'deny',
        unknown: unknownRules(groups, direction, this.#isWhole),
      },
    ];
  }
}

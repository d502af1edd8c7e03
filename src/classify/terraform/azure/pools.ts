/** Which machines of Azure are nodes, and what stands before them. */
import { parseCidr } from '../../../lib/address.ts';
import { type Identity, type Layer, mostPools } from '../../firewall/pool.ts';
import type { Attributes } from '../attributes.ts';
import { calledNode } from '../called.ts';
import type { TerraformGroup, TerraformPool } from '../firewalling.ts';
import { blockOf } from '../traversal.ts';
import { fabric, type RuleBook } from './layers.ts';
import type { Interface, Network } from './machines.ts';
import { nameOf, virtualNetwork } from './peers.ts';

export interface Parts {
  readonly groups: readonly TerraformGroup[];
  readonly machines: readonly Attributes[];
  /** What the config says holds nodes. */
  readonly nodes: ReadonlySet<TerraformGroup>;
  readonly namedMachines: ReadonlySet<Attributes>;
  readonly network: Network;
  readonly book: RuleBook;
}

/** The pools that the config names; those that the plan suggests where it names none. */
export function poolsOf(parts: Parts): TerraformPool[] {
  const interfaces = parts.machines.flatMap((machine) => parts.network.interfaceOf(machine) ?? []);
  const maker = new PoolMaker(parts.book);
  for (const one of interfaces) {
    const carried = [one.own, one.ofSubnet].find((group) => group !== undefined && parts.nodes.has(group));
    if (carried !== undefined) maker.machine(one, { address: carried.source.address, named: true, because: undefined });
    else if (parts.namedMachines.has(one.machine)) {
      maker.machine(one, { address: one.machine.address, named: true, because: undefined });
    }
  }
  for (const group of parts.nodes) maker.group(group, { named: true, because: undefined });
  if (maker.pools.length > 0) return maker.pools;
  for (const one of interfaces) {
    const because = calledNode(one.machine) ?? (one.own === undefined ? undefined : calledNode(one.own.source));
    if (because !== undefined) maker.machine(one, { address: one.machine.address, named: false, because });
  }
  const forBgp = parts.book.groupsForBgp();
  for (const group of parts.groups) {
    const because = calledNode(group.source) ?? (forBgp.has(group) ? 'its rules name TCP/179' : undefined);
    if (because !== undefined) maker.group(group, { named: false, because });
  }
  return maker.pools;
}

interface Because {
  readonly named: boolean;
  readonly because: string | undefined;
}

class PoolMaker {
  readonly pools: TerraformPool[] = [];
  readonly #book: RuleBook;
  readonly #seen = new Set<string>();
  readonly #carried = new Set<TerraformGroup>();

  constructor(book: RuleBook) {
    this.#book = book;
  }

  /** Machines with the same filters and subnets are one pool. */
  machine(one: Interface, { address, named, because }: Because & { readonly address: string }): void {
    const { own, ofSubnet, subnets, applicationGroups } = one;
    for (const group of [own, ofSubnet]) if (group !== undefined) this.#carried.add(group);
    const sources = [own?.source, ofSubnet?.source, ...subnets, ...applicationGroups.map(({ source }) => source)];
    const key = JSON.stringify(sources.map((source) => source?.address ?? ''));
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const identity: Identity = {
      groups: new Set([own, ofSubnet].flatMap((group) => group ?? [])),
      names: new Set([virtualNetwork, ...applicationGroups.map(nameOf)]),
      whole: one.wholeApplicationGroups,
      cidrs: one.cidrs ?? somewhere,
    };
    const layers = (direction: 'in' | 'out'): Layer[] => [
      ...(direction === 'in' ? [fabric(one.machine)] : []),
      ...(ofSubnet === undefined
        ? []
        : [this.#book.layer(ofSubnet, `${noun} of the subnet`, direction, identity, own !== undefined)]),
      ...(own === undefined ? [] : [this.#book.layer(own, noun, direction, identity, false)]),
    ];
    const source = (own ?? ofSubnet)?.source ?? one.machine;
    const block = blockOf(one.machine.instance);
    this.#add({ source, address, block, identity, named, because }, layers);
  }

  /** A group that no machine of the plan carries. */
  group(group: TerraformGroup, reason: Because): void {
    if (this.#carried.has(group)) return;
    const identity: Identity = {
      groups: new Set([group]),
      names: new Set([virtualNetwork]),
      whole: false,
      cidrs: somewhere,
    };
    const layers = (direction: 'in' | 'out') => [
      ...(direction === 'in' ? [fabric(group.source)] : []),
      this.#book.layer(group, noun, direction, identity, false),
    ];
    const { source } = group;
    this.#add({ source, address: source.address, block: blockOf(source.instance), identity, ...reason }, layers);
  }

  #add(
    pool: Because & Pick<TerraformPool, 'source' | 'address' | 'block' | 'identity'>,
    layers: (direction: 'in' | 'out') => readonly Layer[],
  ): void {
    const path = pool.source.instance.type === 'azurerm_network_security_group' ? ['security_rule'] : [];
    if (this.pools.length === mostPools) return;
    this.pools.push({
      ...pool,
      provider: 'azure',
      inboundPath: path,
      outboundPath: path,
      inbound: layers('in'),
      outbound: layers('out'),
    });
  }
}

const noun = 'network security group';

/** Each interface has an IPv4 address (Microsoft, IPv6 for Azure Virtual Network), whatever subnet it is in. */
const somewhere = [parseCidr('0.0.0.0/0') ?? []].flat();

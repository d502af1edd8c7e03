/**
 * Machines of Azure, their interfaces and subnets, and which network security groups stand before them
 * (hashicorp/terraform-provider-azurerm website/docs/r: subnet_network_security_group_association,
 * network_interface_security_group_association, network_interface, linux_virtual_machine,
 * linux_virtual_machine_scale_set, kubernetes_cluster_node_pool).
 */
import { type Cidr, parseCidr } from '../../../lib/address.ts';
import { addTo } from '../../../lib/maps.ts';
import type { Path } from '../../../model/document.ts';
import type { Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import type { TerraformGroup } from '../firewalling.ts';
import { Named, type NamedResource, namedResource } from '../named.ts';

/** Machines that a resource makes, as far as their traffic is filtered: one interface of each. */
export interface Interface {
  readonly machine: Attributes;
  /** The groups before it, as far as they were read: its own, and its subnet's. */
  readonly own: TerraformGroup | undefined;
  readonly ofSubnet: TerraformGroup | undefined;
  readonly subnets: readonly Attributes[];
  readonly cidrs: readonly Cidr[] | undefined;
  readonly applicationGroups: readonly NamedResource[];
  /** False where it may be in more of these. */
  readonly wholeApplicationGroups: boolean;
}

export const machineTypes: ReadonlySet<string> = new Set([
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
  'azurerm_virtual_machine',
  'azurerm_linux_virtual_machine_scale_set',
  'azurerm_windows_virtual_machine_scale_set',
  'azurerm_orchestrated_virtual_machine_scale_set',
  'azurerm_virtual_machine_scale_set',
  'azurerm_kubernetes_cluster',
  'azurerm_kubernetes_cluster_node_pool',
]);

export const networkTypes: ReadonlySet<string> = new Set([
  'azurerm_subnet',
  'azurerm_network_interface',
  'azurerm_application_security_group',
  'azurerm_subnet_network_security_group_association',
  'azurerm_network_interface_security_group_association',
  'azurerm_network_interface_application_security_group_association',
]);

const ids = { key: (id: string) => id.toLowerCase() };

export class Network {
  readonly applicationGroups: Named<NamedResource>;
  readonly #groups: Named<TerraformGroup>;
  readonly #subnets: Named<NamedResource>;
  readonly #interfaces: Named<NamedResource>;
  readonly #groupOf = new Map<NamedResource, TerraformGroup>();
  readonly #applicationGroupsOf = new Map<NamedResource, Set<NamedResource>>();
  /** False once an association names an interface, or a group, that is not known. */
  #wholeApplicationGroups = true;

  constructor(resources: readonly Attributes[], groups: Named<TerraformGroup>, root: Module | undefined) {
    const of = (type: string) => resources.filter(({ instance }) => instance.type === type);
    this.#groups = groups;
    this.#subnets = new Named(of('azurerm_subnet').map(namedResource), root, ids);
    this.#interfaces = new Named(of('azurerm_network_interface').map(namedResource), root, ids);
    this.applicationGroups = new Named(of('azurerm_application_security_group').map(namedResource), root, ids);
    for (const values of of('azurerm_subnet_network_security_group_association')) {
      this.#associate(this.#subnets.at(values, ['subnet_id']), values);
    }
    for (const values of of('azurerm_network_interface_security_group_association')) {
      this.#associate(this.#interfaces.at(values, ['network_interface_id']), values);
    }
    for (const values of of('azurerm_network_interface_application_security_group_association')) {
      const member = this.#interfaces.at(values, ['network_interface_id']);
      const group = this.applicationGroups.at(values, ['application_security_group_id']);
      if (member?.is === 'known' && group?.is === 'known') addTo(this.#applicationGroupsOf, member.item, group.item);
      else this.#wholeApplicationGroups = false;
    }
  }

  #associate(member: Reference<NamedResource> | undefined, values: Attributes): void {
    const group = this.#groups.at(values, ['network_security_group_id']);
    if (member?.is === 'known' && group?.is === 'known') this.#groupOf.set(member.item, group.item);
  }

  /**
   * The interface of the machines that a resource makes; undefined where they have several that are not filtered alike, or where it
   * is not known which.
   */
  interfaceOf(machine: Attributes): Interface | undefined {
    const { type } = machine.instance;
    const found = type.startsWith('azurerm_kubernetes_')
      ? [this.#ofCluster(machine)]
      : type.endsWith('_scale_set')
        ? this.#ofScaleSet(machine)
        : this.#ofMachine(machine);
    const [first, ...others] = found;
    if (first === undefined) return undefined;
    const isAlike = (other: Interface | undefined) =>
      other !== undefined && other.own === first.own && other.ofSubnet === first.ofSubnet;
    return others.every(isAlike) ? first : undefined;
  }

  /** AKS puts a group of its own before its nodes, with no rule but the implied ones; the subnet is the user's. */
  #ofCluster(machine: Attributes): Interface | undefined {
    const isCluster = machine.instance.type === 'azurerm_kubernetes_cluster';
    const path = isCluster ? ['default_node_pool', 0, 'vnet_subnet_id'] : ['vnet_subnet_id'];
    return this.#placed([[machine, path]], { machine, own: undefined, ...noApplicationGroups });
  }

  #ofScaleSet(machine: Attributes): readonly (Interface | undefined)[] {
    const list =
      machine.instance.type === 'azurerm_virtual_machine_scale_set' ? 'network_profile' : 'network_interface';
    return [...machine.list([list]).keys()].map((i) => {
      const inside = [list, i, 'ip_configuration'];
      const configurations = [...machine.list(inside).keys()].map((k) => [...inside, k]);
      const several = configurations.map((path) =>
        this.applicationGroups.all(machine, [...path, 'application_security_group_ids']),
      );
      const places = configurations.map((path) => [machine, [...path, 'subnet_id']] as const);
      return this.#placed(places, {
        machine,
        own: knownItem(this.#groups.at(machine, [list, i, 'network_security_group_id'])),
        applicationGroups: several.flatMap(({ items }) => items),
        wholeApplicationGroups: several.every(({ more }) => !more),
      });
    });
  }

  #ofMachine(machine: Attributes): readonly (Interface | undefined)[] {
    const { items, foreign, more } = this.#interfaces.all(machine, ['network_interface_ids']);
    if (foreign.length > 0 || more) return [];
    return items.map((item) => {
      const { source } = item;
      const configurations = [...source.list(['ip_configuration']).keys()];
      const places = configurations.map((i) => [source, ['ip_configuration', i, 'subnet_id']] as const);
      return this.#placed(places, {
        machine,
        own: this.#groupOf.get(item) ?? knownItem(this.#groups.at(source, ['network_security_group_id'])),
        applicationGroups: [...(this.#applicationGroupsOf.get(item) ?? [])],
        wholeApplicationGroups: this.#wholeApplicationGroups,
      });
    });
  }

  /** With what the subnets, named at these places, tell; undefined where they are not filtered alike. */
  #placed(
    places: readonly (readonly [Attributes, Path])[],
    own: Omit<Interface, 'subnets' | 'ofSubnet' | 'cidrs'>,
  ): Interface | undefined {
    const subnets = places.map(([source, path]) => knownItem(this.#subnets.at(source, path)));
    const cidrs = subnets.map((subnet) => (subnet === undefined ? undefined : cidrsOf(subnet.source)));
    const groups = subnets.map((subnet) =>
      subnet === undefined
        ? undefined
        : (this.#groupOf.get(subnet) ?? knownItem(this.#groups.at(subnet.source, ['network_security_group_id']))),
    );
    if (new Set(groups).size > 1) return undefined;
    return {
      ...own,
      ofSubnet: groups[0],
      subnets: subnets.flatMap((subnet) => subnet?.source ?? []),
      cidrs: cidrs.length > 0 && cidrs.every((known) => known !== undefined) ? cidrs.flat() : undefined,
    };
  }
}

const noApplicationGroups = { applicationGroups: [], wholeApplicationGroups: false };

function knownItem<Item>(reference: Reference<Item> | undefined): Item | undefined {
  return reference?.is === 'known' ? reference.item : undefined;
}

/** The addresses of a subnet; undefined where they are not all known. */
function cidrsOf(subnet: Attributes): readonly Cidr[] | undefined {
  const list = ['address_prefixes'];
  const given = subnet.list(list);
  if (subnet.isUnknown(list) || given.some((_, i) => subnet.isUnknown([...list, i]))) return undefined;
  const cidrs = [subnet.at(['address_prefix']), ...given].flatMap((value) =>
    typeof value === 'string' ? (parseCidr(value) ?? []) : [],
  );
  return cidrs.length === 0 ? undefined : cidrs;
}

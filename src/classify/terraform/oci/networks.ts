/**
 * Machines of Oracle Cloud Infrastructure, and what stands before them: the security lists of their subnet and the network
 * security groups of their interface. One rule of any of them is enough (Oracle, Security rules).
 */
import { type Cidr, parseCidr } from '../../../lib/address.ts';
import { isObject, text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Carrier } from '../carriers.ts';
import type { Module } from '../configuration.ts';
import type { TerraformGroup } from '../firewalling.ts';
import { Named, type NamedResource, namedResource } from '../named.ts';
import { defaultListType, managed } from './rules.ts';

export const subnetType = 'oci_core_subnet';
export const vcnType = 'oci_core_vcn';

/** Where machines of each type name their subnets and groups. */
const places: { readonly [type: string]: { readonly subnets: readonly Path[]; readonly groups: Path } } = {
  oci_core_instance: {
    subnets: [['create_vnic_details', 0, 'subnet_id'], ['subnet_id']],
    groups: ['create_vnic_details', 0, 'nsg_ids'],
  },
  oci_core_instance_configuration: {
    subnets: [['instance_details', 0, 'launch_details', 0, 'create_vnic_details', 0, 'subnet_id']],
    groups: ['instance_details', 0, 'launch_details', 0, 'create_vnic_details', 0, 'nsg_ids'],
  },
  oci_containerengine_node_pool: {
    subnets: [
      ['node_config_details', 0, 'placement_configs', 0, 'subnet_id'],
      ['subnet_ids', 0],
    ],
    groups: ['node_config_details', 0, 'nsg_ids'],
  },
};

export const machineTypes: ReadonlySet<string> = new Set(Object.keys(places));

/** The groups of something, and whether there may be more. */
interface Found {
  readonly items: readonly TerraformGroup[];
  readonly more: boolean;
}

export class Networks {
  readonly #subnets: Named<NamedResource>;
  readonly #vcns: Named<NamedResource>;
  readonly #lists: Named<TerraformGroup>;
  readonly #groups: Named<TerraformGroup>;
  /** The default lists that the plan manages, by their network. */
  readonly #defaults = new Map<NamedResource, TerraformGroup>();

  constructor(
    resources: readonly Attributes[],
    { lists, groups }: { readonly lists: readonly TerraformGroup[]; readonly groups: Named<TerraformGroup> },
    root: Module | undefined,
  ) {
    const of = (type: string) => resources.filter(({ instance }) => instance.type === type).map(namedResource);
    const vcns = of(vcnType);
    this.#subnets = new Named(of(subnetType), root);
    this.#vcns = new Named(vcns, root, { attributes: ['default_security_list_id'] });
    this.#lists = new Named(lists, root);
    this.#groups = groups;
    const byDefault = new Map(vcns.map((vcn) => [text(vcn.source.at(['default_security_list_id']), []), vcn]));
    for (const list of lists) {
      if (list.instance.type !== defaultListType) continue;
      const vcn = list.id === undefined ? known(this.#vcns.at(list.source, managed)) : byDefault.get(list.id);
      if (vcn !== undefined) this.#defaults.set(vcn, list);
    }
  }

  carrierOf(machine: Attributes): Carrier {
    const { subnets, groups: path } = places[machine.instance.type] ?? { subnets: [], groups: [] };
    const subnet = subnets.map((place) => this.#subnets.at(machine, place)).find((found) => found !== undefined);
    const groups = this.#groups.all(machine, path);
    const lists = subnet?.is === 'known' ? this.#listsOf(subnet.item.source) : { items: [], more: true };
    return {
      values: machine,
      groups: new Set([...groups.items, ...lists.items]),
      foreign: new Set(groups.foreign),
      unknown: [],
      // Lists and groups that the plan does not hold, or not yet, may let anything pass.
      hasMore: lists.more || groups.foreign.length > 0 || (groups.more && machine.isGiven(path)),
      isOpen: false,
      words: wordsOf(machine),
      cidrs: subnet?.is === 'known' ? cidrsOf(subnet.item.source) : undefined,
    };
  }

  /** The security lists of a subnet; without any in its configuration, the default one of its network. */
  #listsOf(subnet: Attributes): Found {
    const path = ['security_list_ids'];
    const list = subnet.at(path);
    const isUnknown = subnet.isUnknown(path);
    if (!isUnknown && (!Array.isArray(list) || list.length === 0)) {
      const byDefault = this.#defaultOf(known(this.#vcns.at(subnet, ['vcn_id'])));
      return { items: byDefault, more: byDefault.length === 0 };
    }
    const named = this.#lists.all(subnet, path);
    const defaults = this.#vcns.all(subnet, path).items.flatMap((vcn) => this.#defaultOf(vcn));
    const items = [...new Set([...named.items, ...defaults])];
    // A reference to a network's default list is one that leads to no other list.
    const isWhole = Array.isArray(list) && !isUnknown ? items.length === list.length : !named.more;
    return { items, more: named.foreign.length > 0 || !isWhole };
  }

  #defaultOf(vcn: NamedResource | undefined): readonly TerraformGroup[] {
    const list = vcn === undefined ? undefined : this.#defaults.get(vcn);
    return list === undefined ? [] : [list];
  }
}

function known<Item>(reference: Reference<Item> | undefined): Item | undefined {
  return reference?.is === 'known' ? reference.item : undefined;
}

function cidrsOf(subnet: Attributes): readonly Cidr[] | undefined {
  const cidr = parseCidr(text(subnet.at(['cidr_block']), []));
  return cidr === undefined ? undefined : [cidr];
}

function wordsOf(machine: Attributes): readonly string[] {
  const tags = machine.at(['freeform_tags']);
  const paths: readonly Path[] = [['name'], ['display_name'], ['create_vnic_details', 0, 'display_name']];
  const names = paths.map((path) => machine.at(path));
  const words = [...names, ...(isObject(tags) ? [...Object.keys(tags), ...Object.values(tags)] : [])];
  return words.filter((word) => typeof word === 'string');
}

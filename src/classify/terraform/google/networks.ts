/**
 * Networks of Google Cloud: what holds firewall rules. Those that the plan makes, and those that it only names
 * (hashicorp/terraform-provider-google website/docs/r/compute_network, compute_subnetwork).
 */
import { type Cidr, parseCidr } from '../../../lib/address.ts';
import { text } from '../../../lib/json.ts';
import { append } from '../../../lib/lists.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { Json, Path } from '../../../model/document.ts';
import type { Group, Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import type { TerraformGroup } from '../firewalling.ts';
import { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';

export const networkType = 'google_compute_network';
export const subnetworkType = 'google_compute_subnetwork';

/** By which attributes a network, subnetwork, policy or template is named. */
export const naming: ReadonlySet<string> = new Set([
  'id',
  'name',
  'self_link',
  'self_link_unique',
  'network_id',
  'firewall_policy_id',
  'email',
]);

/** Where networks in auto mode have their subnetworks (Google Cloud's documentation of VPC networks, subnets). */
const autoMode = cidrs('10.128.0.0/9');

/**
 * Where a machine may have its address: the IPv4 ranges that subnetworks may be made of, without public addresses that are used
 * privately (Google Cloud's documentation of subnets, valid IPv4 ranges).
 */
export const privateRanges = cidrs('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '240.0.0.0/4');

interface Subnetwork extends Target {
  readonly values: Attributes;
  readonly network: Reference<TerraformGroup>;
}

/** Where a machine is. */
export interface Place {
  readonly network: Reference<TerraformGroup>;
  /** Undefined where nothing tells. */
  readonly cidrs: readonly Cidr[] | undefined;
  readonly region: string | undefined;
}

/** A name for a resource that other values of a plan may name. */
export function targetOf(values: Attributes): Target & { readonly values: Attributes } {
  const id = text(values.at(['id']), []);
  const name = text(values.at(['name']), []);
  return {
    values,
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: name === '' ? undefined : name,
  };
}

/** What values and references name, where names are the last part of ids and links. */
export function resolverOf<Item extends Target>(
  items: readonly Item[],
  root: Module | undefined,
): ReferenceResolver<Item> {
  return new ReferenceResolver(items, root, () => false, naming);
}

/** The target of a value at a path, by its text or by what the configuration refers to there. */
export function named<Item extends Target>(
  values: Attributes,
  path: Path,
  resolver: ReferenceResolver<Item>,
): Reference<Item> {
  const value = values.at(path);
  if (!values.isUnknown(path) && typeof value === 'string' && value !== '') return resolver.byText(value);
  return values.isUnknown(path)
    ? resolver.byReference(values.instance, path)
    : { is: 'unknown', candidates: [], any: true };
}

export class Networks {
  readonly groups: readonly TerraformGroup[];
  readonly #resolver: ReferenceResolver<TerraformGroup>;
  readonly #subnetworks: ReferenceResolver<Subnetwork>;
  readonly #inNetwork = new Map<Group, Subnetwork[]>();

  constructor(networks: readonly Attributes[], subnetworks: readonly Attributes[], root: Module | undefined) {
    this.groups = networks.map(groupOf);
    this.#resolver = resolverOf(this.groups, root);
    const read = subnetworks.map((values) => ({ ...targetOf(values), network: this.at(values, ['network']) }));
    this.#subnetworks = resolverOf(read, root);
    for (const subnetwork of read) {
      const { network } = subnetwork;
      if (network.is === 'known') getOrMake(this.#inNetwork, network.item, () => []).push(subnetwork);
    }
  }

  /** The network that a value names. */
  at(values: Attributes, path: Path): Reference<TerraformGroup> {
    return named(values, path, this.#resolver);
  }

  /** The network of a machine's first interface, and its addresses. */
  ofInterface(values: Attributes, path: Path): Place {
    const subnetwork = isGiven(values, [...path, 'subnetwork'])
      ? named(values, [...path, 'subnetwork'], this.#subnetworks)
      : undefined;
    const dual = values.at([...path, 'stack_type']);
    const single = dual === undefined || dual === null || dual === '' || dual === 'IPV4_ONLY';
    if (subnetwork?.is === 'known') {
      const { values: of, network } = subnetwork.item;
      const cidr = single ? parseCidr(text(of.at(['ip_cidr_range']), [])) : undefined;
      return { network, cidrs: cidr === undefined ? undefined : [cidr], region: lastPart(of.at(['region'])) };
    }
    const network = this.at(values, [...path, 'network']);
    const wide = network.is === 'known' ? this.cidrsOf(network.item) : privateRanges;
    const zone = lastPart(values.at(['zone']));
    const region = lastPart(values.at(['region'])) ?? zone?.slice(0, zone.lastIndexOf('-'));
    return { network, cidrs: single ? wide : undefined, region };
  }

  /** Where members of a network of the plan have their addresses; undefined where that is not known. */
  cidrsOf(group: Group): readonly Cidr[] | undefined {
    const found: Cidr[] = [];
    for (const { values } of this.#inNetwork.get(group) ?? []) {
      const cidr = parseCidr(text(values.at(['ip_cidr_range']), []));
      const dual = values.at(['stack_type']);
      if (cidr === undefined || (typeof dual === 'string' && dual !== '' && dual !== 'IPV4_ONLY')) return undefined;
      found.push(cidr);
    }
    const { source } = group as TerraformGroup;
    const auto = source.at(['auto_create_subnetworks']);
    if (auto !== false && auto !== 'false') append(found, autoMode);
    return found.length === 0 ? privateRanges : found;
  }

  /** True where policies of a network come before its firewall rules. */
  static policiesFirst(group: Group): boolean {
    const { source } = group as TerraformGroup;
    return source.at(['network_firewall_policy_enforcement_order']) === 'BEFORE_CLASSIC_FIREWALL';
  }
}

function lastPart(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(value.lastIndexOf('/') + 1) : undefined;
}

/** True for a value, and for one that the configuration gives. */
function isGiven(values: Attributes, path: Path): boolean {
  const value = values.at(path);
  return values.isUnknown(path) || (typeof value === 'string' && value !== '');
}

function groupOf(values: Attributes): TerraformGroup {
  return {
    provider: 'google',
    noun: 'network',
    source: values,
    instance: values.instance,
    id: targetOf(values).id,
    label: targetOf(values).label,
    inbound: { path: [], unknown: [] },
    outbound: { path: [], unknown: [] },
  };
}

function cidrs(...texts: string[]): readonly Cidr[] {
  return texts.flatMap((given) => parseCidr(given) ?? []);
}

/**
 * VPCs and subnets of AWS: which addresses machines in them have (hashicorp/terraform-provider-aws website/docs/r: vpc,
 * default_vpc, vpc_ipv4_cidr_block_association, vpc_ipv6_cidr_block_association, subnet, default_subnet; d: vpc, subnet).
 */
import { type Cidr, parseCidr } from '../../../lib/address.ts';
import { text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';
import { referenceAt } from './reference-at.ts';

export const vpcTypes: ReadonlySet<string> = new Set(['aws_vpc', 'aws_default_vpc']);
export const subnetTypes: ReadonlySet<string> = new Set(['aws_subnet', 'aws_default_subnet']);
export const cidrTypes: ReadonlySet<string> = new Set([
  'aws_vpc_ipv4_cidr_block_association',
  'aws_vpc_ipv6_cidr_block_association',
]);
export const networkDataTypes: ReadonlySet<string> = new Set(['aws_vpc', 'aws_subnet']);

/** Addresses are somewhere in these; undefined if nothing tells. */
type Cidrs = readonly Cidr[] | undefined;

export interface Vpc extends Target {
  readonly values: Attributes;
  cidrs: Cidrs;
}

export interface Subnet extends Target {
  readonly values: Attributes;
  readonly vpc: Vpc | undefined;
  readonly cidrs: Cidrs;
}

/** What AWS assigns is known only after apply. */
const anyIpv6 = parseCidr('::/0');

/** The networks of a plan, those that data sources have read among them. */
export class Networks {
  readonly vpcs: ReferenceResolver<Vpc>;
  readonly subnets: ReferenceResolver<Subnet>;
  readonly #all: readonly Vpc[];
  readonly #byDefaultAcl: ReferenceResolver<Vpc>;

  constructor(
    read: {
      readonly vpcs: readonly Attributes[];
      readonly subnets: readonly Attributes[];
      readonly cidrs: readonly Attributes[];
      readonly data: readonly Attributes[];
    },
    root: Module | undefined,
  ) {
    const dataOf = (type: string) => read.data.filter(({ instance }) => instance.type === type);
    const vpcs = [...read.vpcs.map(vpcOf), ...dataOf('aws_vpc').map(dataVpc)];
    this.vpcs = new ReferenceResolver(vpcs, root, undefined, undefined, (_, attribute) =>
      attribute.at(-1)?.name === 'vpc_id' ? 'same' : undefined,
    );
    this.#all = vpcs;
    this.#byDefaultAcl = new ReferenceResolver(vpcs, root, undefined, new Set(['default_network_acl_id']));
    for (const values of read.cidrs) this.#extend(values, vpcs);
    this.subnets = new ReferenceResolver(
      [...read.subnets, ...dataOf('aws_subnet')].map((values) => this.#subnetOf(values)),
      root,
      undefined,
      undefined,
      (_, attribute) => (/^subnet_ids?$/.test(attribute.at(-1)?.name ?? '') ? 'same' : undefined),
    );
  }

  /** The VPC that an attribute of a resource names. */
  vpcAt(values: Attributes, path: Path): Vpc | undefined {
    const reference = referenceAt(values, path, this.vpcs);
    return reference.is === 'known' ? reference.item : undefined;
  }

  /** The VPC whose default network ACL a resource takes over. */
  vpcOfDefaultAcl(values: Attributes): Vpc | undefined {
    const id = values.at(['default_network_acl_id']);
    if (typeof id === 'string') return this.#all.find((vpc) => vpc.values.at(['default_network_acl_id']) === id);
    const reference = this.#byDefaultAcl.byReference(values.instance, 'default_network_acl_id');
    return reference.is === 'known' ? reference.item : undefined;
  }

  /** A further CIDR of a VPC; one of an unknown VPC leaves those of all open. */
  #extend(values: Attributes, all: readonly Vpc[]): void {
    const isIpv4 = values.instance.type === 'aws_vpc_ipv4_cidr_block_association';
    const reference = referenceAt(values, ['vpc_id'], this.vpcs);
    if (reference.is === 'foreign') return;
    const cidrs = isIpv4 ? cidrAt(values, ['cidr_block']) : (cidrAt(values, ['ipv6_cidr_block']) ?? some(anyIpv6));
    const isKnown = reference.is === 'known';
    const candidates = isKnown ? [reference.item] : reference.any ? all : reference.candidates;
    for (const vpc of candidates) vpc.cidrs = isKnown || !isIpv4 ? together(vpc.cidrs, cidrs) : undefined;
  }

  #subnetOf(values: Attributes): Subnet {
    const ipv4 = values.at(['ipv6_native']) === true ? [] : cidrAt(values, ['cidr_block']);
    return { ...targetOf(values), values, vpc: this.vpcAt(values, ['vpc_id']), cidrs: together(ipv4, ipv6At(values)) };
  }
}

function vpcOf(values: Attributes): Vpc {
  const isGiven = (name: string) =>
    values.isUnknown([name]) || ![undefined, null, false].includes(values.at([name]) as null);
  const mayHaveIpv6 = ['assign_generated_ipv6_cidr_block', 'ipv6_ipam_pool_id'].some(isGiven);
  const known = cidrAt(values, ['ipv6_cidr_block']);
  const ipv6 = known ?? (mayHaveIpv6 ? some(anyIpv6) : []);
  return { ...targetOf(values), values, cidrs: together(cidrAt(values, ['cidr_block']), ipv6) };
}

function dataVpc(values: Attributes): Vpc {
  const more = values
    .list(['cidr_block_associations'])
    .flatMap((_, i) => cidrAt(values, ['cidr_block_associations', i, 'cidr_block']) ?? []);
  const own = together(cidrAt(values, ['cidr_block']), cidrAt(values, ['ipv6_cidr_block']) ?? []);
  return { ...targetOf(values), values, cidrs: together(own, more) };
}

function ipv6At(values: Attributes): Cidrs {
  const path = ['ipv6_cidr_block'];
  return values.isUnknown(path) ? some(anyIpv6) : (cidrAt(values, path) ?? []);
}

function cidrAt(values: Attributes, path: Path): Cidrs {
  return some(parseCidr(text(values.at(path), [])));
}

/** CIDRs of both; undefined where one of the two is not known. */
export function together(one: Cidrs, other: Cidrs): Cidrs {
  return one === undefined || other === undefined ? undefined : [...one, ...other];
}

function some(cidr: Cidr | undefined): Cidrs {
  return cidr === undefined ? undefined : [cidr];
}

function targetOf(values: Attributes): Target {
  const id = text(values.at(['id']), []);
  return { instance: values.instance, id: id === '' ? undefined : id, label: undefined };
}

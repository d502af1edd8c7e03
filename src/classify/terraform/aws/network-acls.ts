/**
 * Network ACLs of AWS: lists with an order and without memory, which traffic passes that leaves or enters a subnet
 * (hashicorp/terraform-provider-aws website/docs/r: network_acl, default_network_acl, network_acl_rule, network_acl_association;
 * Amazon VPC User Guide, Network ACLs). A subnet that none names has the default one of its VPC, and that lets all pass unless the
 * plan takes it over.
 */
import { isObject, text } from '../../../lib/json.ts';
import type { JsonObject, Path } from '../../../model/document.ts';
import type { Blame, Layer } from '../../firewall/pool.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import type { TerraformRule } from '../firewalling.ts';
import type { Instance } from '../instances.ts';
import { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';
import type { Networks, Subnet, Vpc } from './networks.ts';
import { PeerReader, type References } from './peers.ts';
import { portsAt, protocolAt } from './ports.ts';
import { referenceAt } from './reference-at.ts';

export const aclTypes: ReadonlySet<string> = new Set(['aws_network_acl', 'aws_default_network_acl']);
export const aclRuleTypes: ReadonlySet<string> = new Set(['aws_network_acl_rule']);
export const aclAssociationTypes: ReadonlySet<string> = new Set(['aws_network_acl_association']);

type Direction = 'in' | 'out';

interface Acl extends Target {
  readonly values: Attributes;
  readonly rules: { readonly [direction in Direction]: TerraformRule[] };
  readonly unknown: { readonly [direction in Direction]: Blame[] };
}

/** The network ACLs of a plan, and the subnets that they stand before. */
export class NetworkAcls {
  readonly rules: readonly TerraformRule[];
  readonly values: readonly Attributes[];
  readonly #bySubnet = new Map<Subnet, Acl>();
  readonly #byVpc = new Map<Vpc, Acl>();
  /** True once nobody knows before which subnets one stands. */
  #loose = false;

  /** `aclRules`: rules that are resources of their own; `now`: those as they are before the plan. */
  constructor(
    read: {
      readonly acls: readonly Attributes[];
      readonly aclRules: readonly Attributes[];
      readonly now: readonly Instance[];
      readonly associations: readonly Attributes[];
    },
    networks: Networks,
    references: References,
    root: Module | undefined,
  ) {
    const mirror = new Set(read.now.map(({ before }) => mirrorKey(text(before, ['network_acl_id']), before)));
    const acls = read.acls.map((values) => aclOf(values, references, mirror));
    const resolver = new ReferenceResolver(acls, root, undefined, new Set(['id', 'default_network_acl_id']));
    this.values = read.acls;
    for (const values of read.aclRules) enter(values, resolver, acls, references);
    for (const acl of acls) {
      for (const direction of ['in', 'out'] as const) {
        acl.rules[direction].sort((one, other) => (one.priority ?? 0) - (other.priority ?? 0));
      }
      this.#place(acl, networks);
    }
    for (const values of read.associations) {
      const acl = referenceAt(values, ['network_acl_id'], resolver);
      const subnet = referenceAt(values, ['subnet_id'], networks.subnets);
      if (acl.is === 'known' && subnet.is === 'known') this.#bySubnet.set(subnet.item, acl.item);
      else this.#loose = true;
    }
    this.rules = acls.flatMap(({ rules }) => [...rules.in, ...rules.out]);
  }

  /** What tells apart machines in different subnets. */
  keyOf(subnets: readonly Subnet[] | undefined): string {
    return this.#before(subnets)
      .map(({ values }) => values.address)
      .join(' ');
  }

  /**
   * The filters that traffic to (`in`) or from machines in some subnets has to pass beside their groups: with it, and with
   * what is sent back. It does not come to them inside of one subnet.
   */
  layers(subnets: readonly Subnet[] | undefined, direction: Direction): readonly Layer[] {
    const back = direction === 'in' ? 'out' : 'in';
    const [subnet, ...more] = subnets ?? [];
    const within = more.length === 0 ? subnet?.cidrs : [];
    if (within === undefined) return [];
    return this.#before(subnets).flatMap((acl) => [
      { ...layerOf(acl, direction), within },
      { ...layerOf(acl, back), within, reply: true },
    ]);
  }

  /** The ACLs before some subnets, as far as they are known. */
  #before(subnets: readonly Subnet[] | undefined): readonly Acl[] {
    const found = new Set<Acl>();
    for (const subnet of subnets ?? []) {
      const acl = this.#bySubnet.get(subnet) ?? this.#default(subnet);
      if (acl !== undefined) found.add(acl);
    }
    return [...found];
  }

  /** The default one of its VPC, for a new subnet that no other is put before. */
  #default({ values, vpc }: Subnet): Acl | undefined {
    return vpc === undefined || this.#loose || !values.instance.created ? undefined : this.#byVpc.get(vpc);
  }

  #place(acl: Acl, networks: Networks): void {
    const { values } = acl;
    const path = ['subnet_ids'];
    for (const id of values.list(path)) {
      const subnet = typeof id === 'string' ? networks.subnets.byText(id) : undefined;
      if (subnet?.is === 'known') this.#bySubnet.set(subnet.item, acl);
    }
    if (values.isPartlyUnknown(path) && values.mayBeGiven(path)) {
      const named = networks.subnets.allNamed(values.instance, 'subnet_ids');
      for (const subnet of named.items) this.#bySubnet.set(subnet, acl);
      if (named.any || named.candidates.length > 0) this.#loose = true;
    }
    if (values.instance.type !== 'aws_default_network_acl') return;
    const vpc = networks.vpcOfDefaultAcl(values);
    if (vpc === undefined) this.#loose = true;
    else this.#byVpc.set(vpc, acl);
  }
}

function layerOf(acl: Acl, direction: Direction): Layer {
  const place = { source: acl.values, path: [direction === 'in' ? 'ingress' : 'egress'] };
  return {
    noun: 'network ACL',
    rules: acl.rules[direction],
    otherwise: 'deny',
    unknown: acl.unknown[direction],
    place,
  };
}

function aclOf(values: Attributes, references: References, mirror: ReadonlySet<string>): Acl {
  const id = text(values.at(['id']), []);
  const acl: Acl = {
    values,
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: undefined,
    rules: { in: [], out: [] },
    unknown: { in: [], out: [] },
  };
  for (const [attribute, direction] of [['ingress', 'in'] as const, ['egress', 'out'] as const]) {
    if (values.isUnknown([attribute])) acl.unknown[direction].push({ source: values, path: [attribute] });
    for (const [i, item] of values.list([attribute]).entries()) {
      const path = [attribute, i];
      if (values.isUnknown(path)) acl.unknown[direction].push({ source: values, path });
      if (!isObject(item) || mirror.has(mirrorKey(id, { ...item, egress: direction === 'out' }))) continue;
      add(acl, direction, aclRule(values, path, { direction, number: 'rule_no', action: 'action' }, acl, references));
    }
  }
  return acl;
}

/** Puts the rule that a resource is into its ACL; where that is not known, it may be in each. */
function enter(
  values: Attributes,
  resolver: ReferenceResolver<Acl>,
  all: readonly Acl[],
  references: References,
): void {
  const target = referenceAt(values, ['network_acl_id'], resolver);
  if (target.is === 'foreign') return;
  const egress = values.at(['egress']);
  const direction = egress === true || egress === 'true' ? 'out' : 'in';
  if (target.is === 'unknown' || values.isUnknown(['egress'])) {
    const path = target.is === 'unknown' ? ['network_acl_id'] : ['egress'];
    const candidates = target.is === 'known' ? [target.item] : target.any ? all : target.candidates;
    if (!values.isUnknown(path)) values.setUnreadable(path);
    for (const { unknown } of candidates)
      for (const list of [unknown.in, unknown.out]) list.push({ source: values, path });
    return;
  }
  const shape = { direction, number: 'rule_number', action: 'rule_action' } as const;
  add(target.item, direction, aclRule(values, [], shape, target.item, references));
}

function add({ rules, unknown }: Acl, direction: Direction, rule: TerraformRule | Blame): void {
  if ('protocol' in rule) rules[direction].push(rule);
  else unknown[direction].push(rule);
}

/** A rule; or what is not known of it, where its place in the order or what it does is not. */
function aclRule(
  values: Attributes,
  path: Path,
  { direction, number, action }: { readonly direction: Direction; readonly number: string; readonly action: string },
  acl: Acl,
  references: References,
): TerraformRule | Blame {
  const priority = Number(values.at([...path, number]) ?? Number.NaN);
  const does = text(values.at([...path, action]), []).toLowerCase();
  if (!Number.isFinite(priority) || (does !== 'allow' && does !== 'deny')) {
    const place = [...path, Number.isFinite(priority) ? action : number];
    values.setUnreadable(place);
    return { source: values, path: place };
  }
  const protocol = protocolAt(values, [...path, 'protocol']);
  const target = { is: 'foreign', id: acl.values.address } as const;
  return {
    provider: 'aws',
    source: values,
    path,
    direction,
    directionPath: path,
    action: does,
    actionPath: [...path, action],
    priority,
    named: `rule ${priority} of ${acl.values.address}`,
    opens: false,
    target,
    targetPath: path,
    protocol,
    ports: portsAt(values, protocol, [...path, 'from_port'], [...path, 'to_port']),
    peers: new PeerReader(values, references, target)
      .cidrs([...path, 'cidr_block'])
      .cidrs([...path, 'ipv6_cidr_block'])
      .done(),
  };
}

function mirrorKey(id: string, rule: JsonObject | undefined): string {
  const number = rule?.['rule_no'] ?? rule?.['rule_number'] ?? '';
  return `${id} ${rule?.['egress'] === true} ${String(number)}`;
}

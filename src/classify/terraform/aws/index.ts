/** The firewalling of AWS in a plan: security groups, their rules, and the prefix lists that these name. */
import type { Attributes, EmptyUnlessGiven } from '../attributes.ts';
import type { Firewalling, Plan } from '../firewalling.ts';
import { dataOf, type Instance, instancesOf } from '../instances.ts';
import { ReferenceResolver } from '../references.ts';
import { machinesOf, machineTypes, nodeTypes } from './machines.ts';
import { mirrorOf, withoutRevoked } from './mirrored-rules.ts';
import { aclAssociationTypes, aclRuleTypes, aclTypes, NetworkAcls } from './network-acls.ts';
import { cidrTypes, Networks, networkDataTypes, type Subnet, subnetTypes, vpcTypes } from './networks.ts';
import { DefaultGroups, groupDataTypes, otherGroups } from './other-groups.ts';
import { poolsOf } from './pools.ts';
import { listDataTypes, listEntryTypes, listTypes, PrefixLists } from './prefix-lists.ts';
import { groupOf, groupTypes, inlineRules, ruleOf, ruleTypes } from './security-groups.ts';

/**
 * For a new group the provider removes AWS's default rule (hashicorp/terraform-provider-aws website/docs/r/security_group,
 * default_security_group). An instance has interfaces of its own where none is given.
 */
const emptyUnlessGiven: EmptyUnlessGiven = {
  aws_security_group: ['ingress', 'egress'],
  aws_default_security_group: ['ingress', 'egress'],
  aws_security_group_rule: ['source_security_group_id'],
  aws_ec2_managed_prefix_list: ['entry'],
  aws_network_acl: ['ingress', 'egress', 'subnet_ids'],
  aws_default_network_acl: ['ingress', 'egress', 'subnet_ids'],
  aws_instance: ['network_interface', 'primary_network_interface'],
  aws_spot_instance_request: ['network_interface'],
  aws_autoscaling_group: ['mixed_instances_policy'],
};

/** What is read of a plan, each kind apart. */
const kinds = {
  groups: groupTypes,
  rules: ruleTypes,
  lists: listTypes,
  entries: listEntryTypes,
  vpcs: vpcTypes,
  subnets: subnetTypes,
  cidrs: cidrTypes,
  machines: machineTypes,
  acls: aclTypes,
  aclRules: aclRuleTypes,
  associations: aclAssociationTypes,
} as const;

type Kind = keyof typeof kinds;

const kindOf: ReadonlyMap<string, Kind> = new Map(
  (Object.keys(kinds) as Kind[]).flatMap((kind) => [...kinds[kind]].map((type) => [type, kind] as const)),
);
const types: ReadonlySet<string> = new Set(kindOf.keys());
const dataTypes: ReadonlySet<string> = new Set([...listDataTypes, ...networkDataTypes, ...groupDataTypes]);

/** Reads what a plan, or a state, has of AWS. */
export function readAws(plan: Plan): Firewalling {
  const read = resourcesIn(plan);
  const data = [...dataOf(plan.value, dataTypes)].map((instance) =>
    plan.attributesOf(instance, instance.after ?? {}, emptyUnlessGiven),
  );
  const dataIn = (wanted: ReadonlySet<string>) => data.filter(({ instance: { type } }) => wanted.has(type));
  const groups = read.of.groups.map(groupOf);
  const networks = new Networks({ ...read.of, data: dataIn(networkDataTypes) }, plan.root);
  const defaults = new DefaultGroups(groups, networks.vpcs);
  const lists = new PrefixLists(
    read.of.lists,
    dataIn(listDataTypes),
    read.of.entries,
    read.all.filter(({ type }) => listEntryTypes.has(type)),
    plan.root,
  );
  const isId = (text: string) => text.startsWith('sg-');
  const others = otherGroups(groups, networks.vpcs, defaults, dataIn(groupDataTypes));
  const references = { groups: new ReferenceResolver(groups, plan.root, isId, undefined, others), lists };
  const mirror = mirrorOf(read.all.filter(({ type }) => ruleTypes.has(type)));
  const inline = groups.flatMap((group) => [...inlineRules(group, references, mirror)]);
  const rules = [...inline, ...read.of.rules.flatMap((values) => withoutRevoked(ruleOf(values, references)) ?? [])];
  const aclsNow = read.all.filter(({ type }) => aclRuleTypes.has(type));
  const acls = new NetworkAcls({ ...read.of, now: aclsNow }, networks, references, plan.root);
  const defaultGroup = (subnets: readonly Subnet[] | undefined) => defaults.of(subnets?.[0]?.vpc);
  const around = { groups: references.groups, subnets: networks.subnets, defaultGroup };
  const machines = machinesOf(read.of.machines, around, plan.root);
  const { pools, nodes } = poolsOf({ groups, rules, machines, named: read.named, plan, networks, acls });
  return {
    groups,
    rules: [...rules, ...acls.rules],
    lists: lists.values,
    nodes: new Set(groups.filter(({ source }) => read.named.has(source))),
    pools,
    machines: read.of.machines.map((source) => ({ source, node: nodes.get(source) ?? 'no' })),
    filters: acls.values,
  };
}

/** The resources of a plan by their kind, all that there are or were, and which the config names. */
function resourcesIn(plan: Plan) {
  const of = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []])) as unknown as {
    readonly [kind in Kind]: Attributes[];
  };
  const all: Instance[] = [];
  const named = new Set<unknown>();
  for (const instance of instancesOf(plan.value, types)) {
    const isNamed = (groupTypes.has(instance.type) || nodeTypes.has(instance.type)) && plan.isNodes(instance);
    all.push(instance);
    const kind = kindOf.get(instance.type);
    if (instance.after === undefined || kind === undefined) continue;
    const values = plan.attributesOf(instance, instance.after, emptyUnlessGiven);
    of[kind].push(values);
    if (isNamed) named.add(values);
  }
  return { of, all, named };
}

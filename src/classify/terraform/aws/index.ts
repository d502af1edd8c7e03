/** The firewalling of AWS in a plan: security groups, their rules, and the prefix lists that these name. */
import { text } from '../../../lib/json.ts';
import type { Group } from '../../firewall/rule.ts';
import type { Attributes, EmptyUnlessGiven } from '../attributes.ts';
import type { Firewalling, Plan, TerraformGroup } from '../firewalling.ts';
import { dataOf, type Instance, instancesOf } from '../instances.ts';
import { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';
import { mirrored, withoutRevoked } from './mirrored-rules.ts';
import { otherGroups, vpcTypes } from './other-groups.ts';
import { poolsOf } from './pools.ts';
import { listDataTypes, listEntryTypes, listTypes, PrefixLists } from './prefix-lists.ts';
import { groupOf, groupTypes, inlineRules, ruleOf, ruleTypes } from './security-groups.ts';

/**
 * For a new group the provider removes AWS's default rule (hashicorp/terraform-provider-aws website/docs/r/security_group,
 * default_security_group).
 */
const emptyUnlessGiven: EmptyUnlessGiven = {
  aws_security_group: ['ingress', 'egress'],
  aws_default_security_group: ['ingress', 'egress'],
  aws_security_group_rule: ['source_security_group_id'],
  aws_ec2_managed_prefix_list: ['entry'],
};

const types: ReadonlySet<string> = new Set([...groupTypes, ...ruleTypes, ...listTypes, ...listEntryTypes, ...vpcTypes]);

/** Reads what a plan, or a state, has of AWS. */
export function readAws(plan: Plan): Firewalling {
  const groups: TerraformGroup[] = [];
  const nodes = new Set<Group>();
  const ruleResources: Attributes[] = [];
  const mirror = new Set<string>();
  const lists: Attributes[] = [];
  const listEntries: Attributes[] = [];
  const listEntriesNow: Instance[] = [];
  const vpcs: Attributes[] = [];
  for (const instance of instancesOf(plan.value, types)) {
    const isNodes = groupTypes.has(instance.type) && plan.isNodes(instance);
    if (ruleTypes.has(instance.type)) mirrored(instance, mirror);
    if (listEntryTypes.has(instance.type)) listEntriesNow.push(instance);
    if (instance.after === undefined) continue;
    const values = plan.attributesOf(instance, instance.after, emptyUnlessGiven);
    if (ruleTypes.has(instance.type)) ruleResources.push(values);
    else if (listTypes.has(instance.type)) lists.push(values);
    else if (listEntryTypes.has(instance.type)) listEntries.push(values);
    else if (vpcTypes.has(instance.type)) vpcs.push(values);
    else {
      const group = groupOf(values);
      groups.push(group);
      if (isNodes) nodes.add(group);
    }
  }
  const data = [...dataOf(plan.value, listDataTypes)].map((instance) =>
    plan.attributesOf(instance, instance.after ?? {}, emptyUnlessGiven),
  );
  const prefixLists = new PrefixLists(lists, data, listEntries, listEntriesNow, plan.root);
  const references = {
    groups: new ReferenceResolver(
      groups,
      plan.root,
      (text) => text.startsWith('sg-'),
      undefined,
      otherGroups(groups, new ReferenceResolver(vpcs.map(vpcOf), plan.root)),
    ),
    lists: prefixLists,
  };
  const inline = groups.flatMap((group) => [...inlineRules(group, references, mirror)]);
  const rules = [...inline, ...ruleResources.flatMap((values) => withoutRevoked(ruleOf(values, references)) ?? [])];
  return {
    groups,
    rules,
    lists: prefixLists.values,
    nodes,
    pools: poolsOf({ groups, rules, nodes, whole: plan.whole }),
  };
}

function vpcOf(values: Attributes): Target {
  const id = text(values.at(['id']), []);
  return { instance: values.instance, id: id === '' ? undefined : id, label: undefined };
}

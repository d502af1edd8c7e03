/** The firewalling of AWS in a plan: security groups, their rules, and the prefix lists that these name. */
import type { Group } from '../../firewall/rule.ts';
import type { EmptyUnlessGiven, Values } from '../attributes.ts';
import type { Firewalling, Plan, TerraformGroup } from '../firewalling.ts';
import { dataOf, type Entry, entriesOf } from '../instances.ts';
import { ReferenceResolver } from '../references.ts';
import { mirrored } from './mirrored-rules.ts';
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

const types: ReadonlySet<string> = new Set([...groupTypes, ...ruleTypes, ...listTypes, ...listEntryTypes]);

/** Reads what a plan, or a state, has of AWS. */
export function readAws(plan: Plan): Firewalling {
  const groups: TerraformGroup[] = [];
  const nodes = new Set<Group>();
  const ruleResources: Values[] = [];
  const mirror = new Set<string>();
  const lists: Values[] = [];
  const listEntries: Values[] = [];
  const listEntriesNow: Entry[] = [];
  for (const entry of entriesOf(plan.value, types)) {
    const isNodes = groupTypes.has(entry.type) && plan.isNodes(entry);
    if (ruleTypes.has(entry.type)) mirrored(entry, mirror);
    if (listEntryTypes.has(entry.type)) listEntriesNow.push(entry);
    if (entry.after === undefined) continue;
    const values = plan.valuesOf(entry, entry.after, emptyUnlessGiven);
    if (ruleTypes.has(entry.type)) ruleResources.push(values);
    else if (listTypes.has(entry.type)) lists.push(values);
    else if (listEntryTypes.has(entry.type)) listEntries.push(values);
    else {
      const group = groupOf(values);
      groups.push(group);
      if (isNodes) nodes.add(group);
    }
  }
  const data = [...dataOf(plan.value, listDataTypes)].map((entry) =>
    plan.valuesOf(entry, entry.after ?? {}, emptyUnlessGiven),
  );
  const prefixLists = new PrefixLists(lists, data, listEntries, listEntriesNow, plan.root);
  const references = {
    groups: new ReferenceResolver(groups, plan.root, (text) => text.startsWith('sg-')),
    lists: prefixLists,
  };
  const inline = groups.flatMap((group) => [...inlineRules(group, references, mirror)]);
  const rules = [...inline, ...ruleResources.map((values) => ruleOf(values, references))];
  return { groups, rules, lists: prefixLists.values, nodes };
}

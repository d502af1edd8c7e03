/** The firewalling of Azure in a plan: network security groups, and the machines that they stand before. */
import { append } from '../../../lib/lists.ts';
import type { Attributes, EmptyUnlessGiven } from '../attributes.ts';
import type { Firewalling, Plan, TerraformGroup } from '../firewalling.ts';
import { instancesOf } from '../instances.ts';
import { GroupNames, Mirrored } from './group-names.ts';
import { RuleBook } from './layers.ts';
import { machineTypes, Network, networkTypes } from './machines.ts';
import { poolsOf } from './pools.ts';
import { type AzureRule, groupOf, inlineRules, ruleResource } from './security-groups.ts';

/** Optional and computed: without blocks of its own, a new group has no rule. */
const emptyUnlessGiven: EmptyUnlessGiven = { azurerm_network_security_group: ['security_rule'] };

const groupType = 'azurerm_network_security_group';
const ruleType = 'azurerm_network_security_rule';
const types: ReadonlySet<string> = new Set([groupType, ruleType, ...machineTypes, ...networkTypes]);

/** Reads what a plan, or a state, has of Azure. */
export function readAzure(plan: Plan): Firewalling {
  const groups: TerraformGroup[] = [];
  const nodes = new Set<TerraformGroup>();
  const ruleResources: Attributes[] = [];
  const machines: Attributes[] = [];
  const namedMachines = new Set<Attributes>();
  const network: Attributes[] = [];
  const mirrored = new Mirrored();
  for (const instance of instancesOf(plan.value, types)) {
    const { type } = instance;
    const isNodes = (type === groupType || machineTypes.has(type)) && plan.isNodes(instance);
    if (type === ruleType) mirrored.add(instance);
    if (instance.after === undefined) continue;
    const values = plan.attributesOf(instance, instance.after, emptyUnlessGiven);
    if (type === ruleType) ruleResources.push(values);
    else if (type === groupType) {
      const group = groupOf(values);
      groups.push(group);
      if (isNodes) nodes.add(group);
    } else if (machineTypes.has(type)) {
      machines.push(values);
      if (isNodes) namedMachines.add(values);
    } else network.push(values);
  }
  const names = new GroupNames(groups, plan.root);
  const placed = new Network(network, names.ids, plan.root);
  const references = { groups: names, applicationGroups: placed.applicationGroups };
  const rules: AzureRule[] = groups.flatMap((group) => inlineRules(group, references, mirrored));
  for (const values of ruleResources) append(rules, ruleResource(values, references));
  return {
    groups,
    rules: rules.map(({ rule }) => rule),
    lists: [],
    pools: poolsOf({ groups, machines, nodes, namedMachines, network: placed, book: new RuleBook(rules, plan.whole) }),
    nodes,
  };
}

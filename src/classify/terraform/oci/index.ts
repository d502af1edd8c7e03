/** The firewalling of Oracle Cloud Infrastructure in a plan. */
import { mostPools } from '../../firewall/pool.ts';
import type { Attributes, EmptyUnlessGiven } from '../attributes.ts';
import { anything, type Carrier, poolsOf } from '../carriers.ts';
import type { Firewalling, Plan, TerraformGroup, TerraformRule } from '../firewalling.ts';
import { instancesOf } from '../instances.ts';
import { Named } from '../named.ts';
import { machineTypes, Networks, subnetType, vcnType } from './networks.ts';
import { groupOf, groupRule, groupType, listRules, listTypes, ruleType } from './rules.ts';

/** What the provider calls computed, and the cloud leaves empty. */
const emptyUnlessGiven: EmptyUnlessGiven = {
  oci_core_security_list: ['ingress_security_rules', 'egress_security_rules'],
  oci_core_default_security_list: ['ingress_security_rules', 'egress_security_rules'],
  oci_core_subnet: ['security_list_ids'],
  oci_core_network_security_group_security_rule: ['tcp_options', 'udp_options', 'source_type', 'destination_type'],
};

const networkTypes: ReadonlySet<string> = new Set([subnetType, vcnType]);
const nameable: ReadonlySet<string> = new Set([...listTypes, groupType, ...machineTypes]);
const types: ReadonlySet<string> = new Set([...nameable, ruleType, ...networkTypes]);

/** Reads what a plan, or a state, has of Oracle Cloud Infrastructure. */
export function readOci(plan: Plan): Firewalling {
  const all: Attributes[] = [];
  for (const instance of instancesOf(plan.value, types)) {
    // One that goes is named, though it is none any more.
    if (instance.after === undefined && nameable.has(instance.type)) plan.isNodes(instance);
    if (instance.after !== undefined) all.push(plan.attributesOf(instance, instance.after, emptyUnlessGiven));
  }
  const of = (isOf: (type: string) => boolean) => all.filter(({ instance }) => isOf(instance.type));
  const lists = of((type) => listTypes.has(type)).map(groupOf);
  const securityGroups = of((type) => type === groupType).map(groupOf);
  const byId = new Named(securityGroups, plan.root);
  const networks = new Networks(
    of((type) => networkTypes.has(type)),
    { lists, groups: byId },
    plan.root,
  );
  const groups: readonly TerraformGroup[] = [...lists, ...securityGroups];
  const rules = [
    ...lists.flatMap(listRules),
    ...of((type) => type === ruleType).map((values) => groupRule(values, byId)),
  ];
  const machines = of((type) => machineTypes.has(type));
  const carriers = machines.map((machine) => networks.carrierOf(machine));
  const nodes = groups.filter(({ instance }) => plan.isNodes(instance));
  const carried = new Set(carriers.flatMap((carrier) => [...carrier.groups]));
  const alone = nodes.filter((group) => group.instance.type === groupType && !carried.has(group)).slice(0, mostPools);
  return {
    groups,
    rules,
    lists: [],
    nodes: new Set(nodes),
    pools: poolsOf(
      {
        provider: 'oci',
        noun: 'security lists and network security groups',
        groups,
        rules,
        carriers: [...carriers, ...alone.map((group) => membersOf(group, lists))],
        // Where the config names none, nothing tells which lists stand before the members of a group.
        hasMore: nodes.length === 0,
        // A new network's default list lets all out: what a group lets out says nothing without the lists.
        out: (carried) => ({
          rules: carried.some(({ instance }) => listTypes.has(instance.type)) ? [] : carried.map(perhapsOut),
          otherwise: 'deny',
        }),
      },
      plan,
    ),
  };
}

function perhapsOut({ source }: TerraformGroup): TerraformRule {
  return anything('oci', source, 'out', []);
}

/** The members of a group that no machine of the plan carries; each security list of the plan may be their subnet's. */
function membersOf(group: TerraformGroup, lists: readonly TerraformGroup[]): Carrier {
  return {
    values: group.source,
    groups: new Set([group, ...lists]),
    foreign: new Set(),
    unknown: [],
    hasMore: false,
    isOpen: false,
    words: [],
  };
}

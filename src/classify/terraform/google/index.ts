/** The firewalling of Google Cloud in a plan: networks, their firewall rules, and policies. */
import { append } from '../../../lib/lists.ts';
import type { Attributes, EmptyUnlessGiven } from '../attributes.ts';
import type { Firewalling, Plan } from '../firewalling.ts';
import { instancesOf } from '../instances.ts';
import { Filters } from './filters.ts';
import { type Audience, audienceOf, firewallRules, firewallType, type GoogleRule } from './firewalls.ts';
import { machineOf, machineTypes, managed, managerTypes } from './machines.ts';
import { Accounts, accountType } from './names.ts';
import { Networks, networkType, subnetworkType } from './networks.ts';
import { Policies, policyResourceTypes } from './policies.ts';
import { poolsOf } from './pools.ts';

/**
 * What older providers call computed, and Google then fills in: all of IPv4 as source where no other is given, INGRESS, and the
 * default of a destination (hashicorp/terraform-provider-google google/services/compute/resource_compute_firewall.go).
 */
const emptyUnlessGiven: EmptyUnlessGiven = {
  [firewallType]: ['source_ranges', 'destination_ranges', 'direction'],
};

const types: ReadonlySet<string> = new Set([
  networkType,
  subnetworkType,
  firewallType,
  accountType,
  ...policyResourceTypes,
  ...machineTypes,
  ...managerTypes,
]);

/** What the config may name. */
const nameable: ReadonlySet<string> = new Set([networkType, firewallType, ...machineTypes, ...managerTypes]);

/** Reads what a plan, or a state, has of Google Cloud. */
export function readGoogle(plan: Plan): Firewalling {
  const byType = new Map<string, Attributes[]>();
  const machines: Attributes[] = [];
  const policyResources: Attributes[] = [];
  const managers: Attributes[] = [];
  for (const instance of instancesOf(plan.value, types)) {
    // One that goes is named, though it is none any more.
    if (instance.after === undefined && nameable.has(instance.type)) plan.isNodes(instance);
    if (instance.after === undefined) continue;
    const values = plan.attributesOf(instance, instance.after, emptyUnlessGiven);
    if (machineTypes.has(instance.type)) machines.push(values);
    else if (policyResourceTypes.has(instance.type)) policyResources.push(values);
    else if (managerTypes.has(instance.type)) managers.push(values);
    else {
      const list = byType.get(instance.type);
      if (list === undefined) byType.set(instance.type, [values]);
      else list.push(values);
    }
  }
  const of = (type: string) => byType.get(type) ?? [];
  const networks = new Networks(of(networkType), of(subnetworkType), plan.root);
  const references = { networks, accounts: new Accounts(of(accountType), plan.root) };
  const audiences = new Map<Attributes, Audience>();
  const firewalls: GoogleRule[] = [];
  for (const values of of(firewallType)) {
    audiences.set(values, audienceOf(values, references));
    append(firewalls, firewallRules(values, references));
  }
  const policies = new Policies(policyResources, references, plan.root);
  const filters = new Filters(firewalls, policies, plan.whole);
  const read = machines.flatMap((values) => machineOf(values, references) ?? []);
  const found = {
    machines: read,
    managed: managed(managers, read, plan.root),
    networks,
    firewalls,
    audiences,
  };
  return {
    groups: networks.groups,
    rules: [...firewalls, ...policies.all.flatMap(({ rules }) => rules)].map(({ rule }) => rule),
    lists: [],
    pools: poolsOf(found, filters, plan),
    nodes: new Set(networks.groups.filter(({ instance }) => plan.isNodes(instance))),
  };
}

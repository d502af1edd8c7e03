/** The firewalling of DigitalOcean in a plan: firewalls, and the Droplets that they stand before. */
import type { Attributes } from '../attributes.ts';
import type { Firewalling, Plan, TerraformGroup } from '../firewalling.ts';
import { instancesOf } from '../instances.ts';
import { Named, namedResource } from '../named.ts';
import { groupOf, rulesOf } from './firewalls.ts';
import { machineTypes, poolsOf } from './pools.ts';

const groupType = 'digitalocean_firewall';
const types: ReadonlySet<string> = new Set([groupType, ...machineTypes]);

/** Reads what a plan, or a state, has of DigitalOcean. */
export function readDigitalOcean(plan: Plan): Firewalling {
  const groups: TerraformGroup[] = [];
  const nodes = new Set<TerraformGroup>();
  const machines: Attributes[] = [];
  const namedMachines = new Set<Attributes>();
  for (const instance of instancesOf(plan.value, types)) {
    const isNodes = plan.isNodes(instance);
    if (instance.after === undefined) continue;
    const values = plan.attributesOf(instance, instance.after, {});
    if (instance.type === groupType) {
      const group = groupOf(values);
      groups.push(group);
      if (isNodes) nodes.add(group);
    } else {
      machines.push(values);
      if (isNodes) namedMachines.add(values);
    }
  }
  const droplets = new Named(
    machines.filter(({ instance }) => instance.type === 'digitalocean_droplet').map(namedResource),
    plan.root,
  );
  const rules = groups.flatMap((group) => rulesOf(group, droplets));
  const pools = poolsOf({ groups, rules, machines, nodes, namedMachines, droplets, isWhole: plan.whole });
  return { groups, rules, lists: [], pools, nodes };
}

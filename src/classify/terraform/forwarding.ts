/**
 * Machines and network interfaces that pass on only packets from and to their own addresses, so that those of pods are dropped
 * where nothing wraps them (hashicorp/terraform-provider-aws website/docs/r: instance, network_interface; terraform-provider-google:
 * compute_instance, compute_instance_template; terraform-provider-azurerm: network_interface).
 */
import type { JsonObject } from '../../model/document.ts';
import type { Attributes } from './attributes.ts';
import { calledNode } from './called.ts';
import type { Firewalling, Plan, TerraformMachine } from './firewalling.ts';
import { instancesOf } from './instances.ts';

/** The attribute that says it, the value with which others' packets are dropped, and whether that holds where it is not there. */
interface Check {
  readonly attributes: readonly string[];
  readonly drops: boolean;
  readonly isDefault: boolean;
}

const canForward: Check = { attributes: ['can_ip_forward'], drops: false, isDefault: true };
const sourceDest: Check = { attributes: ['source_dest_check'], drops: true, isDefault: false };

const checks: { readonly [type: string]: Check } = {
  // Null where the interfaces that it names say it themselves.
  aws_instance: sourceDest,
  aws_spot_instance_request: sourceDest,
  aws_network_interface: { ...sourceDest, isDefault: true },
  google_compute_instance: canForward,
  google_compute_instance_template: canForward,
  google_compute_region_instance_template: canForward,
  // The older one is of azurerm 3.
  azurerm_network_interface: {
    attributes: ['ip_forwarding_enabled', 'enable_ip_forwarding'],
    drops: false,
    isDefault: true,
  },
};

const otherTypes: ReadonlySet<string> = new Set(Object.keys(checks).filter((type) => !type.startsWith('aws_')));

/** The machines of clouds whose readers tell of no machines. */
export function readForwarding(plan: Plan): Firewalling {
  const machines: TerraformMachine[] = [];
  for (const instance of instancesOf(plan.value, otherTypes)) {
    const isNamed = plan.isNodes(instance);
    if (instance.after === undefined) continue;
    const source = plan.attributesOf(instance, instance.after, {});
    machines.push({ source, node: isNamed ? 'named' : calledNode(source) === undefined ? 'no' : 'suggested' });
  }
  return { groups: [], rules: [], lists: [], pools: [], nodes: new Set(), machines };
}

/** `forwards`: `no` where it drops the packets of pods. `path`: where it says so. */
export function machineInput({ source, node }: TerraformMachine): JsonObject {
  const check = checks[source.instance.type];
  return { node, ...(check === undefined ? { forwards: 'unknown', path: [] } : forwarding(source, check)) };
}

function forwarding(source: Attributes, { attributes, drops, isDefault }: Check): JsonObject {
  const [first = ''] = attributes;
  const given = attributes.find((name) => typeof source.at([name]) === 'boolean');
  const unknown = attributes.find((name) => source.isUnknown([name]));
  const path = [given ?? unknown ?? first];
  if (given !== undefined) return { forwards: source.at([given]) === drops ? 'no' : 'yes', path };
  return { forwards: unknown === undefined && isDefault ? 'no' : 'unknown', path };
}

/**
 * Machines of Google Cloud that may be nodes: instances, their templates, and node pools of GKE
 * (hashicorp/terraform-provider-google website/docs/r: compute_instance, compute_instance_template, container_node_pool).
 */
import { isObject } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import { blockOf } from '../traversal.ts';
import type { References } from './firewalls.ts';
import { namesAt } from './names.ts';
import { named, type Place, privateRanges, resolverOf, targetOf } from './networks.ts';

/** Types of machines, with the paths of the block that holds tags and the service account. */
const shapes = new Map<string, { readonly tags: Path; readonly account: Path; readonly isManaged: boolean }>([
  ...[
    'google_compute_instance',
    'google_compute_instance_template',
    'google_compute_region_instance_template',
    'google_compute_instance_from_template',
  ].map((type) => [type, { tags: ['tags'], account: ['service_account', 0, 'email'], isManaged: false }] as const),
  ...(
    [
      ['google_container_node_pool', ['node_config', 0]],
      ['google_container_cluster', ['node_config', 0]],
    ] as const
  ).map(
    ([type, config]) =>
      [type, { tags: [...config, 'tags'], account: [...config, 'service_account'], isManaged: true }] as const,
  ),
]);

export const machineTypes: ReadonlySet<string> = new Set(shapes.keys());

/** What rules see of a machine. */
export interface Machine extends Place {
  /** As messages call it. */
  readonly address: string;
  /** See Pool. */
  readonly block: string;
  readonly values: Attributes;
  /** Tags and service accounts. */
  readonly names: ReadonlySet<string>;
  /** False where it may have more. */
  readonly whole: boolean;
  /** True where rules that no plan holds stand before it: those that GKE makes, or those of a second interface's network. */
  readonly hasMore: boolean;
}

/** A machine of a plan; undefined for a resource that is none. */
export function machineOf(values: Attributes, references: References): Machine | undefined {
  const shape = shapes.get(values.instance.type);
  if (shape === undefined) return undefined;
  const names = namesAt(values, { tags: shape.tags, accounts: shape.account }, references.accounts);
  const common = {
    values,
    address: values.address,
    block: blockOf(values.instance),
    names: new Set(names?.known.map(({ text }) => text)),
    whole: (names?.unknown.length ?? 0) === 0 && values.instance.type !== 'google_compute_instance_from_template',
  };
  if (shape.isManaged) {
    const network = references.networks.at(values, ['network']);
    return { ...common, whole: false, network, cidrs: privateRanges, region: undefined, hasMore: true };
  }
  const interfaces = values.list(['network_interface']);
  const path = ['network_interface', 0];
  const isKnown = interfaces.length > 0 && isObject(interfaces[0]);
  const seen = isKnown ? references.networks.ofInterface(values, path) : nowhere;
  return { ...common, ...seen, hasMore: interfaces.length > 1 };
}

/** Instances in groups (hashicorp/terraform-provider-google website/docs/r/compute_instance_group_manager). */
export const managerTypes: ReadonlySet<string> = new Set([
  'google_compute_instance_group_manager',
  'google_compute_region_instance_group_manager',
]);

/** The machines of groups, made from templates of the plan; those from others are not known. */
export function managed(
  managers: readonly Attributes[],
  templates: readonly Machine[],
  root: Module | undefined,
): readonly Machine[] {
  const resolver = resolverOf(
    templates.map((machine) => ({ ...targetOf(machine.values), machine })),
    root,
  );
  return managers.flatMap((values) =>
    [...values.list(['version']).keys()].map((i) => {
      const template = named(values, ['version', i, 'instance_template'], resolver);
      const own = { values, address: values.address, block: blockOf(values.instance) };
      if (template.is === 'known') return { ...template.item.machine, ...own };
      return { ...own, names: new Set<string>(), whole: false, hasMore: true, ...nowhere };
    }),
  );
}

const nowhere: Place = {
  network: { is: 'unknown', candidates: [], any: true },
  cidrs: undefined,
  region: undefined,
};

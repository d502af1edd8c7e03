/**
 * The machines of AWS in a plan, and the security groups that they carry (hashicorp/terraform-provider-aws website/docs/r:
 * instance, spot_instance_request, spot_fleet_request, launch_template, launch_configuration, autoscaling_group, eks_node_group,
 * network_interface, network_interface_attachment, network_interface_sg_attachment).
 */
import { isObject, text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import type { TerraformGroup } from '../firewalling.ts';
import { ReferenceResolver } from '../references.ts';
import type { Named } from '../search.ts';
import type { Target } from '../targets.ts';
import { type Carried, isEmpty, merge, note, nothing } from './carried.ts';
import { instance, type Shape, shapes } from './machine-shapes.ts';
import type { Subnet } from './networks.ts';
import { referenceAt } from './reference-at.ts';

const templateTypes: ReadonlySet<string> = new Set(['aws_launch_template', 'aws_launch_configuration']);

const interfaceType = 'aws_network_interface';

export const machineTypes: ReadonlySet<string> = new Set([
  ...Object.keys(shapes),
  interfaceType,
  'aws_network_interface_attachment',
  'aws_network_interface_sg_attachment',
  'aws_eks_cluster',
]);

/** Types of resources that `terraform.nodes` may name beside groups. */
export const nodeTypes: ReadonlySet<string> = new Set(Object.keys(shapes));

/** An instance, a pool of machines, or a template of some that nothing in the plan uses. */
export interface Machine {
  readonly values: Attributes;
  /** What else of the plan makes it what it is: its templates. */
  readonly templates: readonly Attributes[];
  readonly interfaces: Attributes[];
  readonly carried: Carried;
  /** Undefined where it is not known in which it is. */
  subnets: readonly Subnet[] | undefined;
}

/** What machines refer to. */
export interface Around {
  readonly groups: ReferenceResolver<TerraformGroup>;
  readonly subnets: ReferenceResolver<Subnet>;
  /** The default group of the VPC of a machine. */
  defaultGroup(subnets: readonly Subnet[] | undefined): TerraformGroup | 'foreign' | undefined;
}

interface Part extends Target {
  readonly values: Attributes;
}

/** All machines among the resources of a plan. */
export function machinesOf(all: readonly Attributes[], around: Around, root: Module | undefined): Machine[] {
  const parts = (types: (type: string) => boolean) => all.filter(({ instance: { type } }) => types(type)).map(partOf);
  const templates = new ReferenceResolver(
    parts((type) => templateTypes.has(type)),
    root,
    (id) => /^lt-/.test(id),
    templateNames,
  );
  const ends = parts((type) => type === interfaceType || instanceTypes.has(type));
  const interfaces = new ReferenceResolver(ends, root, undefined, interfaceNames);
  const clusters = new ReferenceResolver(
    parts((type) => type === 'aws_eks_cluster'),
    root,
    () => false,
    templateNames,
  );
  const reader = new MachineReader({ ...around, templates, interfaces, clusters });
  const machines = new Map<Attributes, Machine>();
  for (const values of all) {
    if (shapes[values.instance.type] !== undefined) machines.set(values, reader.read(values));
  }
  const interfacesOf = new Map<Attributes, Attributes>();
  for (const values of all) {
    if (values.instance.type !== 'aws_network_interface_attachment') continue;
    const end = referenceAt(values, ['instance_id'], interfaces);
    const itself = referenceAt(values, ['network_interface_id'], interfaces);
    if (end.is === 'known' && itself.is === 'known') interfacesOf.set(itself.item.values, end.item.values);
  }
  for (const values of all) {
    const { type } = values.instance;
    if (type === interfaceType) reader.addInterface(values, machines, interfacesOf);
    if (type === 'aws_network_interface_sg_attachment') reader.addAttachment(values, machines, interfacesOf);
  }
  return [...machines.values()]
    .filter(({ values }) => !reader.used.has(values))
    .map((machine) => reader.completed(machine));
}

const instanceTypes: ReadonlySet<string> = new Set(['aws_instance', 'aws_spot_instance_request']);
const templateNames: ReadonlySet<string> = new Set(['id', 'name', 'latest_version', 'default_version']);
const interfaceNames: ReadonlySet<string> = new Set(['id', 'primary_network_interface_id', 'spot_instance_id']);

type Everything = Around & {
  readonly templates: ReferenceResolver<Part>;
  readonly interfaces: ReferenceResolver<Part>;
  readonly clusters: ReferenceResolver<Part>;
};

class MachineReader {
  /** Templates that other machines of the plan are made from, and interfaces that instances name. */
  readonly used = new Set<Attributes>();
  readonly #named = new Map<Attributes, Attributes>();
  readonly #around: Everything;

  constructor(around: Everything) {
    this.#around = around;
  }

  read(values: Attributes): Machine {
    const shape = shapes[values.instance.type] ?? instance;
    const carried = nothing();
    for (const pattern of shape.groups) for (const path of places(values, pattern)) this.#carry(values, path, carried);
    for (const pattern of shape.interfaces) {
      for (const path of places(values, pattern)) {
        const end = this.#reference(values, path, this.#around.interfaces);
        if (end !== undefined) this.#named.set(end.values, values);
        else if (isNamed(values, path)) carried.any = note(carried, values, path);
      }
    }
    const templates: Attributes[] = [];
    for (const pattern of shape.templates) {
      for (const path of places(values, pattern)) this.#template(values, path, templates, carried);
    }
    return { values, templates, interfaces: [], carried, subnets: this.#subnets(values, shape) };
  }

  /** With the groups of its template, or those that AWS gives where nothing gives one. */
  completed(machine: Machine): Machine {
    const { values, templates, carried } = machine;
    const own = isEmpty(carried);
    const made = templates.map((template) => this.read(template));
    if (own) for (const template of made) merge(carried, template.carried);
    const subnets = machine.subnets ?? made.map((template) => template.subnets).find((list) => list !== undefined);
    if (isEmpty(carried)) this.#given(values, templates, carried, subnets);
    return { ...machine, subnets };
  }

  addInterface(
    values: Attributes,
    machines: ReadonlyMap<Attributes, Machine>,
    ends: ReadonlyMap<Attributes, Attributes>,
  ): void {
    const owner = this.#named.get(values) ?? ends.get(values) ?? this.#attached(values);
    const machine = owner === undefined ? undefined : machines.get(owner);
    if (machine === undefined) return;
    machine.interfaces.push(values);
    machine.subnets ??= this.#subnets(values, { ...instance, subnets: [['subnet_id']] });
    this.#carry(values, ['security_groups'], machine.carried);
  }

  addAttachment(
    values: Attributes,
    machines: ReadonlyMap<Attributes, Machine>,
    ends: ReadonlyMap<Attributes, Attributes>,
  ): void {
    const end = referenceAt(values, ['network_interface_id'], this.#around.interfaces);
    if (end.is !== 'known') return;
    const machine =
      machines.get(end.item.values) ??
      machines.get(this.#named.get(end.item.values) ?? ends.get(end.item.values) ?? values);
    if (machine !== undefined) this.#carry(values, ['security_group_id'], machine.carried);
  }

  #attached(values: Attributes): Attributes | undefined {
    const path = ['attachment', 0, 'instance'];
    return this.#reference(values, path, this.#around.interfaces)?.values;
  }

  #reference(values: Attributes, path: Path, among: ReferenceResolver<Part>): Part | undefined {
    const value = values.at(path);
    const reference =
      typeof value === 'string'
        ? among.byText(value)
        : values.isUnknown(path)
          ? among.byReference(values.instance, path)
          : undefined;
    return reference?.is === 'known' ? reference.item : undefined;
  }

  #template(values: Attributes, path: Path, templates: Attributes[], carried: Carried): void {
    const value = values.at(path);
    if (!isNamed(values, path)) return;
    const template = this.#reference(values, path, this.#around.templates) ?? this.#beside(values, path);
    if (template !== undefined) {
      if (!templates.includes(template.values)) templates.push(template.values);
      this.used.add(template.values);
    } else if (templates.length === 0) {
      if (values.isUnknown(path)) carried.any = note(carried, values, path);
      else carried.foreign.add(`those of ${value}`);
    }
  }

  /** The only template of a module, where a dynamic block or a local value of it hides which one is meant. */
  #beside(values: Attributes, path: Path): Part | undefined {
    if (!values.isUnknown(path)) return undefined;
    const [template, ...more] = this.#around.templates.inModule(values.instance.module);
    return more.length === 0 ? template : undefined;
  }

  /** Adds the groups at a path: a list of ids, or one. */
  #carry(values: Attributes, path: Path, carried: Carried): void {
    const value = values.at(path);
    const list = Array.isArray(value) ? value : [value];
    let unknown = values.isUnknown(path);
    for (const [i, item] of list.entries()) {
      if (typeof item === 'string' && item !== '') {
        const reference = this.#around.groups.byText(item);
        if (reference.is === 'known') carried.groups.add(reference.item);
        else if (reference.is === 'foreign') carried.foreign.add(reference.id);
      } else if (values.isUnknown(Array.isArray(value) ? [...path, i] : path)) unknown = true;
    }
    if (!unknown || !values.mayBeGiven(path)) return;
    const named: Named<TerraformGroup> = this.#around.groups.allNamed(values.instance, path);
    for (const group of named.items) carried.groups.add(group);
    for (const id of named.foreign) carried.foreign.add(id);
    for (const group of named.candidates) carried.candidates.add(group);
    const any = named.any || named.items.length + named.foreign.length + named.candidates.length === 0;
    if (named.candidates.length > 0 || any) note(carried, values, path);
    carried.any ||= any;
  }

  /** What AWS gives to machines that name no group: EKS its cluster's, all others the default group of their VPC. */
  #given(
    values: Attributes,
    templates: readonly Attributes[],
    carried: Carried,
    subnets: readonly Subnet[] | undefined,
  ): void {
    if (values.instance.type === 'aws_eks_node_group') {
      const cluster = referenceAt(values, ['cluster_name'], this.#around.clusters);
      const id =
        cluster.is === 'known' ? cluster.item.values.at(['vpc_config', 0, 'cluster_security_group_id']) : undefined;
      const address = cluster.is === 'known' ? cluster.item.values.address : 'an EKS cluster';
      carried.foreign.add(typeof id === 'string' ? id : `${address}.vpc_config[0].cluster_security_group_id`);
      return;
    }
    const group = this.#around.defaultGroup(subnets);
    if (group === undefined) carried.any = true;
    else if (group === 'foreign') carried.foreign.add('the default group of its VPC');
    else carried.groups.add(group);
    if (group === undefined) note(carried, templates[0] ?? values, ['vpc_security_group_ids']);
  }

  #subnets(values: Attributes, shape: Shape): readonly Subnet[] | undefined {
    const subnets = new Set<Subnet>();
    for (const pattern of shape.subnets) {
      for (const path of places(values, pattern)) {
        const value = values.at(path);
        for (const item of Array.isArray(value) ? value : [value]) {
          if (typeof item !== 'string') continue;
          const reference = this.#around.subnets.byText(item);
          if (reference.is !== 'known') return undefined;
          subnets.add(reference.item);
        }
        if (!values.isPartlyUnknown(path)) continue;
        const named = this.#around.subnets.allNamed(values.instance, path);
        if (named.any || named.candidates.length > 0 || named.foreign.length > 0) return undefined;
        // One attribute names one subnet: of several nobody knows which.
        if (named.items.length > 1 && pattern.at(-1) === 'subnet_id') return undefined;
        for (const subnet of named.items) subnets.add(subnet);
      }
    }
    return subnets.size === 0 ? undefined : [...subnets];
  }
}

function partOf(values: Attributes): Part {
  const id = text(values.at(['id']), []);
  const label = text(values.at(['name']), []);
  return { values, instance: values.instance, id: id === '' ? undefined : id, label: label === '' ? undefined : label };
}

/** True where an attribute names something: it is known, or the configuration gives it. */
function isNamed(values: Attributes, path: Path): boolean {
  if (!values.isUnknown(path)) return typeof values.at(path) === 'string' && values.at(path) !== '';
  // Of the id and the name of a template the configuration gives one, and the other follows from it.
  return values.mayBeGiven(path) && (values.isGiven(path) || !values.isGiven(path.slice(0, 1)));
}

/** The places that a pattern means in a resource, those among them that are not known. */
function places(values: Attributes, pattern: Path, from: Path = []): Path[] {
  const [step, ...rest] = pattern;
  if (step === undefined) return [from];
  if (step !== '*') return places(values, rest, [...from, step]);
  const value = values.at(from);
  if (Array.isArray(value))
    return value.flatMap((item, i) => (isObject(item) ? places(values, rest, [...from, i]) : []));
  return values.isUnknown(from) ? places(values, rest, [...from, 0]) : [];
}

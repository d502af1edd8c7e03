/** The firewalling of OpenStack in a plan: security groups, their rules, and the machines and ports that carry them. */
import { isObject, text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Blame } from '../../firewall/pool.ts';
import type { Attributes, EmptyUnlessGiven } from '../attributes.ts';
import { anything, type Carrier, poolsOf } from '../carriers.ts';
import type { Firewalling, Plan, TerraformGroup } from '../firewalling.ts';
import { instancesOf } from '../instances.ts';
import { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';
import { textsAt } from '../texts.ts';
import { type Groups, groupOf, groupTypes, inlineRules, ruleOf, ruleType } from './security-groups.ts';

const instanceType = 'openstack_compute_instance_v2';
const portType = 'openstack_networking_port_v2';
const associationType = 'openstack_networking_port_secgroup_associate_v2';

const types: ReadonlySet<string> = new Set([...groupTypes, ruleType, instanceType, portType, associationType]);

/** What the provider calls computed, and the cloud leaves empty (openstack/resource_openstack_networking_secgroup_rule_v2.go). */
const emptyUnlessGiven: EmptyUnlessGiven = {
  [ruleType]: [
    'remote_group_id',
    'remote_ip_prefix',
    'remote_address_group_id',
    'protocol',
    'port_range_min',
    'port_range_max',
  ],
  [portType]: ['port_security_enabled', 'no_security_groups', 'security_group_ids'],
  [instanceType]: ['security_groups'],
};

const naming: ReadonlySet<string> = new Set(['id', 'name']);

/** What the config may name. */
const nameable: ReadonlySet<string> = new Set([...groupTypes, instanceType, portType]);

/** Reads what a plan, or a state, has of OpenStack. */
export function readOpenstack(plan: Plan): Firewalling {
  const all: Attributes[] = [];
  for (const instance of instancesOf(plan.value, types)) {
    // One that goes is named, though it is none any more.
    if (instance.after === undefined && nameable.has(instance.type)) plan.isNodes(instance);
    if (instance.after !== undefined) all.push(plan.attributesOf(instance, instance.after, emptyUnlessGiven));
  }
  const of = (type: string) => all.filter(({ instance }) => instance.type === type);
  const groups = all.filter(({ instance }) => groupTypes.has(instance.type)).map(groupOf);
  const references = new ReferenceResolver(groups, plan.root, isId, naming);
  const rules = [
    ...groups.flatMap((group) => [...inlineRules(group, references)]),
    ...of(ruleType).map((values) => ruleOf(values, references)),
  ];
  return {
    groups,
    rules,
    lists: [],
    nodes: new Set(groups.filter(({ instance }) => plan.isNodes(instance))),
    pools: poolsOf(
      {
        provider: 'openstack',
        noun: 'security groups',
        groups,
        rules,
        carriers: carriersOf(of(instanceType), of(portType), of(associationType), references, plan),
        hasMore: false,
        out: (carried) => ({
          rules: carried.filter(keepsDefaults).map(({ source }) => anything('openstack', source, 'out')),
          otherwise: 'deny',
        }),
      },
      plan,
    ),
  };
}

function isId(given: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(given);
}

/** A new group has rules that let everything out, unless they are deleted (the provider's page networking_secgroup_v2). */
function keepsDefaults({ source }: TerraformGroup): boolean {
  const deleted = source.at(['delete_default_rules']);
  return deleted !== true && deleted !== 'true';
}

interface Port extends Target {
  readonly carrier: Carrier;
}

/** Instances with the groups that they, or their ports, carry; and ports that no instance of the plan has. */
function carriersOf(
  instances: readonly Attributes[],
  ports: readonly Attributes[],
  associations: readonly Attributes[],
  groups: Groups,
  plan: Plan,
): readonly Carrier[] {
  const read: Port[] = ports.map((values) => ({ ...idOf(values), carrier: portOf(values, groups) }));
  const resolver = new ReferenceResolver(read, plan.root);
  for (const values of associations) {
    const reference = resolver.byReference(values.instance, ['port_id']);
    const [known] = textsAt(values, ['port_id']).known;
    const port = known === undefined ? reference : resolver.byText(known.text);
    if (port.is === 'known') addGroups(port.item.carrier, values, ['security_group_ids'], groups);
  }
  const used = new Set<Port>();
  const carriers = instances.map((values) => {
    const own: Port[] = [];
    let more = false;
    for (const i of values.list(['network']).keys()) {
      const path = ['network', i, 'port'];
      const { known, unknown } = textsAt(values, path);
      const [port] = known;
      const isReferred = unknown.length > 0;
      const reference = port === undefined ? resolver.byReference(values.instance, path) : resolver.byText(port.text);
      if (reference.is === 'known') {
        own.push(reference.item);
        used.add(reference.item);
      } else if (port !== undefined || (isReferred && !isComputed(values, i, plan))) more = true;
    }
    return instanceOf(values, own, more, groups);
  });
  return [...carriers, ...read.filter((port) => !used.has(port)).map(({ carrier }) => carrier)];
}

/** True for the port that Nova makes for a network that is given otherwise. */
function isComputed(values: Attributes, i: number, plan: Plan): boolean {
  return plan.root !== undefined && ['uuid', 'name'].some((name) => text(values.at(['network', i, name]), []) !== '');
}

function idOf(values: Attributes): Target {
  const id = text(values.at(['id']), []);
  return { instance: values.instance, id: id === '' ? undefined : id, label: undefined };
}

function portOf(values: Attributes, groups: Groups): Carrier {
  const carrier = emptyCarrier(values, wordsOf(values));
  const isOff = values.at(['port_security_enabled']);
  if (isOff === false || isOff === 'false') return { ...carrier, isOpen: true };
  if (values.at(['no_security_groups']) === true) return carrier;
  const { known, unknown } = textsAt(values, ['security_group_ids']);
  // Without any it carries the project's group `default`, which no plan shows.
  if (known.length === 0 && unknown.length === 0) return { ...carrier, hasMore: true };
  return addGroups(carrier, values, ['security_group_ids'], groups);
}

const never = /^(?!)/;

function instanceOf(values: Attributes, ports: readonly Port[], more: boolean, groups: Groups): Carrier {
  const words = wordsOf(values);
  const carriers = ports.map(({ carrier }) => carrier);
  const networks = values.list(['network']).length;
  const isOnPorts = ports.length > 0 && ports.length >= networks;
  const nova = isOnPorts ? [] : [namedGroups(emptyCarrier(values, words), values, groups)];
  const [first] = [...carriers, ...nova];
  // What passes on one interface need not pass on another: which one the nodes speak on, no plan tells.
  const isOne = carriers.length + nova.length === 1;
  return {
    values,
    groups: new Set([...carriers, ...nova].flatMap((carrier) => [...carrier.groups])),
    foreign: new Set([...carriers, ...nova].flatMap((carrier) => [...carrier.foreign])),
    unknown: [...carriers, ...nova].flatMap((carrier) => carrier.unknown),
    hasMore: more || !isOne || (first?.hasMore ?? true),
    isOpen: isOne && first?.isOpen === true,
    words,
  };
}

/** Nova is given groups by name; without any, machines carry the project's `default`. */
function namedGroups(carrier: Carrier, values: Attributes, groups: Groups): Carrier {
  const { known, unknown } = textsAt(values, ['security_groups']);
  if (known.length === 0 && unknown.length === 0) return { ...carrier, hasMore: true };
  return addGroups(carrier, values, ['security_groups'], groups);
}

function addGroups(carrier: Carrier, values: Attributes, path: Path, groups: Groups): Carrier {
  const { known, unknown } = textsAt(values, path);
  const own = carrier.groups as Set<TerraformGroup>;
  const foreign = carrier.foreign as Set<string>;
  for (const { text: given } of known) {
    const reference = groups.byText(given);
    if (reference.is === 'known') own.add(reference.item);
    if (reference.is === 'foreign') foreign.add(reference.id);
  }
  const blames = carrier.unknown as Blame[];
  if (unknown.length > 0) {
    const { items, rest } = groups.allByReference(values.instance, path, never);
    for (const item of items) own.add(item);
    if (rest) for (const place of unknown) blames.push({ source: values, path: place });
  }
  return { ...carrier, hasMore: carrier.hasMore || foreign.size > 0 };
}

function emptyCarrier(values: Attributes, words: readonly string[]): Carrier {
  return { values, groups: new Set(), foreign: new Set(), unknown: [], hasMore: false, isOpen: false, words };
}

function wordsOf(values: Attributes): readonly string[] {
  const metadata = values.at(['metadata']);
  const named = isObject(metadata) ? Object.entries(metadata).flatMap(([key, value]) => [key, String(value)]) : [];
  return [text(values.at(['name']), []), ...textsAt(values, ['tags']).known.map(({ text: tag }) => tag), ...named];
}

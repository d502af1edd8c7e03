/** The resources that a plan, or a state, of Terraform or OpenTofu lists. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { formatAddressStep } from './traversal.ts';

/** One instance of a managed resource. */
export interface Instance {
  readonly address: string;
  /** Address of the module instance: `module.a["x"].module.b[0]`, or '' for the root. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** The key under `for_each`, the index under `count`. */
  readonly key: string | number | undefined;
  /** Path of `after` in the document. */
  readonly base: Path;
  /** Path of its address, or of its name where the document spells no address. */
  readonly naming: Path;
  /** What it is after apply; undefined where it is gone from the plan. */
  readonly after: JsonObject | undefined;
  /** What it is now; undefined if it does not exist yet, or stays without Terraform's care. */
  readonly before: JsonObject | undefined;
  /** True at every value that is known only after apply (a tree of the shape of `after`). */
  readonly afterUnknown: Json;
  readonly created: boolean;
}

/** Which types of resources are asked for. */
export type Types = Pick<ReadonlySet<string>, 'has'>;

/** What data sources of some types have read before the plan, or in a shown state. */
export function* dataOf(value: JsonObject, types: Types): Generator<Instance> {
  for (const base of [['values'], ['prior_state', 'values']]) {
    yield* shownState(at(value, [...base, 'root_module']), [...base, 'root_module'], types, 'data');
  }
}

/**
 * The instances of some resource types, in the order of the document. Data sources are facts, and left out. What a plan
 * defers to a later round (`deferred_changes`) will be applied as well.
 */
export function* instancesOf(value: JsonObject, types: Types): Generator<Instance> {
  if (isObject(value['values'])) yield* shownState(value['values']['root_module'], ['values', 'root_module'], types);
  else if (Array.isArray(value['resource_changes']) || Array.isArray(value['deferred_changes'])) {
    yield* changes(value, 'resource_changes', [], types);
    yield* changes(value, 'deferred_changes', ['resource_change'], types);
  } else if (Array.isArray(value['resources'])) yield* stateFile(value['resources'], types);
  // A plan that only refreshes has no changes: what it found stays.
  else yield* shownState(at(value, refreshed), refreshed, types);
}

const refreshed: Path = ['prior_state', 'values', 'root_module'];

function* changes(value: JsonObject, member: string, inside: Path, types: Types): Generator<Instance> {
  const items = value[member];
  for (const i of Array.isArray(items) ? positionsOf(items, inside, types) : []) {
    const item = at(value, [member, i, ...inside]);
    if (!isObject(item) || !isObject(item['change'])) continue;
    const place = [member, i, ...inside];
    const { change } = item;
    const actions: readonly Json[] = Array.isArray(change['actions']) ? change['actions'] : [];
    // A deposed object is the rest of a replacement, and on its way out.
    const after = item['deposed'] === undefined && isObject(change['after']) ? change['after'] : undefined;
    yield {
      address: text(item, ['address']),
      module: text(item, ['module_address']),
      type: text(item, ['type']),
      name: text(item, ['name']),
      key: keyOf(item['index']),
      base: [...place, 'change', 'after'],
      naming: [...place, 'address'],
      after,
      before: isObject(change['before']) && !actions.includes('forget') ? change['before'] : undefined,
      afterUnknown: change['after_unknown'] ?? {},
      created: actions.includes('create'),
    };
  }
}

/** Where the changes of each type stand in a list: providers ask for theirs one after the other, of some ten thousand. */
const positions = new WeakMap<readonly Json[], ReadonlyMap<string, readonly number[]>>();

/** The places of managed resources of these types in a list of changes, in its order. */
function positionsOf(items: readonly Json[], inside: Path, types: Types): readonly number[] {
  let byType = positions.get(items);
  if (byType === undefined) {
    byType = byTypeIn(items, inside);
    positions.set(items, byType);
  }
  const asked = [...byType].filter(([type]) => types.has(type)).map(([, found]) => found);
  return asked.length === 1 ? (asked[0] ?? []) : asked.flat().sort((a, b) => a - b);
}

function byTypeIn(items: readonly Json[], inside: Path): ReadonlyMap<string, readonly number[]> {
  const byType = new Map<string, number[]>();
  for (const [i, listed] of items.entries()) {
    const item = inside.length === 0 ? listed : at(listed, inside);
    if (!isObject(item) || item['mode'] !== 'managed' || typeof item['type'] !== 'string') continue;
    const found = byType.get(item['type']);
    if (found === undefined) byType.set(item['type'], [i]);
    else found.push(i);
  }
  return byType;
}

/** `terraform show -json` of a state: modules in modules. */
function* shownState(
  module: Json | undefined,
  base: Path,
  types: Types,
  mode: 'managed' | 'data' = 'managed',
): Generator<Instance> {
  for (const [i, item] of list(module, 'resources')) {
    const values = isOf(item, types, mode) && item['deposed_key'] === undefined ? item['values'] : undefined;
    if (!isObject(values)) continue;
    yield existing(values, [...base, 'resources', i, 'values'], {
      naming: [...base, 'resources', i, 'address'],
      address: text(item, ['address']),
      module: text(module, ['address']),
      type: text(item, ['type']),
      name: text(item, ['name']),
      key: keyOf(at(item, ['index'])),
    });
  }
  for (const [i, child] of list(module, 'child_modules'))
    yield* shownState(child, [...base, 'child_modules', i], types, mode);
}

/** A state file of version 4: the instances of each resource under it. */
function* stateFile(resources: readonly Json[], types: Types): Generator<Instance> {
  for (const [i, resource] of resources.entries()) {
    if (!isOf(resource, types, 'managed')) continue;
    const module = text(resource, ['module']);
    const type = text(resource, ['type']);
    const name = text(resource, ['name']);
    for (const [k, instance] of list(resource, 'instances')) {
      const values = isObject(instance) && instance['deposed'] === undefined ? instance['attributes'] : undefined;
      if (!isObject(values)) continue;
      const key = keyOf(at(instance, ['index_key']));
      const address = `${module === '' ? '' : `${module}.`}${type}.${name}${formatAddressStep(key)}`;
      const base = ['resources', i, 'instances', k, 'attributes'];
      yield existing(values, base, { naming: ['resources', i, 'name'], address, module, type, name, key });
    }
  }
}

type Identity = Pick<Instance, 'naming' | 'address' | 'module' | 'type' | 'name' | 'key'>;

function existing(values: JsonObject, base: Path, identity: Identity): Instance {
  return { ...identity, base, after: values, before: values, afterUnknown: {}, created: false };
}

function isOf(item: Json | undefined, types: Types, mode: string): item is JsonObject {
  return isObject(item) && item['mode'] === mode && typeof item['type'] === 'string' && types.has(item['type']);
}

function keyOf(index: Json | undefined): string | number | undefined {
  return typeof index === 'string' || typeof index === 'number' ? index : undefined;
}

function list(value: Json | undefined, member: string): Iterable<[number, Json]> {
  const items = isObject(value) ? value[member] : undefined;
  return Array.isArray(items) ? items.entries() : [];
}

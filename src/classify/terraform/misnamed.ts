/** Why an entry of `terraform.nodes` names nothing in a plan: what became of it, or what it may have meant. */
import { at, isObject, text } from '../../lib/json.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import { type Named, naming } from './nodes.ts';

/** One listed resource: a change of the plan, or a resource of a shown state. */
interface Listed extends Named {
  readonly mode: string;
  /** The address that it had before a `moved` block, or ''. */
  readonly previous: string;
  /** Nothing of it is left in Terraform's care after apply. */
  readonly gone: boolean;
}

/** What an address that is no group's may be of: names are compared within a type alone. */
const mostCompared = 5_000;

/** A clause that follows the entry, with what to do; undefined where the plan knows nothing like it. */
export function misnamed(value: Json, entry: string): string | undefined {
  if (!isObject(value)) return undefined;
  const listed = [...resourcesOf(value)];
  const moved = listed.filter((one) => one.previous !== '' && naming([entry], formerly(one)).length > 0);
  const [first] = moved;
  if (first !== undefined) {
    const address = moved.length > 1 ? blockOf(first) : first.address;
    return `which moved to ${address}: name that instead`;
  }
  const same = listed.filter((one) => naming([entry], one).length > 0);
  const [found] = same;
  if (found?.mode === 'data')
    return 'which is a data source, whose rules are in no plan: name the resource, in the plan that creates it';
  if (found !== undefined && same.every(({ gone }) => gone))
    return 'which the plan removes: remove the entry, or name its replacement';
  if (found !== undefined)
    return `and ${found.type} is not a type of group or machine that bgplint reads: name the group that holds the nodes`;
  const meant = nearTo(
    entry,
    listed.filter(({ gone, mode }) => mode === 'managed' && !gone),
  );
  return meant === undefined ? undefined : `but no resource in the plans has that address: did you mean ${meant}?`;
}

/** The entries that name nothing but what the plan deletes or forgets, while other groups stay. */
export function takenAway(value: Json, entries: readonly string[]): readonly string[] {
  if (!isObject(value) || entries.length === 0) return [];
  const listed = [...resourcesOf(value)].filter(({ mode }) => mode === 'managed');
  const gone = listed.filter((one) => one.gone);
  const named = entries.filter((entry) => gone.some((one) => naming([entry], one).length > 0));
  return named.filter((entry) => !listed.some((one) => !one.gone && naming([entry], one).length > 0));
}

/** The same resource under the address that it had. */
function formerly({ previous, type, name }: Listed): Named {
  // The block of an instance: its address without the last index.
  const block = previous.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '');
  const end = block.lastIndexOf('.', block.lastIndexOf('.') - 1);
  const [oldType = type, oldName = name] = block.slice(end + 1).split('.');
  return { address: previous, module: end < 0 ? '' : block.slice(0, end), type: oldType, name: oldName };
}

/** The same block in another module or under another index, or one whose address is a few letters away. */
function nearTo(entry: string, listed: readonly Listed[]): string | undefined {
  if (entry.includes('*')) return undefined;
  const bare = withoutIndexes(entry);
  const [, type, name] = /(?:^|\.)([\w-]+)\.([\w-]+)$/.exec(bare) ?? [];
  const ofType = listed.filter((one) => one.type === type);
  const alike = new Set(ofType.filter((one) => one.name === name).map(blockOf));
  const sameBlock = [...alike].find((block) => withoutIndexes(block) === bare);
  if (sameBlock !== undefined) return sameBlock;
  const [only] = alike;
  if (only !== undefined && alike.size === 1) return only;
  const others = ofType.length > 0 ? ofType : listed;
  return nearest(entry, new Set(others.slice(0, mostCompared).map(blockOf)));
}

function withoutIndexes(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*"|\*)\]/g, '');
}

function blockOf({ module, type, name }: Named): string {
  return `${module === '' ? '' : `${module}.`}${type}.${name}`;
}

function* resourcesOf(value: JsonObject): Generator<Listed> {
  for (const member of ['resource_changes', 'deferred_changes']) {
    const items = value[member];
    for (const item of Array.isArray(items) ? items : []) {
      const change = member === 'deferred_changes' ? (at(item, ['resource_change']) ?? null) : item;
      if (!isObject(change) || change['deposed'] !== undefined) continue;
      yield listedOf(change, text(change, ['module_address']), !isObject(at(change, ['change', 'after'])));
    }
  }
  const root = at(value, ['values', 'root_module']);
  if (isObject(root)) yield* shown(root);
}

function* shown(module: JsonObject): Generator<Listed> {
  const { resources, child_modules: children } = module;
  for (const resource of Array.isArray(resources) ? resources : [])
    if (isObject(resource)) yield listedOf(resource, text(module, ['address']), false);
  for (const child of Array.isArray(children) ? children : []) if (isObject(child)) yield* shown(child);
}

function listedOf(resource: JsonObject, module: string, gone: boolean): Listed {
  return {
    module,
    gone,
    address: text(resource, ['address']),
    mode: text(resource, ['mode']),
    type: text(resource, ['type']),
    name: text(resource, ['name']),
    previous: text(resource, ['previous_address']),
  };
}

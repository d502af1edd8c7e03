/** What rules ask for (schemas/finding.json): operations in JSON Patch's words, and what they make of a value. */
import { at, isObject, withValue } from '../lib/json.ts';
import type { Json, JsonObject, Path } from '../model/document.ts';
import type { RawFinding } from '../model/rule.ts';

/** One operation at a path of a resource's object, or at a mark of a text. */
export type Operation = { readonly resource: number; readonly path: Path } & (
  | { readonly op: 'split'; readonly mark: number }
  | { readonly op: 'add' | 'replace'; readonly value: Json }
  | { readonly op: 'remove' }
  | { readonly op: 'rename'; readonly value: string }
);

/** The operations of a finding; undefined if it has none. An operation without a resource is of the finding's own. */
export function operationsOf({ at: place, fix }: RawFinding): readonly Operation[] | undefined {
  if (fix === undefined || fix.length === 0) return undefined;
  return fix.map(
    (operation) =>
      ('mark' in place
        ? { path: [], mark: place.mark, ...operation }
        : { resource: place.resource, ...operation }) as unknown as Operation & JsonObject,
  );
}

/** The value after an operation at a path of it; undefined where the operation does not fit what is there. */
export function meant(value: Json, operation: Operation, path: Path): Json | undefined {
  const parent = path.slice(0, -1);
  const key = path.at(-1);
  const holder = at(value, parent);
  const there = at(value, path) !== undefined;
  if (operation.op === 'split') return value;
  if (key === undefined) return undefined;
  switch (operation.op) {
    case 'replace':
      return there ? withValue(value, path, operation.value) : undefined;
    case 'add':
      return there ? undefined : added(value, path, operation.value);
    case 'remove':
      if (!there) return undefined;
      if (Array.isArray(holder)) {
        return withValue(value, parent, holder.filter((_, index) => index !== key) as Json);
      }
      return isObject(holder) ? withValue(value, parent, without(holder, key)) : undefined;
    case 'rename':
      if (!there || !isObject(holder) || Object.hasOwn(holder, operation.value)) return undefined;
      return withValue(value, parent, { ...without(holder, key), [operation.value]: at(value, path) as Json });
  }
}

/** The members of an object but one. */
function without(object: JsonObject, key: string | number): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** How much of a path is there: the length of its longest part at which there is an object. */
export function depthOf(value: Json, path: Path): number {
  let depth = path.length - 1;
  while (depth > 0 && at(value, path.slice(0, depth)) === undefined) depth--;
  return depth;
}

function added(value: Json, path: Path, member: Json): Json | undefined {
  const depth = depthOf(value, path);
  const parent = path.slice(0, depth);
  const holder = at(value, parent);
  if (!isObject(holder)) return undefined;
  return withValue(value, parent, { ...holder, [String(path[depth])]: nested(path.slice(depth + 1), member) });
}

/** A value under keys that are not there yet. */
export function nested(path: Path, value: Json): Json {
  return path.reduceRight((inner: Json, key) => ({ [key]: inner }), value);
}

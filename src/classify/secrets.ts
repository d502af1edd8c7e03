/** Secrets never enter the policies' input: a stand-in replaces them, and facts tell what may be told. */
import { at, isObject, pointer, withValue } from '../lib/json.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { Facts, Json, JsonObject, Path, Resource } from '../model.ts';

/** What stands in the object where a secret stood. */
export const hidden = '<hidden>';

/** Where each kind holds a secret in clear text. */
const places: { readonly [familyAndKind: string]: readonly Path[] } = {
  'metallb/BGPPeer': [['spec', 'password']],
};

/**
 * The object without its secrets, and facts about each: `{ secret: true, length }` (length in characters, of a
 * scalar). An empty
 * string is no secret, and a placeholder stays, since rules must see that it is one.
 */
export function withoutSecrets(family: string, kind: string, object: JsonObject): { object: JsonObject; facts: Facts } {
  let rest: Json = object;
  const facts: Record<string, JsonObject> = {};
  for (const path of places[`${family}/${kind}`] ?? []) {
    const value = at(object, path);
    if (value === undefined || value === null || value === '' || isPlaceholder(value)) continue;
    rest = withValue(rest, path, hidden);
    facts[pointer(path)] = { secret: true, ...(typeof value === 'object' ? {} : { length: String(value).length }) };
  }
  return { object: rest as JsonObject, facts };
}

/** Where an object may hold secrets in clear text, relative to the object. */
export function secretPaths({ family, kind }: Resource): readonly Path[] {
  return places[`${family}/${kind}`] ?? [];
}

/**
 * Where a resource of a plan or state holds what Terraform calls sensitive, relative to its values: the tree beside
 * `after` (`after_sensitive`) or `values` (`sensitive_values`), and the list of a state file (`sensitive_attributes`;
 * hashicorp/terraform internal/command/jsonplan, jsonstate and internal/states/statefile/version4.go).
 */
export function sensitivePaths({ document, base }: Resource): readonly Path[] {
  const beside = at(document.value, base.slice(0, -1));
  const listed = at(beside, ['sensitive_attributes']);
  return [
    ...truePaths(at(beside, ['after_sensitive']) ?? at(beside, ['sensitive_values']), []),
    ...(Array.isArray(listed) ? listed.map(attributePath) : []),
  ];
}

function truePaths(tree: Json | undefined, path: Path): Path[] {
  if (tree === true) return [path];
  if (Array.isArray(tree)) return tree.flatMap((item, i) => truePaths(item, [...path, i]));
  return isObject(tree) ? Object.entries(tree).flatMap(([key, member]) => truePaths(member, [...path, key])) : [];
}

/** `[{ type: "get_attr", value: "password" }, …]`, up to the first step that a path cannot say. */
function attributePath(steps: Json): Path {
  const path: (string | number)[] = [];
  for (const step of Array.isArray(steps) ? steps : []) {
    const value = at(step, ['value']) ?? null;
    const index = isObject(value) ? (value['value'] ?? null) : value;
    if (typeof index !== 'string' && typeof index !== 'number') break;
    path.push(index);
  }
  return path;
}

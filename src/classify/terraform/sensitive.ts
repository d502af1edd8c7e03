import { at, isObject } from '../../lib/json.ts';
import type { Json, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

/**
 * Where a resource of a plan or state holds what Terraform calls sensitive, relative to its values: the tree beside
 * `after` (`after_sensitive`) or `values` (`sensitive_values`), and the list of a state file (`sensitive_attributes`;
 * hashicorp/terraform internal/command/jsonplan, jsonstate and internal/states/statefile/version4.go).
 */
export function sensitivePaths({ document, base }: Pick<Resource, 'document' | 'base'>): readonly Path[] {
  return [...truePaths(sensitiveTree(document.value, base), []), ...listedPaths(document.value, base)];
}

/** The tree that is true where a value is sensitive, of the values at a path of a plan or a shown state. */
export function sensitiveTree(plan: Json, base: Path): Json | undefined {
  const beside = at(plan, base.slice(0, -1));
  return at(beside, ['after_sensitive']) ?? at(beside, ['sensitive_values']);
}

/** The same as a state file lists it. */
export function listedPaths(plan: Json, base: Path): readonly Path[] {
  const listed = at(plan, [...base.slice(0, -1), 'sensitive_attributes']);
  return Array.isArray(listed) ? listed.map(attributePath) : [];
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

import { at, isObject } from '../../lib/json.ts';
import type { Json, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

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

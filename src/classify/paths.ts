/** Paths in which `*` stands for every item of a list. */
import { at } from '../lib/json.ts';
import type { JsonObject, Path } from '../model.ts';

/** The paths that one with `*` stands for in an object. What comes behind the last `*` need not be there. */
export function expanded(object: JsonObject, rest: readonly string[], done: Path = []): Path[] {
  const star = rest.indexOf('*');
  if (star < 0) return [[...done, ...rest]];
  const list = [...done, ...rest.slice(0, star)];
  const items = at(object, list);
  if (!Array.isArray(items)) return [];
  return items.flatMap((_, i) => expanded(object, rest.slice(star + 1), [...list, i]));
}

/**
 * Which addresses stand in two pools of a family, or twice in one: pools of different families do not know of each other.
 *
 * Outside of the rules, as exact intervals: pairs of pools in Rego would take the square.
 */
import { kindOf } from '../families/index.ts';
import { pathOf } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import { type AddressRange, commonRange, formatRange, overlappingPairs, parseRange } from '../lib/ranges.ts';
import type { JsonObject } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

/** More pairs than this are not listed. */
const mostPairs = 5000;

interface Item {
  readonly resource: Resource;
  readonly pointer: string;
  readonly range: AddressRange;
}

/**
 * `{ family, range, places }` for each pair of ranges of a family's pools that have addresses in common: `range` are these
 * addresses, and `places` the two, `{ resource, path }`, in the order of the resources. Without patches, which do not say
 * what else the pool has, and without two objects of one name, of which the cluster keeps one.
 */
export function overlapsOf(resources: readonly Resource[]): JsonObject[] {
  const items = new Map<string, Item[]>();
  for (const resource of resources) {
    const { family, kind, partial, facts } = resource;
    if (partial || kindOf(family, kind)?.isPool !== true) continue;
    const ranges = getOrMake(items, family, () => []);
    for (const [pointer, { range: text }] of Object.entries(facts)) {
      const range = typeof text === 'string' ? parseRange(text) : undefined;
      if (range !== undefined) ranges.push({ resource, pointer, range });
    }
  }
  return [...items].flatMap(([family, ranges]) =>
    overlappingPairs(ranges, mostPairs).flatMap(([a, b]) => (isSame(a, b) ? [] : [overlap(family, a, b)])),
  );
}

function overlap(family: string, a: Item, b: Item): JsonObject {
  const common = commonRange(a.range, b.range);
  const places = [a, b]
    .sort((one, other) => one.resource.id - other.resource.id || (one.pointer < other.pointer ? -1 : 1))
    .map(({ resource, pointer }) => ({ resource: resource.id, path: [...pathOf(pointer, resource.object)] }));
  return { family, range: common === undefined ? '' : formatRange(common), places };
}

function isSame(a: Item, b: Item): boolean {
  const { resource: one } = a;
  const { resource: other } = b;
  const sameName = one.kind === other.kind && one.name === other.name && one.namespace === other.namespace;
  return one.id !== other.id && sameName && one.name !== '';
}

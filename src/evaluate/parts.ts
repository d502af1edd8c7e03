/** Parts of what is judged: so many of about one length, or halves by size. */
import { getOrMake } from '../lib/maps.ts';
import type { Resource } from '../model/resource.ts';

/** At most so many parts of about one length. */
export function chunks<Item>(items: readonly Item[], most: number): Item[][] {
  const length = Math.max(1, Math.ceil(items.length / most));
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += length) parts.push(items.slice(start, start + length));
  return parts;
}

/**
 * The resources of the smaller files and those of the larger ones, half of all text in each, so that a file that is larger than
 * all others stands alone; those of one file by halves.
 */
export function halvesOf(resources: readonly Resource[]): readonly (readonly Resource[])[] {
  if (resources.length < 2) return [];
  const files = new Map<string, { size: number; readonly resources: Resource[] }>();
  for (const resource of resources) {
    const { file } = resource.document.source;
    const ofFile = getOrMake(files, file, () => ({ size: 0, resources: [] }));
    ofFile.resources.push(resource);
    ofFile.size += sizeOf(resource);
  }
  if (files.size === 1) {
    const middle = Math.ceil(resources.length / 2);
    return [resources.slice(0, middle), resources.slice(middle)];
  }
  const bySize = [...files.values()].sort((a, b) => a.size - b.size);
  const total = bySize.reduce((sum, { size }) => sum + size, 0);
  const small = new Set<Resource>();
  let size = 0;
  for (const file of bySize.slice(0, -1)) {
    if (small.size > 0 && size + file.size > total / 2) break;
    size += file.size;
    for (const resource of file.resources) small.add(resource);
  }
  return [resources.filter((one) => small.has(one)), resources.filter((one) => !small.has(one))];
}

/** About how much of its document it is. */
function sizeOf({ document: { span }, base }: Resource): number {
  return base.length === 0 ? span.end - span.start : 1;
}

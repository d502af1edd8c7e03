/**
 * In which calls the rules of a cluster are asked. What a call takes of time and memory follows from the objects in it: memory
 * is touched for the first time at about 4 µs a page. So only rules that join objects get all of them at once; those of which
 * METADATA says `judges: object` get them in batches, in one memory that is used over and over (5,000 peers, all rules: 233 ms
 * in one call, 57 + 140 ms in batches and one call for what joins).
 *
 * A rule without `judges` gets the whole cluster, which is always right. test/evaluate/batches.test.ts holds that the others
 * answer alike either way.
 */
import { ruleFamily } from '../lib/rules.ts';
import type { Resource } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';
import type { Marked } from './index.ts';

/** What one call judges. */
export interface Part {
  /** Which rules are asked: all, those that judge an object by itself, or those that need the whole cluster. */
  readonly judging: 'all' | 'objects' | 'cluster';
  readonly resources: readonly Resource[];
  readonly marked: readonly Marked[];
}

/** Objects of a batch, and faults of texts; a cluster that has no more is judged in one call. Of 50 to 400 all took the same. */
export const mostInBatch = 200;

/** Text of a batch, in UTF-16 units. An object may be larger: it stands alone. */
const mostText = 1 << 20;

/** The calls for a cluster. What joins comes first: its memory is the largest, and all that follow use it again. */
export function callsFor(
  rules: readonly Rule[],
  { resources, marked }: { readonly resources: readonly Resource[]; readonly marked: readonly Marked[] },
): readonly Part[] {
  const separate = rules.some(({ judges }) => judges === 'object');
  if (!separate || resources.length + marked.length <= mostInBatch) return [{ judging: 'all', resources, marked }];
  return [
    { judging: 'cluster', resources, marked },
    ...batches(resources).map((part): Part => ({ judging: 'objects', resources: part, marked: [] })),
    ...inChunks(marked).map((part): Part => ({ judging: 'objects', resources: [], marked: part })),
  ];
}

/** The rules that have something to ask of a part: of its families, of any input, and of any session. */
export function rulesOf(rules: readonly Rule[], { judging, resources }: Part): readonly Rule[] {
  const families = new Set<string>(['input', 'session', ...resources.map(({ family }) => family)]);
  return rules.filter(({ id, judges }) => {
    const asked = judging === 'all' || (judges === 'object') === (judging === 'objects');
    return asked && families.has(ruleFamily(id));
  });
}

/** In the order of the scan. */
function batches(resources: readonly Resource[]): readonly (readonly Resource[])[] {
  const items = new Map<unknown, number>();
  for (const { document } of resources) items.set(document, (items.get(document) ?? 0) + 1);
  const found: Resource[][] = [];
  let batch: Resource[] = [];
  let text = 0;
  for (const resource of resources) {
    const { document } = resource;
    const size = (document.span.end - document.span.start) / (items.get(document) ?? 1);
    if (batch.length === mostInBatch || (batch.length > 0 && text + size > mostText)) {
      found.push(batch);
      batch = [];
      text = 0;
    }
    batch.push(resource);
    text += size;
  }
  if (batch.length > 0) found.push(batch);
  return found;
}

function inChunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const found: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += mostInBatch) found.push(items.slice(start, start + mostInBatch));
  return found;
}

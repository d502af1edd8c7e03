/** Objects that stand more than once in what is applied together: all but one of them are replaced. */
import { isOfApi } from '../lib/family.ts';
import { inKeyOrder, isObject } from '../lib/json.ts';
import { grouped } from '../lib/lists.ts';
import { getOrMake } from '../lib/maps.ts';
import { compare } from '../lib/order.ts';
import { folderOf } from '../lib/paths.ts';
import type { Json, Path } from '../model/document.ts';
import type { Listing, Resource } from '../model/resource.ts';

/** Copies of one object that are not all alike. */
export interface Copies {
  /** The last of them, which is what the cluster keeps. */
  readonly kept: Resource;
  /** The others, in their order. */
  readonly replaced: readonly Resource[];
  /** Where the first value stands in `kept` that another one has not; its place where it is lacking there. */
  readonly path: Path;
  /** In one file and in one folder kubectl applies one after the other; one kustomization refuses two. */
  readonly within: 'file' | 'folder' | 'kustomization';
}

/**
 * True for a whole, named object of a family of BGP, or a Node. Copies of others tell nothing: a Role or Secret of one name is
 * in many folders, as what overlays generate and files of values are.
 */
export function isCopied({ partial, name, family, kind, gvk, document: { holder } }: Resource): boolean {
  if (partial || name === '' || (holder !== undefined && gvk.group === '')) return false;
  return family === 'kubernetes' ? kind === 'Node' : isOfApi(family);
}

/** Group, kind, namespace and name: versions of an API are one object. What is made of a part of one is told by the part. */
export function identityOf({ gvk, namespace, name, kind, document: { holder } }: Resource): string {
  return JSON.stringify([gvk.group, gvk.kind, namespace, name, ...(holder === undefined ? [] : [kind, holder.at])]);
}

/**
 * The folder that an object is applied with: its file's, as kubectl takes it. What makes up a plan is applied with nothing else, so
 * that a plan is a folder of its own.
 */
export function appliedFrom({ document, declaredBy }: Resource): string {
  const { file } = document.source;
  return declaredBy === undefined ? folderOf(file) : file;
}

/** Objects in the builds of kustomizations that one run compares: a base of many objects may stand in many overlays. */
const mostListed = 1_000_000;

/** The objects that stand more than once in the scan. */
function repeated(resources: readonly Resource[]): readonly Resource[] {
  // Of an object that holds others nobody asks here whether it stands twice.
  const own = resources.filter((resource) => isCopied(resource) && resource.document.holder === undefined);
  const groups = grouped(own, identityOf);
  return [...groups.values()].flatMap((group) => (group.length > 1 ? group : [])).sort((a, b) => a.id - b.id);
}

/** The differing copies in each file, in what each kustomization lists, and in each folder that has none. */
export function copiesIn(resources: readonly Resource[], listing: Listing): readonly Copies[] {
  const groups = new Map<string, { readonly within: Copies['within']; readonly resources: Resource[] }>();
  const add = (within: Copies['within'], place: string, resource: Resource) => {
    const key = JSON.stringify([within, place, identityOf(resource)]);
    getOrMake(groups, key, () => ({ within, resources: [] })).resources.push(resource);
  };
  let left = mostListed;
  for (const resource of repeated(resources)) {
    const { file } = resource.document.source;
    const listed = listing.by(file);
    add('file', file, resource);
    left -= listed.length;
    if (left >= 0) for (const folder of listed) add('kustomization', folder, resource);
    if (listed.length === 0 && !listing.isLeftOut(file)) add('folder', appliedFrom(resource), resource);
  }
  const byKept = new Map<number, Copies>();
  for (const { within, resources: group } of groups.values()) {
    const copies = group.length < 2 ? undefined : differing(group, within);
    // What one file says twice is said of the file, though its folder or kustomization holds both.
    if (copies !== undefined && (within !== 'folder' || spreads(copies))) {
      const earlier = byKept.get(copies.kept.id);
      if (earlier === undefined || earlier.replaced.length < copies.replaced.length) byKept.set(copies.kept.id, copies);
    }
  }
  return [...byKept.values()];
}

function spreads({ kept, replaced }: Copies): boolean {
  return replaced.some(({ document }) => document.source.file !== kept.document.source.file);
}

function differing(group: readonly Resource[], within: Copies['within']): Copies | undefined {
  // kubectl goes through a folder by the names of its files.
  const inOrder = [...group].sort((a, b) => compare(a.document.source.file, b.document.source.file) || a.id - b.id);
  const kept = inOrder.pop();
  if (kept === undefined) return undefined;
  const content = inKeyOrder(kept.object);
  const other = inOrder.find(({ object }) => inKeyOrder(object) !== content);
  return other && { kept, replaced: inOrder, within, path: difference(kept.object, other.object) };
}

/** The path of the first value that differs, down to where one of the two has no more. */
function difference(kept: Json, other: Json | undefined): Path {
  const path: (string | number)[] = [];
  let [here, there]: [Json, Json | undefined] = [kept, other];
  for (;;) {
    const key = firstOf(here, there);
    if (key === undefined) return path;
    path.push(key);
    const next = member(here, key);
    if (next === undefined) return path;
    [here, there] = [next, member(there, key)];
  }
}

/** The first key of two mappings or lists whose values differ; undefined where they are something else. */
function firstOf(here: Json, there: Json | undefined): string | number | undefined {
  if (Array.isArray(here) && Array.isArray(there)) {
    const length = Math.max(here.length, there.length);
    for (let i = 0; i < length; i++) if (inKeyOrder(here[i] ?? null) !== inKeyOrder(there[i] ?? null)) return i;
  } else if (isObject(here) && isObject(there)) {
    const keys = new Set([...Object.keys(here), ...Object.keys(there)]);
    // What makes an object what it is tells more than its labels and its version.
    const last = new Set(['apiVersion', 'metadata']);
    for (const key of [...keys].sort((a, b) => Number(last.has(a)) - Number(last.has(b))))
      if (inKeyOrder(member(here, key) ?? null) !== inKeyOrder(member(there, key) ?? null)) return key;
  }
  return undefined;
}

function member(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The patches of a scan by what they are for. */
import { at, isObject } from '../../lib/json.ts';
import { getOrMake } from '../../lib/maps.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import type { Builds } from './builds.ts';
import type { Kustomization } from './kustomization.ts';
import { type Identity, isAnything, isMeant, isPlainName, type Target } from './targets.ts';
import { Writes } from './writes.ts';

/** Objects that are held against patterns, and steps through what patches write, in one run: beyond, nothing is patched. */
const mostTried = 2_000_000;

/** The patches of one kustomization with one target. */
export interface PatchGroup {
  readonly folder: string;
  readonly target: Target;
  /** Of replacements: what is left out. */
  readonly rejects: readonly Target[];
  readonly writes: Writes;
  /** The lists of which the patches make others. */
  readonly lists: Writes;
  /** One of the patches takes the object out of the build. */
  deletes: boolean;
  /** The objects that it is for are of these kinds, one object of each. */
  readonly reached: Map<string, Identity>;
}

/** Groups by folder. */
type ByFolder = Map<string, PatchGroup[]>;

const keyed = ['kind', 'name', 'namespace', 'group', 'version'] as const;

/** Prefixes and suffixes of names that are tried, and folders whose labels are. */
const mostTransformers = 20;

/** What kustomizations make of what they build, beside patching it. */
export interface Transformers {
  /** Namespaces that are set: an object may be in any of them. */
  readonly namespaces: ReadonlySet<string>;
  readonly prefixes: ReadonlySet<string>;
  readonly suffixes: ReadonlySet<string>;
  /** By folder. */
  readonly labels: ReadonlyMap<string, Pick<Kustomization, 'labels' | 'annotations'>>;
}

export class PatchIndex {
  readonly #builds: Builds;
  readonly #transformers: Transformers;
  readonly #all = new Map<string, PatchGroup>();
  readonly #plain = new Map<string, ByFolder>();
  readonly #patterns: ByFolder = new Map();
  readonly #groups = new Map<number, readonly PatchGroup[]>();
  #tried = 0;

  constructor(builds: Builds, transformers: Transformers) {
    this.#builds = builds;
    this.#transformers = transformers;
  }

  /** The group of a target. One that picks out nothing reaches all that is built, and decides nothing of it. */
  group(folder: string, target: Target, rejects: readonly Target[] = []): PatchGroup {
    const key = JSON.stringify([folder, Object.values(target), rejects.map((reject) => Object.values(reject))]);
    const existing = this.#all.get(key);
    if (existing !== undefined) return existing;
    const [writes, lists] = [new Writes(), new Writes()];
    const group = { folder, target, rejects, writes, lists, deletes: false, reached: new Map() };
    this.#all.set(key, group);
    const named = this.#transformers.namespaces.has(target.namespace) ? { ...target, namespace: '' } : target;
    if (!keyed.every((field) => isPlainName(named[field])) || target.labels + target.annotations !== '') {
      push(this.#patterns, group);
      return group;
    }
    for (const name of this.#namesOf(named.name)) {
      const fields = JSON.stringify(keyed.map((field) => (field === 'name' ? name : named[field])));
      push(
        getOrMake(this.#plain, fields, () => new Map()),
        group,
      );
    }
    return group;
  }

  /** The names that an object may have had, before kustomizations gave it this one. */
  #namesOf(name: string): ReadonlySet<string> {
    const { prefixes, suffixes } = this.#transformers;
    const names = new Set([name]);
    for (const prefix of [...prefixes].slice(0, mostTransformers))
      if (name.length > prefix.length && name.startsWith(prefix)) names.add(name.slice(prefix.length));
    for (const suffix of [...suffixes].slice(0, mostTransformers))
      for (const one of [...names])
        if (one.length > suffix.length && one.endsWith(suffix)) names.add(one.slice(0, -suffix.length));
    return names;
  }

  groups(): Iterable<PatchGroup> {
    return this.#all.values();
  }

  /** The groups that are for an object in this file, as kustomize sees it. */
  *reaching(file: string, object: Identity): Generator<PatchGroup> {
    const { folders } = this.#builds.builders(file);
    if (folders.size === 0) return;
    for (const fields of combinations(object)) {
      for (const group of inFolders(this.#plain.get(fields), folders)) {
        this.#tried++;
        // Its key is its target.
        if (!group.rejects.some((reject) => isMeant(reject, object))) yield group;
      }
    }
    if (this.#patterns.size === 0) return;
    const variants = [object, ...this.#labelled(object, folders)];
    for (const group of inFolders(this.#patterns, folders)) {
      this.#tried += variants.length;
      if (this.#tried > mostTried) return;
      if (this.#isIn(group.target.namespace, object) && variants.some((one) => isMeantBy(group, one))) yield group;
    }
  }

  /** The object with the labels and annotations that some of the folders give to it. */
  #labelled(object: Identity, folders: ReadonlySet<string>): readonly Identity[] {
    const { labels } = this.#transformers;
    const giving = [...labels.keys()].filter((folder) => folders.has(folder)).slice(0, mostTransformers);
    const written = at(object.object, ['metadata']);
    return giving.map((folder): Identity => {
      const given = labels.get(folder);
      const metadata = {
        labels: { ...mappingAt(written, 'labels'), ...given?.labels },
        annotations: { ...mappingAt(written, 'annotations'), ...given?.annotations },
      };
      return { ...object, object: { metadata } };
    });
  }

  /** True if the value at a path of an object, in this file, is one that patches set wherever it is built. */
  isPatched(file: string, id: number, object: Identity, path: Path): boolean {
    return this.#isSet(file, id, object, ({ writes }, count) => writes.touches(path, count));
  }

  /** True if patches add to a list at the path, or within what stands there, wherever it is built. */
  isListed(file: string, id: number, object: Identity, path: Path): boolean {
    return this.#isSet(file, id, object, ({ lists }, count) => lists.reaches(path, count));
  }

  /** True if patches take the object out of whatever is built of it. */
  isDeleted(file: string, id: number, object: Identity): boolean {
    return this.#isSet(file, id, object, ({ deletes }) => deletes);
  }

  #isSet(
    file: string,
    id: number,
    object: Identity,
    isSetBy: (group: PatchGroup, count: () => void) => boolean,
  ): boolean {
    const { last } = this.#builds.builders(file);
    if (last.length === 0) return false;
    const groups = getOrMake(this.#groups, id, () =>
      [...this.reaching(file, object)].filter(({ target }) => !isAnything(target)),
    );
    const setting = new Set<string>();
    for (const group of groups) {
      if (this.#tried > mostTried) return false;
      const count = () => {
        this.#tried++;
      };
      if (!setting.has(group.folder) && isSetBy(group, count)) setting.add(group.folder);
    }
    if (setting.size === 0) return false;
    const covered = this.#builds.upwards(setting);
    return last.every((folder) => covered.has(folder));
  }

  #isIn(namespace: string, object: Identity): boolean {
    return namespace === '' || namespace === object.namespace || this.#transformers.namespaces.has(namespace);
  }
}

function mappingAt(value: Json | undefined, key: string): JsonObject {
  const member = at(value, [key]);
  return member !== undefined && isObject(member) ? member : {};
}

function push(groups: ByFolder, group: PatchGroup): void {
  getOrMake(groups, group.folder, () => []).push(group);
}

function isMeantBy({ target, rejects }: PatchGroup, object: Identity): boolean {
  return isMeant(target, object) && !rejects.some((reject) => isMeant(reject, object));
}

function* inFolders(groups: ByFolder | undefined, folders: ReadonlySet<string>): Generator<PatchGroup> {
  if (groups === undefined) return;
  // Whichever is less: a base of many overlays, or many overlays that patch objects of one name.
  if (groups.size < folders.size) {
    for (const [folder, own] of groups) if (folders.has(folder)) yield* own;
  } else for (const folder of folders) yield* groups.get(folder) ?? [];
}

/** The keys of plain targets that an object may be meant by. */
function* combinations({ gvk, name, namespace }: Identity): Generator<string> {
  const values = [gvk.kind, name, namespace, gvk.group, gvk.version];
  for (let bits = 0; bits < 1 << values.length; bits++) {
    if (values.some((value, i) => value === '' && (bits & (1 << i)) !== 0)) continue;
    yield JSON.stringify(values.map((value, i) => ((bits & (1 << i)) === 0 ? '' : value)));
  }
}

/** A resource of the scan as patches see it: what stands in a ConfigMap's text is patched where the text is. */
export function patchedAs(resource: Resource, path: Path): Path {
  const { within, holder } = resource.document;
  if (holder !== undefined) return holder.at;
  return within === undefined ? path : within.path.slice(-2);
}

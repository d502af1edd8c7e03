/** The patches of a scan by what they are for. */
import type { Path, Resource } from '../model.ts';
import type { Builds } from './builds.ts';
import { type Identity, isAnything, isMeant, isPlainName, type Target } from './targets.ts';
import { Writes } from './writes.ts';

/** Objects that are held against patterns, and steps through what patches write, in one run: beyond, nothing is patched. */
const mostTried = 2_000_000;

/** The patches of one kustomization with one target. */
export interface Group {
  readonly folder: string;
  readonly target: Target;
  /** Of replacements: what is left out. */
  readonly rejects: readonly Target[];
  readonly writes: Writes;
  /** The objects that it is for are of these kinds, one object of each. */
  readonly reached: Map<string, Identity>;
}

/** Groups by folder. */
type ByFolder = Map<string, Group[]>;

const keyed = ['kind', 'name', 'namespace', 'group', 'version'] as const;

export class PatchIndex {
  readonly #builds: Builds;
  /** Namespaces that kustomizations set: an object may be in any of them. */
  readonly #namespaces: ReadonlySet<string>;
  readonly #all = new Map<string, Group>();
  readonly #plain = new Map<string, ByFolder>();
  readonly #patterns: ByFolder = new Map();
  readonly #groups = new Map<number, readonly Group[]>();
  #tried = 0;

  constructor(builds: Builds, namespaces: ReadonlySet<string>) {
    this.#builds = builds;
    this.#namespaces = namespaces;
  }

  /** The group of a target. One that picks out nothing reaches all that is built, and decides nothing of it. */
  group(folder: string, target: Target, rejects: readonly Target[] = []): Group {
    const key = JSON.stringify([folder, Object.values(target), rejects.map((reject) => Object.values(reject))]);
    const known = this.#all.get(key);
    if (known !== undefined) return known;
    const group = { folder, target, rejects, writes: new Writes(), reached: new Map() };
    this.#all.set(key, group);
    const named = this.#namespaces.has(target.namespace) ? { ...target, namespace: '' } : target;
    const isPlain = keyed.every((field) => isPlainName(named[field])) && target.labels + target.annotations === '';
    let byFolder = this.#patterns;
    if (isPlain) {
      const fields = JSON.stringify(keyed.map((field) => named[field]));
      byFolder = this.#plain.get(fields) ?? new Map();
      this.#plain.set(fields, byFolder);
    }
    const groups = byFolder.get(folder);
    if (groups === undefined) byFolder.set(folder, [group]);
    else groups.push(group);
    return group;
  }

  groups(): Iterable<Group> {
    return this.#all.values();
  }

  /** The groups that are for an object in this file, as kustomize sees it. */
  *reaching(file: string, object: Identity): Generator<Group> {
    const { folders } = this.#builds.builders(file);
    if (folders.size === 0) return;
    for (const fields of combinations(object)) {
      for (const group of inFolders(this.#plain.get(fields), folders)) {
        this.#tried++;
        if (isMeantBy(group, object)) yield group;
      }
    }
    for (const group of inFolders(this.#patterns, folders)) {
      if (this.#tried++ > mostTried) return;
      if (isMeantBy(group, object) && this.#isIn(group.target.namespace, object)) yield group;
    }
  }

  /** True if the value at a path of an object, in this file, is one that patches set wherever it is built. */
  isPatched(file: string, id: number, object: Identity, path: Path): boolean {
    const { last } = this.#builds.builders(file);
    if (last.length === 0) return false;
    const groups = this.#groups.get(id) ?? [...this.reaching(file, object)].filter(({ target }) => !isAnything(target));
    this.#groups.set(id, groups);
    const setting = new Set<string>();
    for (const { folder, writes } of groups) {
      if (this.#tried > mostTried) return false;
      const count = () => {
        this.#tried++;
      };
      if (!setting.has(folder) && writes.touches(path, count)) setting.add(folder);
    }
    if (setting.size === 0) return false;
    const covered = this.#builds.upwards(setting);
    return last.every((folder) => covered.has(folder));
  }

  #isIn(namespace: string, object: Identity): boolean {
    return namespace === '' || namespace === object.namespace || this.#namespaces.has(namespace);
  }
}

function isMeantBy({ target, rejects }: Group, object: Identity): boolean {
  return isMeant(target, object) && !rejects.some((reject) => isMeant(reject, object));
}

function* inFolders(groups: ByFolder | undefined, folders: ReadonlySet<string>): Generator<Group> {
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
  const { within } = resource.document;
  return within === undefined ? path : within.path.slice(-2);
}

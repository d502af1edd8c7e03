/** What the kustomizations of a scan patch. */
import { Builds, join } from '../classify/builds.ts';
import { folderOf } from '../classify/clusters.ts';
import { type Patch, patchesOf, type ReachingPatch, readKustomization } from '../classify/kustomize.ts';
import { treeOf } from '../classify/partial.ts';
import { replaced } from '../classify/replacements.ts';
import { at } from '../lib/json.ts';
import type { Document, Json, Resource } from '../model.ts';

/** One file is a patch of a few objects; of more, only these are known to be patched. */
const mostTargets = 100;

/** Under what a kustomization names a file; `target` is undefined where the patch names its object itself. */
interface Named {
  /** The kustomization. */
  readonly by: string;
  readonly target: Json | undefined;
}

/** Gathers the patches of a scan, and which files are patches. */
export class Patches {
  readonly all: ReachingPatch[] = [];
  readonly #files = new Map<string, Named[]>();
  /** The kustomizations that name a file for their replacements. */
  readonly #replacements = new Map<string, string[]>();
  readonly #builds = new Builds();
  readonly #cwd: string;

  /** `cwd` is the folder that the paths of files count from. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The one name of a file, since `../here/a.yaml` and `a.yaml` may be the same. */
  #path(file: string): string {
    return isAbsolute(file) ? join('', file) : join(this.#cwd, file);
  }

  /** A kustomization; `parse` reads a patch inside of it. */
  read(document: Document, parse: (text: string) => readonly Json[]): void {
    const by = document.source.file;
    const folder = folderOf(this.#path(by));
    const found = readKustomization(document, parse);
    this.#builds.add(folder, found);
    this.#add(found.patches, by);
    for (const { file, target } of found.files) note(this.#files, join(folder, file), { by, target });
    for (const file of found.replacements) note(this.#replacements, join(folder, file), by);
  }

  /** Patches of a kustomization are for what it builds; where nothing of that is known, for the objects of its tree. */
  #add(patches: readonly Patch[], by: string): void {
    const folder = folderOf(this.#path(by));
    const reaches = (file: string) => this.#builds.reaches(folder, this.#path(file)) ?? isBelow(treeOf(by), file);
    for (const patch of patches) this.all.push({ ...patch, reaches });
  }

  /** True if a kustomization names the file as a patch, or for replacements. */
  has(file: string): boolean {
    const path = this.#path(file);
    return this.#files.has(path) || this.#replacements.has(path);
  }

  /** A document of such a file that is no object: the operations of a JSON patch, or replacements. */
  operations(file: string, value: Json): void {
    const path = this.#path(file);
    for (const by of this.#replacements.get(path) ?? []) this.#add(replaced(value), by);
    if (!Array.isArray(value)) return;
    for (const { by, target } of this.#files.get(path) ?? []) this.#add(patchesOf(value, target), by);
  }

  /** Objects in files that a kustomization names are partial, and what they set is not known in their base. */
  mark(resources: readonly Resource[]): Resource[] {
    const marked = resources.map((resource) =>
      this.#files.has(this.#path(resource.document.source.file)) ? { ...resource, partial: true } : resource,
    );
    for (const { partial, document, object } of marked) {
      const { within } = document;
      const whole = within === undefined ? object : (at(within.document.value, within.path.slice(0, -2)) ?? null);
      if (partial) this.#object(document.source.file, whole);
    }
    return marked;
  }

  /** A part of an object. Where no kustomization names its file, it is for the objects of its tree. */
  #object(file: string, value: Json): void {
    const named = this.#files.get(this.#path(file));
    if (named !== undefined) {
      for (const { by, target } of named) this.#add(patchesOf(value, target), by);
      return;
    }
    const tree = treeOf(file);
    const reaches = (other: string) => isBelow(tree, other);
    for (const patch of patchesOf(value, undefined)) this.all.push({ ...patch, reaches });
  }
}

function note<T>(files: Map<string, T[]>, file: string, entry: T): void {
  const known = files.get(file);
  if (known === undefined) files.set(file, [entry]);
  else if (known.length < mostTargets) known.push(entry);
}

function isAbsolute(file: string): boolean {
  return /^(?:[a-z]:)?\//i.test(file);
}

function isBelow(folder: string, file: string): boolean {
  return folder === '' || file.startsWith(`${folder}/`);
}

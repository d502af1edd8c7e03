/** What the kustomizations of a scan patch. */
import { type Patch, patchesOf, readKustomization } from '../classify/kustomize.ts';
import { at } from '../lib/json.ts';
import type { Document, Json, Resource } from '../model.ts';

/** One file is a patch of a few objects; of more, only these are known to be patched. */
const mostTargets = 100;

/** Gathers the patches of a scan, and which files are patches. */
export class Patches {
  readonly all: Patch[] = [];
  /** The targets under which kustomizations name a file; undefined where the patch names its object itself. */
  readonly #files = new Map<string, (Json | undefined)[]>();

  /** A kustomization; `parse` reads a patch inside of it. */
  read(document: Document, parse: (text: string) => readonly Json[]): void {
    const { files, patches } = readKustomization(document, parse);
    for (const patch of patches) this.all.push(patch);
    const folder = document.source.file.split('/').slice(0, -1);
    for (const { file, target } of files) {
      const path = join(folder, file);
      const known = this.#files.get(path);
      if (known === undefined) this.#files.set(path, [target]);
      else if (known.length < mostTargets) known.push(target);
    }
  }

  /** True if a kustomization names the file as a patch. */
  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The content of a patch: operations, or a part of an object. */
  note(file: string, value: Json): void {
    for (const target of this.#files.get(file) ?? [undefined]) {
      for (const patch of patchesOf(value, target)) this.all.push(patch);
    }
  }

  /** Objects in files that a kustomization names are partial, and what they set is not known in their base. */
  mark(resources: readonly Resource[]): Resource[] {
    const marked = resources.map((resource) =>
      this.has(resource.document.source.file) ? { ...resource, partial: true } : resource,
    );
    for (const { partial, document, object } of marked) {
      const { within } = document;
      const whole = within === undefined ? object : (at(within.document.value, within.path.slice(0, -2)) ?? null);
      if (partial) this.note(document.source.file, whole);
    }
    return marked;
  }
}

/** A relative path from a folder, `.` and `..` resolved as far as the folder goes. */
function join(folder: readonly string[], path: string): string {
  const parts = [...folder];
  for (const step of path.split('/')) {
    if (step === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}

/** Which of the files that .gitignore names git tracks all the same; the index of a repository is read once. */
import type { FileSystem } from '../lib/host.ts';
import { firstWhere } from '../lib/search.ts';
import { trackedIn, UnknownIndex } from './git-index.ts';
import { fileKind } from './kinds.ts';

interface Index {
  readonly names: ReadonlySet<string>;
  /** The same, so that those of one folder stand together. */
  readonly sorted: readonly string[];
}

export class Tracked {
  readonly #files: FileSystem;
  readonly #indexes = new Map<string, Index | UnknownIndex>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  /** Of these files, and of all in these folders, those that are tracked; all relative to the root. Throws an UnknownIndex. */
  among(root: string, files: Iterable<string>, folders: Iterable<string>): ReadonlySet<string> {
    const index = this.#indexes.get(root) ?? this.#read(root);
    this.#indexes.set(root, index);
    if (index instanceof UnknownIndex) throw index;
    const tracked = new Set<string>();
    for (const file of files) if (index.names.has(file)) tracked.add(file);
    for (const folder of folders) {
      const prefix = `${folder}/`;
      for (let i = firstWhere(index.sorted, (name) => name >= prefix); i < index.sorted.length; i++) {
        const name = index.sorted[i] ?? '';
        if (!name.startsWith(prefix)) break;
        tracked.add(name);
      }
    }
    return tracked;
  }

  #read(root: string): Index | UnknownIndex {
    try {
      const names = trackedIn(this.#files, root, (name) => fileKind(name) !== 'other');
      return { names, sorted: [...names].sort() };
    } catch (error) {
      if (error instanceof UnknownIndex) return error;
      throw error;
    }
  }
}

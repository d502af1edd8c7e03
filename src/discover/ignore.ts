/** The .gitignore files that hold for a folder, as git reads them: from the repository's root down. */
import { kindAt } from '../lib/files.ts';
import { type FileSystem, HostError } from '../lib/host.ts';
import { child, folderOf } from '../lib/paths.ts';
import { type Ask, type Budget, mostComparisons, parseGitignore, type Verdict } from './gitignore.ts';

/** More would be no file for people. */
const mostBytes = 1 << 20;
/** Files of one way down: each is asked about each path below. Deeper ones ignore nothing, so that more is read, not less. */
const mostLevels = 50;

/** What all stacks of a run share: what they may spend, and the files that they have read, by folder. */
export interface Shared extends Budget {
  readonly known: Map<string, Ask>;
}

interface Level {
  readonly folder: string;
  verdict(path: string, isFolder: boolean): Verdict;
}

/** The levels that hold for one folder; immutable. */
export class IgnoreStack {
  /** The folder that holds `.git`; undefined outside of a repository. */
  readonly root: string | undefined;
  /** What the levels above say of the folder that the stack was made for. */
  readonly ignoresStart: boolean;
  readonly #levels: readonly Level[];
  readonly #shared: Shared;

  private constructor(root: string | undefined, levels: readonly Level[], shared: Shared, ignoresStart = false) {
    this.root = root;
    this.#levels = levels;
    this.#shared = shared;
    this.ignoresStart = ignoresStart;
  }

  static shared(): Shared {
    return { left: mostComparisons, known: new Map() };
  }

  /**
   * The levels above a folder that a user named, up to the one that holds `.git`; none outside of a repository, and
   * none if they ignore the folder itself: whoever names it wants it read.
   */
  static async above(files: FileSystem, folder: string, shared = IgnoreStack.shared()): Promise<IgnoreStack> {
    const parents: string[] = [];
    let root = folder;
    for (; kindAt(files, child(root, '.git')) === 'missing'; root = parents[0] ?? '') {
      const parent = folderOf(root);
      if (parent === '') return new IgnoreStack(undefined, [], shared);
      parents.unshift(parent);
    }
    let stack = new IgnoreStack(root, [], shared);
    for (const [i, parent] of parents.entries()) {
      if (kindAt(files, child(parent, '.gitignore')) === 'file') stack = await stack.below(files, parent);
      if (stack.ignores(parents[i + 1] ?? folder, true)) return new IgnoreStack(root, [], shared, true);
    }
    return stack;
  }

  /** This stack and the .gitignore of a folder below. */
  async below(files: FileSystem, folder: string): Promise<IgnoreStack> {
    if (this.#levels.length >= mostLevels) return this;
    const cached = this.#shared.known.get(folder);
    const text = cached === undefined ? textOf(files, child(folder, '.gitignore')) : 'read';
    if (text === '') return this;
    const verdict = cached ?? (await parseGitignore(text, this.#shared));
    this.#shared.known.set(folder, verdict);
    const level = { folder, verdict };
    return new IgnoreStack(this.root, [...this.#levels, level], this.#shared);
  }

  /** An empty stack for a folder that holds a repository of its own, where what is above says nothing. */
  within(folder: string): IgnoreStack {
    return new IgnoreStack(folder, [], this.#shared);
  }

  /** True if git would ignore the path, whose folders it does not. The deepest level that says something decides. */
  ignores(path: string, isFolder: boolean): boolean {
    for (let i = this.#levels.length - 1; i >= 0; i--) {
      const { folder, verdict } = this.#levels[i] as Level;
      const said = verdict(path.slice(folder === '/' ? 1 : folder.length + 1), isFolder);
      if (said !== undefined) return said === 'ignored';
    }
    return false;
  }
}

/** git, too, goes on without a .gitignore that it cannot read. */
function textOf(files: FileSystem, path: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(files.read(path, mostBytes).binary, (byte) => byte.charCodeAt(0)));
  } catch (error) {
    if (error instanceof HostError) return '';
    throw error;
  }
}

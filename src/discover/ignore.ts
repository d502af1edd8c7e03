/** The .gitignore files that hold for a folder, as git reads them: from the repository's root down. */
import type { Ignore } from 'ignore';
import { type FileSystem, HostError } from '../lib/host.ts';

/** More would be no file for people. */
const mostBytes = 1 << 20;

interface Level {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** The levels that hold for one folder; immutable. */
export class IgnoreStack {
  readonly #levels: readonly Level[];

  private constructor(levels: readonly Level[]) {
    this.#levels = levels;
  }

  /** The levels above a folder, up to the one that holds `.git`; none outside of a repository. */
  static async above(files: FileSystem, folder: string): Promise<IgnoreStack> {
    const parents: string[] = [];
    for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/'))) {
      if (kindOf(files, `${at}/.git`) !== 'missing') break;
      if (!at.includes('/')) return new IgnoreStack([]);
      const parent = at.slice(0, at.lastIndexOf('/'));
      parents.unshift(parent);
    }
    let stack = new IgnoreStack([]);
    for (const parent of parents) {
      if (kindOf(files, `${parent}/.gitignore`) === 'file') stack = await stack.below(files, parent);
    }
    return stack;
  }

  /** This stack and the .gitignore of a folder below. */
  async below(files: FileSystem, folder: string): Promise<IgnoreStack> {
    const text = textOf(files, `${folder}/.gitignore`);
    if (text === '') return this;
    const { default: ignore } = await import('ignore');
    return new IgnoreStack([...this.#levels, { folder, patterns: ignore().add(text) }]);
  }

  /** True if git would ignore the path. The deepest level that says something decides. */
  ignores(path: string, isFolder: boolean): boolean {
    let ignored = false;
    for (const { folder, patterns } of this.#levels) {
      const inside = path.slice(folder.length + 1) + (isFolder ? '/' : '');
      const found = patterns.test(inside);
      if (found.ignored) ignored = true;
      else if (found.unignored) ignored = false;
    }
    return ignored;
  }
}

/** git, too, goes on without a .gitignore that it cannot read. */
function textOf(files: FileSystem, path: string): string {
  try {
    return new TextDecoder().decode(files.read(path, mostBytes));
  } catch (error) {
    if (error instanceof HostError) return '';
    throw error;
  }
}

function kindOf(files: FileSystem, path: string) {
  try {
    return files.stat(path).kind;
  } catch (error) {
    if (error instanceof HostError) return 'missing';
    throw error;
  }
}

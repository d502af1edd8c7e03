/** The .gitignore files that hold for a folder, as git reads them: from the repository's root down. */
import { type FileSystem, HostError } from '../lib/host.ts';
import { parseGitignore, type Verdict } from './gitignore.ts';

/** More would be no file for people. */
const mostBytes = 1 << 20;

interface Level {
  readonly folder: string;
  verdict(path: string, isFolder: boolean): Verdict;
}

/** The levels that hold for one folder; immutable. */
export class IgnoreStack {
  readonly #levels: readonly Level[];

  private constructor(levels: readonly Level[]) {
    this.#levels = levels;
  }

  /**
   * The levels above a folder that a user named, up to the one that holds `.git`; none outside of a repository, and
   * none if they ignore the folder itself: whoever names it wants it read.
   */
  static async above(files: FileSystem, folder: string): Promise<IgnoreStack> {
    const parents: string[] = [];
    for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/'))) {
      if (kindOf(files, `${at}/.git`) !== 'missing') break;
      if (!at.includes('/')) return new IgnoreStack([]);
      const parent = at.slice(0, at.lastIndexOf('/'));
      parents.unshift(parent);
    }
    let stack = new IgnoreStack([]);
    for (const [i, parent] of parents.entries()) {
      if (kindOf(files, `${parent}/.gitignore`) === 'file') stack = await stack.below(files, parent);
      if (stack.ignores(parents[i + 1] ?? folder, true)) return new IgnoreStack([]);
    }
    return stack;
  }

  /** This stack and the .gitignore of a folder below. */
  async below(files: FileSystem, folder: string): Promise<IgnoreStack> {
    const text = textOf(files, `${folder}/.gitignore`);
    if (text === '') return this;
    return new IgnoreStack([...this.#levels, { folder, verdict: await parseGitignore(text) }]);
  }

  /** True if git would ignore the path, whose folders it does not. The deepest level that says something decides. */
  ignores(path: string, isFolder: boolean): boolean {
    for (const { folder, verdict } of this.#levels.toReversed()) {
      const found = verdict(path.slice(folder === '/' ? 1 : folder.length + 1), isFolder);
      if (found !== undefined) return found === 'ignored';
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

function kindOf(files: FileSystem, path: string) {
  try {
    return files.stat(path).kind;
  } catch (error) {
    if (error instanceof HostError) return 'missing';
    throw error;
  }
}

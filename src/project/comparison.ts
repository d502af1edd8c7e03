/** What changed in the working tree since a commit. */
import { IgnoreStack } from '../discover/ignore.ts';
import { readExtensions } from '../discover/kinds.ts';
import { nodeFiles } from '../host/files.ts';
import { diff, rewriting } from '../host/git.ts';
import { below } from '../lib/paths.ts';
import type { Changes, FileChange } from '../narrow/changes.ts';
import { readDiff } from '../narrow/diff.ts';
import { readAttributes } from '../narrow/names.ts';
import { ignoring, isGitignore } from './gitignore.ts';
import type { Repository } from './repository.ts';
import type { AtCommit } from './state.ts';

/** What findings of plans are placed in (`.tf.json` is JSON). */
const sourceExtensions = ['tf', 'tofu'];

/**
 * The working tree against a commit; all is new where there is none yet. `named` are files that are read whatever they are
 * called.
 */
export async function against(
  from: Repository,
  named: readonly string[],
  state: AtCommit | undefined,
): Promise<Changes> {
  const { git, root, tracked: all, submodules, filters } = from;
  if (state === undefined) {
    return { root, files: new Map(), tracked: new Set(), submodules: new Set(), removed: false };
  }
  const others = new Set(named.map((path) => below(root, path)).filter((path) => path !== undefined));
  // What is not compared must not pass for unchanged.
  const extensions = [...readExtensions, ...sourceExtensions];
  const extension = new RegExp(`\\.(?:${extensions.join('|')})$`, 'i');
  const tracked = new Set([...all].filter((path) => extension.test(path) || others.has(path)));
  const paths = [...[...others].filter((path) => tracked.has(path)), ...submodules];
  const { files, removed } = readDiff(await diff(git, state.commit, { extensions, paths, filters }));
  // What a filter or another encoding rewrites has other lines for git than for who reads the file, and attributes come
  // from those who made the change.
  const compared = [...files].filter(([, change]) => change !== 'all').map(([file]) => file);
  const rewritten = compared.length === 0 ? [] : readAttributes(await rewriting(git, compared));
  const whole = [...rewritten, ...(await noLongerIgnored(state, tracked))];
  return { root, files: wholly(files, whole), tracked, submodules, removed };
}

function wholly(files: ReadonlyMap<string, FileChange>, whole: readonly string[]): ReadonlyMap<string, FileChange> {
  return new Map([...files, ...whole.map((file) => [file, 'all'] as const)]);
}

/** Files that a .gitignore of the commit hid, and those of now do not: nobody has seen what is wrong in them. */
async function noLongerIgnored(state: AtCommit, tracked: ReadonlySet<string>): Promise<readonly string[]> {
  if (![...state.differs.keys()].some(isGitignore)) return [];
  const spent = IgnoreStack.shared();
  const [before, now] = [ignoring(await state.files(), state.root, spent), ignoring(nodeFiles, state.root)];
  const fresh: string[] = [];
  for (const path of tracked) {
    const wasIgnored = await before(path);
    // What took too long to tell may have been ignored.
    if ((wasIgnored || spent.left < 0) && !(await now(path))) fresh.push(path);
  }
  return fresh;
}

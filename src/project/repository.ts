/** The git repository that a run asks what changed, and the commits in it. */
import { nodeFiles } from '../host/files.ts';
import { commitOf, filtersOf, type Git, gitIn, index, mergeBase, repository } from '../host/git.ts';
import { kindAt, repositoryOf } from '../lib/files.ts';
import { HostError } from '../lib/host.ts';
import { folderOf } from '../lib/paths.ts';
import { readIndex } from '../narrow/names.ts';
import { Refusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** A repository that can be asked. Ids of commits are whole. */
export interface Repository {
  readonly git: Git;
  /** Of the working tree: absolute, links followed, with forward slashes. */
  readonly root: string;
  readonly shallow: boolean;
  /** Undefined before the first commit. */
  readonly head: string | undefined;
  /** Files that git keeps now, and repositories inside. */
  readonly tracked: ReadonlySet<string>;
  readonly submodules: ReadonlySet<string>;
  /** Names of filters, none of which runs. */
  readonly filters: readonly string[];
}

/**
 * Asks git something for a flag, in the repository of the working directory, or else of the first path. Throws a Refusal
 * where it cannot answer.
 */
export async function askGit<T>(
  { cwd, env }: Workspace,
  [first = cwd]: readonly string[],
  flag: string,
  work: (repository: Repository) => Promise<T>,
): Promise<T> {
  const folder =
    repositoryOf(nodeFiles, cwd) ??
    repositoryOf(nodeFiles, kindAt(nodeFiles, first) === 'folder' ? first : folderOf(first));
  if (folder === undefined) {
    throw new Refusal(`${flag} needs a git repository, but ${JSON.stringify(cwd)} is not in one: run it inside one.`);
  }
  const git = gitIn(folder, env);
  if (git === undefined) {
    throw new Refusal(`${flag} needs git, which is not on PATH: install it, or name files with --report-on.`);
  }
  try {
    const { root, shallow } = await repository(git);
    const real = nodeFiles.real(root) ?? root;
    const { tracked, submodules } = readIndex(await index(git));
    const inner = await innerRepositories(real, submodules, env);
    const filters = await filtersOf(git, inner);
    return await work({ git, root: real, shallow, head: await commitOf(git, 'HEAD'), tracked, submodules, filters });
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.message.includes('dubious ownership')) {
      const command = `git config --global --add safe.directory ${JSON.stringify(folder)}`;
      throw new Refusal(`git does not trust the owner of this repository, so ${flag} cannot use it: run ${command}.`);
    }
    throw new Refusal(`git cannot tell what changed (${error.message}): fix that, or leave ${flag} out.`);
  }
}

/** More repositories inside of each other are nobody's work. */
const mostInner = 1_000;

/** git in the submodules that are there, and in theirs: it looks into them, by their own configuration. */
async function innerRepositories(
  root: string,
  submodules: ReadonlySet<string>,
  env: Workspace['env'],
): Promise<readonly Git[]> {
  const inner: Git[] = [];
  const folders = [...submodules].map((path) => `${root}/${path}`);
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (kindAt(nodeFiles, `${folder}/.git`) === 'missing') continue;
    const git = gitIn(folder, env);
    if (git === undefined) continue;
    if (inner.length >= mostInner) throw new HostError(`there are more than ${mostInner} repositories in it`);
    inner.push(git);
    for (const path of readIndex(await index(git)).submodules) folders.push(`${folder}/${path}`);
  }
  return inner;
}

/** The commit that a name means. Throws a Refusal where the clone has none. */
export async function commitNamed({ git }: Repository, name: string, flag: string): Promise<string> {
  const commit = await commitOf(git, name);
  if (commit !== undefined) return commit;
  throw new Refusal(
    `There is no commit ${JSON.stringify(name)} in this clone: correct ${flag}, or fetch it (git fetch; in a checkout of CI, fetch-depth: 0).`,
  );
}

/** The merge base of a commit and HEAD. */
export async function baseOf(from: Repository, name: string, flag: string): Promise<string> {
  const { git, head, shallow } = from;
  const shown = JSON.stringify(name);
  const other = await commitNamed(from, name, flag);
  if (head === undefined) throw new Refusal('HEAD has no commit yet, so nothing can be its base: use --changed.');
  const base = await mergeBase(git, head, other);
  if (base !== undefined) return base;
  throw new Refusal(
    shallow
      ? `This clone is too shallow to hold the merge base of ${shown} and HEAD: run git fetch --unshallow, or check out with fetch-depth: 0.`
      : `${shown} and HEAD have no history in common: name the branch that HEAD came from.`,
  );
}

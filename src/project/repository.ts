/** The git repository that a run asks what changed, and its states at commits. */
import type { World } from '../cli/process.ts';
import { IgnoreStack } from '../discover/ignore.ts';
import { fileKind, readExtensions } from '../discover/kinds.ts';
import { nodeFiles } from '../host/files.ts';
import { type FormerTree, formerFiles } from '../host/former-files.ts';
import {
  blobs,
  commitOf,
  diff,
  differing,
  filtersOf,
  type Git,
  gitIn,
  index,
  mergeBase,
  repository,
  rewriting,
} from '../host/git.ts';
import { kindAt, repositoryOf } from '../lib/files.ts';
import { type FileSystem, HostError } from '../lib/host.ts';
import { defaultLimits } from '../lib/limits.ts';
import { below, folderOf } from '../lib/paths.ts';
import type { Changes, FileChange } from '../narrow/changes.ts';
import { readDiff } from '../narrow/diff.ts';
import { type Former, readAttributes, readIndex, readRaw } from '../narrow/names.ts';
import { Refusal } from './refusal.ts';

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

/** The working tree's files as they were at a commit. */
export interface AtCommit {
  readonly commit: string;
  readonly root: string;
  readonly tracked: ReadonlySet<string>;
  /** All files that differ, relative to the root, and what each was; undefined: it was not there. */
  readonly differs: ReadonlyMap<string, Former | undefined>;
  /** The file system at the commit; what was named and has no past there is as it is now. */
  files(): Promise<FileSystem>;
}

/**
 * Asks git something for a flag, in the repository of the working directory, or else of the first path. Throws a Refusal
 * where it cannot answer.
 */
export async function askGit<T>(
  { cwd, env }: World,
  [first = cwd]: readonly string[],
  flag: string,
  work: (repository: Repository) => Promise<T>,
): Promise<T> {
  const folder =
    repositoryOf(nodeFiles, cwd) ??
    repositoryOf(nodeFiles, kindAt(nodeFiles, first) === 'folder' ? first : folderOf(first));
  if (folder === undefined) {
    throw new Refusal(`${flag} needs a git repository, and ${JSON.stringify(cwd)} is in none: run it inside of one.`);
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
      throw new Refusal(
        `git does not trust the owner of this repository, so that ${flag} cannot ask it: run ${command}.`,
      );
    }
    throw new Refusal(`git cannot tell what changed (${error.message}): mend that, or leave ${flag} out.`);
  }
}

/** More repositories inside of each other are nobody's work. */
const mostInner = 1_000;

/** git in the submodules that are there, and in theirs: it looks into them, by their own configuration. */
async function innerRepositories(
  root: string,
  submodules: ReadonlySet<string>,
  env: World['env'],
): Promise<readonly Git[]> {
  const found: Git[] = [];
  const folders = [...submodules].map((path) => `${root}/${path}`);
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (kindAt(nodeFiles, `${folder}/.git`) === 'missing') continue;
    const git = gitIn(folder, env);
    if (git === undefined) continue;
    if (found.length >= mostInner) throw new HostError(`there are more than ${mostInner} repositories in it`);
    found.push(git);
    for (const path of readIndex(await index(git)).submodules) folders.push(`${folder}/${path}`);
  }
  return found;
}

/** The commit that a name means. Throws a Refusal where the clone has none. */
export async function commitNamed({ git }: Repository, name: string, flag: string): Promise<string> {
  const found = await commitOf(git, name);
  if (found !== undefined) return found;
  throw new Refusal(
    `There is no commit ${JSON.stringify(name)} in this clone: correct ${flag}, or fetch it (git fetch; in a checkout of CI, fetch-depth: 0).`,
  );
}

/** The merge base of a commit and HEAD. */
export async function baseOf(from: Repository, name: string, flag: string): Promise<string> {
  const { git, head, shallow } = from;
  const shown = JSON.stringify(name);
  const other = await commitNamed(from, name, flag);
  if (head === undefined) throw new Refusal('HEAD has no commit yet, so that nothing can be its base: use --changed.');
  const base = await mergeBase(git, head, other);
  if (base !== undefined) return base;
  throw new Refusal(
    shallow
      ? `This clone is too shallow to hold the merge base of ${shown} and HEAD: run git fetch --unshallow, or check out with fetch-depth: 0.`
      : `${shown} and HEAD have no history in common: name the branch that HEAD came from.`,
  );
}

/** The files at a commit. `named` are absolute paths that the user gave. */
export async function stateAt(
  { git, root, tracked, submodules, filters }: Repository,
  named: readonly string[],
  commit: string,
): Promise<AtCommit> {
  const differs = readRaw(await differing(git, commit, { filters }));
  let files: Promise<FileSystem> | undefined;
  const make = async (): Promise<FileSystem> => {
    const texts = await textsOf(
      git,
      differs,
      named.map((path) => below(root, path)),
    );
    const changed: FormerTree['changed'] = new Map(
      [...differs].map(([path, former]) => [
        path,
        former === undefined ? 'absent' : { link: former.mode === '120000', text: texts.get(former.id) },
      ]),
    );
    const withoutPast = named.filter((path) => {
      const own = below(root, path);
      return own !== undefined && !tracked.has(own) && !differs.has(own);
    });
    return formerFiles({ root, changed, tracked, submodules, named: new Set(withoutPast) });
  };
  return {
    commit,
    root,
    tracked,
    differs,
    files: () => {
      files ??= make();
      return files;
    },
  };
}

/** What only a kustomization, a config or a person names may have any name, and is small. */
const mostOfOthers = 1 << 20;

async function textsOf(
  git: Git,
  differs: AtCommit['differs'],
  named: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const known = new Set(named);
  const [read, others]: [string[], string[]] = [[], []];
  for (const [path, former] of differs) {
    if (former === undefined || former.mode === '160000') continue;
    (fileKind(path) !== 'other' || known.has(path) ? read : others).push(former.id);
  }
  return new Map([...(await blobs(git, read, defaultLimits.yamlBytes)), ...(await blobs(git, others, mostOfOthers))]);
}

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
  const extension = new RegExp(`\\.(?:${readExtensions.join('|')})$`, 'i');
  const tracked = new Set([...all].filter((path) => extension.test(path) || others.has(path)));
  const paths = [...[...others].filter((path) => tracked.has(path)), ...submodules];
  const { files, removed } = readDiff(await diff(git, state.commit, { extensions: readExtensions, paths, filters }));
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
  const found: string[] = [];
  for (const path of tracked) {
    const wasIgnored = await before(path);
    // What took too long to tell may have been ignored.
    if ((wasIgnored || spent.left < 0) && !(await now(path))) found.push(path);
  }
  return found;
}

/** True for the path of a .gitignore. */
export function isGitignore(path: string): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore');
}

/** Tells whether git would ignore a path relative to the root, or a folder that holds it. */
export function ignoring(
  files: FileSystem,
  root: string,
  shared = IgnoreStack.shared(),
): (path: string) => Promise<boolean> {
  const folders = new Map<string, Promise<IgnoreStack | 'ignored'>>();
  const stackOf = (folder: string): Promise<IgnoreStack | 'ignored'> => {
    const found = folders.get(folder) ?? open(folder);
    folders.set(folder, found);
    return found;
  };
  const open = async (folder: string): Promise<IgnoreStack | 'ignored'> => {
    if (folder === '') return (await IgnoreStack.above(files, root, shared)).below(files, root);
    const above = await stackOf(folderOf(folder));
    if (above === 'ignored' || above.ignores(`${root}/${folder}`, true)) return 'ignored';
    return above.below(files, `${root}/${folder}`);
  };
  return async (path) => {
    const stack = await stackOf(folderOf(path));
    return stack === 'ignored' || stack.ignores(`${root}/${path}`, false);
  };
}

/** `--changed`, `--changed-from`, `--report-on` and `--hook`: what to report on. */
import { readExtensions } from '../discover/kinds.ts';
import { nodeFiles } from '../host/files.ts';
import { commitOf, diff, type Git, gitIn, index, mergeBase, repository, rewriting } from '../host/git.ts';
import { HostError } from '../lib/host.ts';
import type { LintRequest } from '../lint/request.ts';
import { below, type Changes, type FileChange } from '../narrow/changes.ts';
import { readDiff } from '../narrow/diff.ts';
import type { ReportOn } from '../narrow/index.ts';
import { readAttributes, readIndex } from '../narrow/names.ts';
import type { CheckOptions } from './options.ts';
import { absolute, kindAt, repositoryOf, up } from './paths.ts';
import { Refusal, type World } from './world.ts';

/** What the command was given. */
export interface Given {
  /** What is read: absolute. */
  readonly paths: readonly string[];
  /** What standard input is called, if it is read. */
  readonly stdin: string | undefined;
  /** The paths of `--hook`, as they were given. */
  readonly hooked: readonly string[] | undefined;
}

/** What to report on. Throws a Refusal where that cannot be told. */
export async function narrowing(
  world: World,
  options: CheckOptions,
  { paths, stdin, hooked }: Given,
): Promise<LintRequest['narrow']> {
  const { cwd } = world;
  const { reportOn } = options;
  const lists: ReportOn[] = [];
  if (reportOn !== undefined) lists.push(listOf(reportOn.map((path) => existing(cwd, path))));
  // A file that went away while the hook ran holds no finding.
  if (hooked !== undefined) lists.push({ ...listOf(hooked.map((path) => absolute(cwd, path))), dashed: true });

  const changes = await changesOf(world, paths, options);
  return {
    changes,
    reportOn: lists,
    where(file) {
      const named = absolute(cwd, file);
      // A backslash stands for a slash in paths: a name that holds one could pass for another file.
      const real = file === stdin || file.includes('\\') ? undefined : nodeFiles.real(named);
      return real === undefined ? { named } : { named, real };
    },
  };
}

function existing(cwd: string, path: string): string {
  const whole = absolute(cwd, path);
  if (kindAt(whole) === 'missing') {
    throw new Refusal(`There is no file or folder ${JSON.stringify(path)}: correct --report-on.`);
  }
  return whole;
}

function listOf(paths: readonly string[]): ReportOn {
  const all = paths.flatMap((path) => [path, nodeFiles.real(path) ?? path]);
  return { files: new Set(all), folders: all.filter((path) => kindAt(path) === 'folder'), dashed: false };
}

/** What the flags compare with: HEAD, a merge base, both or nothing. */
async function changesOf(
  world: World,
  paths: readonly string[],
  { changed, changedFrom }: CheckOptions,
): Promise<readonly Changes[]> {
  if (changed === undefined && changedFrom === undefined) return [];
  const flag = changed === undefined ? '--changed-from' : '--changed';
  const { git, folder } = gitFor(world, paths, flag);
  try {
    const { root, shallow } = await repository(git);
    const tree = { git, root: nodeFiles.real(root) ?? root };
    const head = await commitOf(git, 'HEAD');
    const named = paths
      .filter((path) => kindAt(path) === 'file')
      .flatMap((path) => [path, nodeFiles.real(path) ?? path]);
    return [
      ...(changed ? [await against(tree, named, head)] : []),
      ...(changedFrom === undefined ? [] : [await against(tree, named, await baseOf(git, changedFrom, head, shallow))]),
    ];
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

/** git in the repository of the working directory, or else of the first path. */
function gitFor(
  { cwd, env }: World,
  [first = cwd]: readonly string[],
  flag: string,
): { readonly git: Git; readonly folder: string } {
  const folder = repositoryOf(cwd) ?? repositoryOf(kindAt(first) === 'folder' ? first : up(first));
  if (folder === undefined) {
    throw new Refusal(`${flag} needs a git repository, and ${JSON.stringify(cwd)} is in none: run it inside of one.`);
  }
  const git = gitIn(folder, env);
  if (git === undefined) {
    throw new Refusal(`${flag} needs git, which is not on PATH: install it, or name files with --report-on.`);
  }
  return { git, folder };
}

/** The merge base of a commit and HEAD. */
async function baseOf(git: Git, name: string, head: string | undefined, shallow: boolean): Promise<string> {
  const shown = JSON.stringify(name);
  const other = await commitOf(git, name);
  if (other === undefined) {
    throw new Refusal(
      `There is no commit ${shown} in this clone: correct --changed-from, or fetch it (git fetch; in a checkout of CI, fetch-depth: 0).`,
    );
  }
  if (head === undefined) throw new Refusal('HEAD has no commit yet, so that nothing can be its base: use --changed.');
  const base = await mergeBase(git, head, other);
  if (base !== undefined) return base;
  throw new Refusal(
    shallow
      ? `This clone is too shallow to hold the merge base of ${shown} and HEAD: run git fetch --unshallow, or check out with fetch-depth: 0.`
      : `${shown} and HEAD have no history in common: name the branch that HEAD came from.`,
  );
}

/**
 * The working tree against a commit; all is new where there is none yet. `named` are files that are read whatever they are
 * called.
 */
async function against(
  { git, root }: { readonly git: Git; readonly root: string },
  named: readonly string[],
  commit: string | undefined,
): Promise<Changes> {
  if (commit === undefined) {
    return { root, files: new Map(), tracked: new Set(), submodules: new Set(), removed: false };
  }
  const { tracked: all, submodules } = readIndex(await index(git));
  const others = new Set(named.map((path) => below(root, path)).filter((path) => path !== undefined));
  // What is not compared must not pass for unchanged.
  const extension = new RegExp(`\\.(?:${readExtensions.join('|')})$`, 'i');
  const tracked = new Set([...all].filter((path) => extension.test(path) || others.has(path)));
  const paths = [...[...others].filter((path) => tracked.has(path)), ...submodules];
  const { files, removed } = readDiff(await diff(git, commit, { extensions: readExtensions, paths }));
  // What a filter or another encoding rewrites has other lines for git than for who reads the file, and attributes come
  // from those who made the change.
  const compared = [...files].filter(([, change]) => change !== 'all').map(([file]) => file);
  const rewritten = compared.length === 0 ? [] : readAttributes(await rewriting(git, compared));
  return { root, files: wholly(files, rewritten), tracked, submodules, removed };
}

function wholly(files: ReadonlyMap<string, FileChange>, rewritten: readonly string[]): ReadonlyMap<string, FileChange> {
  return new Map([...files, ...rewritten.map((file) => [file, 'all'] as const)]);
}

/** What to report on, where not on everything: what changed, or some files. */
import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { kindAt } from '../lib/files.ts';
import type { LintRequest } from '../lint/request.ts';
import type { Changes } from '../narrow/changes.ts';
import type { ReportOn } from '../narrow/index.ts';
import { against } from './comparison.ts';
import { Refusal } from './refusal.ts';
import { askGit, baseOf } from './repository.ts';
import { type AtCommit, stateAt } from './state.ts';
import type { Workspace } from './workspace.ts';

/** What is asked for. */
export interface ReportOptions {
  /** What differs from HEAD. */
  readonly changed?: true;
  /** A name of a commit: what differs from its merge base with HEAD. */
  readonly changedFrom?: string;
  /** Files and folders, as they were given. */
  readonly reportOn?: readonly string[];
}

/** What is read, and what else says on which files to report. */
export interface Given {
  /** What is read: absolute. */
  readonly paths: readonly string[];
  /** What standard input is called, if it is read. */
  readonly stdin: string | undefined;
  /** The paths of `--hook`, as they were given. */
  readonly hooked: readonly string[] | undefined;
}

/** What to report on, and the states before each of the changes. */
export interface ReportScope {
  readonly narrow: NonNullable<LintRequest['narrow']>;
  readonly states: readonly (AtCommit | undefined)[];
}

/** What to report on. Throws a Refusal where that cannot be told. */
export async function narrowing(
  workspace: Workspace,
  options: ReportOptions,
  { paths, stdin, hooked }: Given,
): Promise<ReportScope> {
  const { cwd } = workspace;
  const { reportOn } = options;
  const lists: ReportOn[] = [];
  if (reportOn !== undefined) lists.push(listOf(reportOn.map((path) => existing(cwd, path))));
  // A file that went away while the hook ran holds no finding.
  if (hooked !== undefined) lists.push({ ...listOf(hooked.map((path) => absolute(cwd, path))), dashed: true });

  const compared = await comparisons(workspace, paths, options);
  const narrow: ReportScope['narrow'] = {
    changes: compared.map(({ changes }) => changes),
    reportOn: lists,
    where(file) {
      const named = absolute(cwd, file);
      // A backslash stands for a slash in paths: a name that holds one could pass for another file.
      const real = file === stdin || file.includes('\\') ? undefined : nodeFiles.real(named);
      return real === undefined ? { named } : { named, real };
    },
  };
  return { narrow, states: compared.map(({ state }) => state) };
}

function existing(cwd: string, path: string): string {
  const whole = absolute(cwd, path);
  if (kindAt(nodeFiles, whole) === 'missing') {
    throw new Refusal(`There is no file or folder ${JSON.stringify(path)}: correct --report-on.`);
  }
  return whole;
}

function listOf(paths: readonly string[]): ReportOn {
  const all = paths.flatMap((path) => [path, nodeFiles.real(path) ?? path]);
  return { files: new Set(all), folders: all.filter((path) => kindAt(nodeFiles, path) === 'folder'), dashed: false };
}

/** What the flags compare with: HEAD, a merge base, both or nothing. The states of commits that are none are undefined. */
async function comparisons(
  workspace: Workspace,
  paths: readonly string[],
  { changed, changedFrom }: ReportOptions,
): Promise<readonly { readonly changes: Changes; readonly state: AtCommit | undefined }[]> {
  if (changed === undefined && changedFrom === undefined) return [];
  const flag = changed === undefined ? '--changed-from' : '--changed';
  return askGit(workspace, paths, flag, async (repository) => {
    const named = filesAmong(paths);
    const commits = [
      ...(changed ? [repository.head] : []),
      ...(changedFrom === undefined ? [] : [await baseOf(repository, changedFrom, '--changed-from')]),
    ];
    return Promise.all(
      commits.map(async (commit) => {
        const state = commit === undefined ? undefined : await stateAt(repository, named, commit);
        return { changes: await against(repository, named, state), state };
      }),
    );
  });
}

/** Files that the user named, by each of their names. */
export function filesAmong(paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => kindAt(nodeFiles, path) === 'file')
    .flatMap((path) => [path, nodeFiles.real(path) ?? path]);
}

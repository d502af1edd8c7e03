/** The states of commits: the same run as it would have been there, and what changed in its settings since. */
import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { kindAt } from '../lib/files.ts';
import { append } from '../lib/lists.ts';
import { below, folderOf, isWithin, relative } from '../lib/paths.ts';
import type { LintRequest, LintResult } from '../lint/request.ts';
import type { Ledger } from '../model/report.ts';
import type { OpenBaseline } from './baseline-file.ts';
import { filesAmong } from './changed.ts';
import { loosened } from './loosened.ts';
import { Refusal } from './refusal.ts';
import { askGit, baseOf, commitNamed } from './repository.ts';
import { type Asked, type Settings, settingsIn } from './settings.ts';
import { type AtCommit, stateAt } from './state.ts';
import type { Workspace } from './workspace.ts';

type Earlier = Settings & { readonly unusable?: string };

interface Run {
  readonly request: LintRequest;
  readonly asked: Asked;
  readonly settings: Settings;
  /** Of the commits that the flags compare with; undefined for one that is not there yet. */
  readonly states: readonly (AtCommit | undefined)[];
  /** A name of a commit: it is told what was loosened since its merge base with HEAD. */
  readonly loosenedFrom: string | undefined;
}

/** The settings as they are at the commit of `--config-from`. */
export async function settingsFrom(
  workspace: Workspace,
  paths: readonly string[],
  asked: Asked,
  warn: (sentence: string) => void,
): Promise<Settings> {
  const { configFrom = '', change } = asked.options;
  if (change !== undefined) {
    throw new Refusal(`--${change}-baseline writes the current baseline: leave out --config-from.`);
  }
  const state = await askGit(workspace, paths, '--config-from', async (repository) =>
    stateAt(repository, [], await commitNamed(repository, configFrom, '--config-from')),
  );
  return settingsIn({ files: await state.files(), absolute }, { ...asked, former: true }, (text) =>
    warn(`${text} (--config-from ${configFrom})`),
  );
}

/** The states before a change. */
export class History {
  readonly #run: Run;
  /** The states that are compared, and one that is only told of; each commit once. */
  readonly #told: readonly AtCommit[];
  readonly #settings = new Map<AtCommit, Promise<Earlier>>();

  private constructor(run: Run, told: readonly AtCommit[]) {
    this.#run = run;
    this.#told = told;
  }

  static async of(workspace: Workspace, run: Run): Promise<History> {
    const { loosenedFrom } = run;
    const states = run.states.filter((state) => state !== undefined);
    if (loosenedFrom === undefined) return new History(run, states);
    const { paths } = run.request;
    const state = await askGit(workspace, paths, '--loosened-from', async (repository) =>
      stateAt(repository, filesAmong(paths), await baseOf(repository, loosenedFrom, '--loosened-from')),
    );
    return new History(run, states.some(({ commit }) => commit === state.commit) ? states : [...states, state]);
  }

  /** One for each of the states that are compared; undefined where nothing can differ. */
  get requests(): NonNullable<NonNullable<LintRequest['narrow']>['before']> {
    return this.#run.states.map((state) => async (candidates) => {
      if (state === undefined || this.#isPresent(state, candidates)) return undefined;
      return requestAt(this.#run.request, state, await this.#settingsAt(state));
    });
  }

  /** What changed since each of the commits that decides on findings. */
  async loosened({ left, scan }: LintResult): Promise<NonNullable<Ledger['loosened']>> {
    const all: NonNullable<Ledger['loosened']>[number][] = [];
    const { asked, settings } = this.#run;
    for (const state of this.#told) {
      const ignores = left.some(({ reason }) => reason.includes('.gitignore'));
      if (state.differs.size === 0 && !ignores && !this.#hasUntracked(state)) continue;
      const subjects = subjectsIn(scan, asked.cwd, state.root);
      const change = { state, before: await this.#settingsAt(state), after: settings, ...asked, left, subjects };
      append(all, await loosened(change));
    }
    return all;
  }

  /** True if a config or a baseline is used that git does not keep: it was not there before. */
  #hasUntracked({ root, tracked }: AtCommit): boolean {
    const { loaded, baseline } = this.#run.settings;
    return [loaded.file?.path, baseline?.path].some((path) => {
      const inside = path === undefined ? undefined : below(root, nodeFiles.real(path) ?? path);
      return inside !== undefined && !tracked.has(inside);
    });
  }

  /** True if nothing changed, and nothing is read that git does not keep. */
  #isPresent({ root, tracked, differs }: AtCommit, candidates: readonly string[]): boolean {
    if (differs.size > 0) return false;
    return candidates.every((file) => {
      const real = nodeFiles.real(absolute(this.#run.request.cwd, file));
      const inside = real === undefined ? undefined : below(root, real);
      return inside !== undefined && tracked.has(inside);
    });
  }

  /** The settings of a commit; those of now where they are of another commit anyway, or cannot be used any more. */
  #settingsAt(state: AtCommit): Promise<Earlier> {
    const { asked, settings } = this.#run;
    if (asked.options.configFrom !== undefined) return Promise.resolve(settings);
    const earlier = this.#settings.get(state) ?? usableAt(state, asked, settings);
    this.#settings.set(state, earlier);
    return earlier;
  }
}

/** Files with objects of BGP, by the names that they have in the working tree, and the folders above them. */
function subjectsIn({ resources }: LintResult['scan'], cwd: string, root: string): ReadonlySet<string> {
  const paths = new Set<string>();
  const real = nodeFiles.real(cwd) ?? cwd;
  for (const { family, document } of resources) {
    if (family === 'kubernetes') continue;
    let path = absolute(real, document.source.file);
    for (; !paths.has(path) && isWithin(root, path); path = folderOf(path)) paths.add(path);
  }
  return paths;
}

async function usableAt(state: AtCommit, asked: Asked, now: Settings): Promise<Earlier> {
  try {
    return await settingsIn({ files: await state.files(), absolute }, { ...asked, former: true }, () => undefined);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...now, unusable: error.message };
  }
}

/** A run over the files of a commit, with these settings. Paths that it did not have are left out. */
async function requestAt(
  { narrow: _, progress: __, configFile: ___, baseline: ____, ...request }: LintRequest,
  state: AtCommit,
  { loaded: { config, file }, baseline }: Settings,
): Promise<LintRequest> {
  const files = await state.files();
  const paths = request.paths.filter((path) => ['file', 'folder'].includes(kindAt(files, path)));
  return {
    ...request,
    files,
    paths,
    config,
    ...(file === undefined ? {} : { configFile: file }),
    ...(baseline === undefined ? {} : { baseline: withoutChange(baseline) }),
    fromConfig: (name) => relative(file?.folder ?? request.cwd, absolute(request.cwd, name)),
  };
}

function withoutChange({ change: _, ...baseline }: OpenBaseline): OpenBaseline {
  return baseline;
}

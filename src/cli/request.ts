/** What the command line asks for, as a request of the pipeline. */

import { nodeFiles } from '../host/files.ts';
import { sha256 } from '../host/hash.ts';
import { nodeHost } from '../host/node.ts';
import { absolute } from '../host/paths.ts';
import { nodePolicy } from '../host/policy.ts';
import { nodeSchemas } from '../host/schemas.ts';
import { kindAt, repositoryOf } from '../lib/files.ts';
import { relative } from '../lib/paths.ts';
import { stdinName } from '../lint/load.ts';
import { type LintRequest, type LintResult, limitsOf } from '../lint/request.ts';
import type { Ledger } from '../model/report.ts';
import type { ReportScope } from '../project/changed.ts';
import type { LoadedConfig } from '../project/config-file.ts';
import { Refusal } from '../project/refusal.ts';
import { type Asked, type Settings, type SettingsOptions, settingsIn } from '../project/settings.ts';
import { baselineChange, refuseNarrowed } from './baseline.ts';
import { expand } from './expand.ts';
import type { CheckOptions } from './options.ts';
import type { Process } from './process.ts';
import { readStdin } from './stdin.ts';

/** A run that can begin. */
export interface Prepared {
  readonly request: LintRequest;
  readonly loaded: LoadedConfig;
  /** The folder that holds `.git`; undefined outside of one. */
  readonly repository: string | undefined;
  /** What to say of a result: what changed beside the files under check, and what that loosens. */
  loosened(result: LintResult): Promise<NonNullable<Ledger['loosened']>>;
}

/** The paths of the command line, read and found. */
interface Found {
  readonly paths: readonly string[];
  /** `-` is among them. */
  readonly readsStdin: boolean;
  /** Where the configuration and the repository are looked for. */
  readonly first: string;
}

/** Finds paths, configuration, baseline and what changed. Throws a Refusal where one of them cannot be had. */
export async function prepare(caller: Process, given: readonly string[], options: CheckOptions): Promise<Prepared> {
  const { cwd } = caller;
  const policy = nodePolicy();
  const { paths, readsStdin, first } = await find(caller, given, options);
  const further = [...(options.reportOn ?? []), ...(options.hook ? given : [])].map((path) => absolute(cwd, path));
  const terraformDirs = foldersNamed(cwd, options.terraformDir ?? []);
  const repository = repositoryOf(nodeFiles, first) ?? repositoryOf(nodeFiles, cwd);
  const root = repository ?? cwd;
  const warn = (text: string) => caller.err(`bgplint: warning: ${text}\n`);
  // Of the configuration alone nothing else is asked.
  const whole = options.printConfig !== true;
  const asked: Asked = {
    cwd,
    paths: paths.length === 0 ? [first] : paths,
    root,
    rules: policy.rules,
    options: settingsOptions(options),
    withBaseline: whole,
  };
  if (whole) refuseNarrowed(options);
  const settings = await settingsOf(caller, paths, asked, warn);
  const { loaded, baseline } = settings;
  if (baseline?.change !== undefined) {
    const { refuseLeading } = await import('../project/write.ts');
    refuseLeading(cwd, baseline.path, { shown: baseline.file, what: 'baseline' });
  }
  const { config, file } = loaded;
  const stdin = readsStdin && whole ? [readStdin(caller, options, limitsOf({ config }))] : [];
  const { narrow, states } = whole ? await narrowingFor(caller, given, options, { paths, stdin }) : { states: [] };
  const byRule = whole && (options.only !== undefined || options.skip !== undefined);
  const select = byRule ? (await import('./select.ts')).selectionOf(options, policy.rules, config, warn) : undefined;
  const request: LintRequest = {
    files: nodeFiles,
    policy,
    schemas: nodeSchemas(),
    config,
    ...(file === undefined ? {} : { configFile: file }),
    ...(baseline === undefined ? {} : { baseline }),
    cwd,
    paths,
    ...(further.length === 0 ? {} : { further }),
    stdin,
    ...(terraformDirs.length === 0 ? {} : { terraformDirs }),
    ...(select === undefined ? {} : { select }),
    today: caller.now.toISOString().slice(0, 10),
    fromRoot: (name) => (name === stdinName ? name : relative(root, absolute(cwd, name))),
    fromConfig: (name) => relative(file?.folder ?? cwd, absolute(cwd, name)),
    sha256,
    marks: caller.env['BGPLINT_DEBUG'] !== undefined,
  };
  if (narrow === undefined && options.loosenedFrom === undefined) {
    return { request, loaded, repository, loosened: async () => [] };
  }
  const { History } = await import('../project/history.ts');
  const history = await History.of(caller, { request, asked, settings, states, loosenedFrom: options.loosenedFrom });
  return {
    request: narrow === undefined ? request : { ...request, narrow: { ...narrow, before: history.requests } },
    loaded,
    repository,
    loosened: (result) => history.loosened(result),
  };
}

/** The folders of --terraform-dir. Throws a Refusal for what is none. */
function foldersNamed(cwd: string, dirs: readonly string[]): readonly string[] {
  return dirs.map((dir) => {
    const path = absolute(cwd, dir);
    if (kindAt(nodeFiles, path) === 'folder') return path;
    throw new Refusal(`There is no folder ${JSON.stringify(dir)}: correct --terraform-dir.`);
  });
}

/** commander gives `true` where neither --config nor --no-config stands. */
function settingsOptions(options: CheckOptions): SettingsOptions {
  const { config, baseline, configFrom } = options;
  const change = baselineChange(options);
  return {
    ...(config === undefined || config === true ? {} : { config }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(change === undefined ? {} : { change }),
    ...(configFrom === undefined ? {} : { configFrom }),
  };
}

/** The settings of now, or those of a commit. */
async function settingsOf(
  caller: Process,
  paths: readonly string[],
  asked: Asked,
  warn: (sentence: string) => void,
): Promise<Settings> {
  if (asked.options.configFrom === undefined) return settingsIn(nodeHost, asked, warn);
  const { settingsFrom } = await import('../project/history.ts');
  return settingsFrom(caller, paths, asked, warn);
}

/** With --hook the arguments say what to report on, and the working directory is read. */
async function find(caller: Process, given: readonly string[], options: CheckOptions): Promise<Found> {
  const { cwd } = caller;
  const read = options.hook ? ['.'] : given;
  const readsStdin = read.includes('-');
  if (options.stdinFilename !== undefined && !readsStdin) {
    throw new Refusal('--stdin-filename names standard input, but no path is -: add - or leave the option out.');
  }
  const named = read.filter((path) => path !== '-');
  const paths = await expand(cwd, named.length === 0 && !readsStdin ? ['.'] : named);
  const first = paths[0] ?? (options.stdinFilename === undefined ? cwd : absolute(cwd, options.stdinFilename));
  return { paths, readsStdin, first };
}

/** What to report on, if not on everything: git and what reads its answers are loaded only then. */
export async function narrowingFor(
  caller: Process,
  given: readonly string[],
  options: CheckOptions,
  { paths, stdin }: Pick<LintRequest, 'paths' | 'stdin'>,
): Promise<Partial<Pick<ReportScope, 'narrow'>> & Pick<ReportScope, 'states'>> {
  const { changed, changedFrom, reportOn, hook } = options;
  if (!changed && changedFrom === undefined && reportOn === undefined && !hook) return { states: [] };
  const { narrowing } = await import('../project/changed.ts');
  return narrowing(caller, options, { paths, stdin: stdin[0]?.file, hooked: hook ? given : undefined });
}

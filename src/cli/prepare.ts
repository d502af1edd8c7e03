/** What the command line asks for, as a request of the pipeline. */
import { relative } from '../discover/index.ts';
import { nodeFiles } from '../host/files.ts';
import { sha256 } from '../host/hash.ts';
import { nodePolicy } from '../host/policy.ts';
import { nodeSchemas } from '../host/schemas.ts';
import type { LintRequest } from '../lint/request.ts';
import { stdinName, type Text } from '../lint/texts.ts';
import { openBaseline } from './baseline.ts';
import { type LoadedConfig, loadConfig } from './config-file.ts';
import type { CheckOptions } from './options.ts';
import { absolute, expand, repositoryOf } from './paths.ts';
import { readStdin } from './stdin.ts';
import type { World } from './world.ts';

/** A run that can begin. */
export interface Prepared {
  readonly request: LintRequest;
  readonly loaded: LoadedConfig;
  /** The folder that holds `.git`; undefined outside of one. */
  readonly repository: string | undefined;
}

/** The paths of the command line, read and found. */
interface Found {
  readonly paths: readonly string[];
  readonly stdin: readonly Text[];
  /** Where the configuration and the repository are looked for. */
  readonly first: string;
}

/** Finds paths, configuration, baseline and what changed. Throws a Refusal where one of them cannot be had. */
export async function prepare(world: World, given: readonly string[], options: CheckOptions): Promise<Prepared> {
  const { cwd } = world;
  const policy = nodePolicy();
  const { paths, stdin, first } = await find(world, given, options);
  // commander gives `true` where neither --config nor --no-config stands.
  const loaded = await loadConfig(cwd, options.config === true ? undefined : options.config, first, policy.rules);
  const { config, file } = loaded;
  const repository = repositoryOf(first) ?? repositoryOf(cwd);
  const root = repository ?? cwd;
  // Of the configuration alone nothing else is asked.
  const whole = options.printConfig !== true;
  const narrow = whole ? await narrowed(world, given, options, { paths, stdin }) : {};
  const baseline = whole
    ? openBaseline(cwd, root, options, loaded, (text) => world.err(`bgplint: warning: ${text}\n`))
    : undefined;
  const request: LintRequest = {
    files: nodeFiles,
    policy,
    schemas: nodeSchemas(),
    config,
    ...(file === undefined ? {} : { configFile: file }),
    ...(baseline === undefined ? {} : { baseline }),
    ...narrow,
    cwd,
    paths,
    stdin,
    today: world.now.toISOString().slice(0, 10),
    fromRoot: (name) => (name === stdinName ? name : relative(root, absolute(cwd, name))),
    fromConfig: (name) => relative(file?.folder ?? cwd, absolute(cwd, name)),
    sha256,
  };
  return { request, loaded, repository };
}

/** With --hook the arguments say what to report on, and the working directory is read. */
async function find(world: World, given: readonly string[], options: CheckOptions): Promise<Found> {
  const { cwd } = world;
  const read = options.hook ? ['.'] : given;
  const stdin = read.includes('-') ? [readStdin(world, options)] : [];
  const named = read.filter((path) => path !== '-');
  const paths = await expand(cwd, named.length + stdin.length === 0 ? ['.'] : named);
  const first = paths[0] ?? (options.stdinFilename === undefined ? cwd : absolute(cwd, options.stdinFilename));
  return { paths, stdin, first };
}

/** What to report on, if not on everything: git and what reads its answers are loaded only then. */
export async function narrowed(
  world: World,
  given: readonly string[],
  options: CheckOptions,
  { paths, stdin }: Pick<LintRequest, 'paths' | 'stdin'>,
): Promise<Pick<LintRequest, 'narrow'>> {
  const { changed, changedFrom, reportOn, hook } = options;
  if (!changed && changedFrom === undefined && reportOn === undefined && !hook) return {};
  const { narrowing } = await import('./changed.ts');
  const narrow = await narrowing(world, options, {
    paths,
    stdin: stdin[0]?.file,
    hooked: hook ? given : undefined,
  });
  return narrow === undefined ? {} : { narrow };
}

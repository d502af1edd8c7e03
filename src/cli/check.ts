/** `bgplint [paths]`: checks, reports, and says by its exit code what came of it. */

import { printConfig } from '../config/print.ts';
import { unknownVersions } from '../config/versions.ts';
import { MissingPath, relative } from '../discover/index.ts';
import { bytesOf, clause, nodeFiles } from '../host/files.ts';
import { sha256 } from '../host/hash.ts';
import { nodePolicy } from '../host/policy.ts';
import { nodeSchemas } from '../host/schemas.ts';
import { lint } from '../lint/index.ts';
import type { LintRequest, LintResult } from '../lint/request.ts';
import { sniff, stdinName, type Text } from '../lint/texts.ts';
import type { Config, Document, Level, ReportContext } from '../model.ts';
import { DecodeError, textOf } from '../read/index.ts';
import { loadReporter } from '../report/index.ts';
import { openBaseline, saveBaseline } from './baseline.ts';
import { loadConfig } from './config-file.ts';
import { placeIn, unmatchedWarnings } from './config-warnings.ts';
import { fileList } from './file-list.ts';
import { hyperlinks } from './hyperlinks.ts';
import { missing } from './missing.ts';
import type { CheckOptions } from './options.ts';
import { absolute, expand, inside, repositoryOf } from './paths.ts';
import { progressLine } from './progress.ts';
import { version } from './texts.ts';
import { exit, Refusal, type World } from './world.ts';
import { writeWhole } from './write.ts';

const severity: { readonly [level in Level]: number } = { error: 2, warning: 1, note: 0 };

/** Runs a check and returns its exit code. Throws a Refusal where the job cannot be done. */
export async function check(world: World, given: readonly string[], options: CheckOptions): Promise<number> {
  const { cwd } = world;
  const policy = nodePolicy();
  const read = options.hook ? ['.'] : given;
  const stdin = read.includes('-') ? [readStdin(world, options)] : [];
  const named = read.filter((path) => path !== '-');
  const mends = options.fix === true || options.fixReview === true;
  if (mends && !options.diff && stdin.length > 0) {
    throw new Refusal('Standard input cannot be mended in place: --diff shows what --fix would change.');
  }
  const paths = await expand(cwd, named.length + stdin.length === 0 ? ['.'] : named);
  const first = paths[0] ?? (options.stdinFilename === undefined ? cwd : absolute(cwd, options.stdinFilename));

  // commander gives `true` where neither --config nor --no-config stands.
  const loaded = await loadConfig(cwd, options.config === true ? undefined : options.config, first, policy.rules);
  const { config, file } = loaded;
  if (options.printConfig) {
    world.out(await printConfig(config, policy.rules, file?.document.source.file));
    return exit.clean;
  }

  for (const unknown of unknownVersions(config)) world.err(`bgplint: warning: ${unknown}\n`);

  const narrow = await narrowed(world, given, options, { paths, stdin: stdin[0]?.file });
  const repository = repositoryOf(first) ?? repositoryOf(cwd);
  const root = repository ?? cwd;
  const baseline = openBaseline(cwd, root, options, loaded);
  const line = progressLine(world);
  const request: LintRequest = {
    files: nodeFiles,
    policy,
    schemas: nodeSchemas(),
    config,
    ...(file === undefined ? {} : { configFile: file }),
    ...(baseline === undefined ? {} : { baseline }),
    cwd,
    paths,
    stdin,
    today: world.now.toISOString().slice(0, 10),
    fromRoot: (name) => (name === stdinName ? name : relative(root, absolute(cwd, name))),
    fromConfig: (name) => relative(file?.folder ?? cwd, absolute(cwd, name)),
    sha256,
    ...(narrow === undefined ? {} : { narrow }),
    ...(line === undefined ? {} : { progress: line.progress }),
  };
  let result = await attempt(request).finally(() => line?.clear());
  for (const unmatched of unmatchedWarnings(result.unmatched, file?.document)) {
    world.err(`bgplint: warning: ${unmatched}\n`);
  }
  if (options.listFiles) {
    world.out(fileList(result));
    return exit.clean;
  }
  refuseEmpty({ ...result, config }, options, file?.document);
  if (mends && !options.diff) {
    const { mend } = await import('./mend.ts');
    if (mend(result, options, world)) result = await attempt(request);
  }
  if (baseline !== undefined) saveBaseline(world, baseline, result);

  const context: ReportContext = {
    rules: policy.rules,
    version,
    digest: policy.digest,
    fromRepository: (name) => (repository === undefined ? undefined : inside(repository, absolute(cwd, name))),
    frame: result.frame,
    fix: result.fixes.of,
    ...(await hyperlinks(world, options.color)),
    color: colored(world, options),
    width: world.columns || 100,
    failOn: options.failOn === 'never' ? 'error' : options.failOn,
    includeSuppressed: options.showSuppressed === true,
  };
  for (const { format, file: target } of options.output ?? []) {
    const reporter = await loadReporter(format);
    writeWhole(
      absolute(cwd, target),
      target,
      reporter(result.report, { ...context, color: false, hyperlinks: false, width: 100 }),
      'report',
    );
  }
  if (options.diff) {
    const { diffOf } = await import('./mend.ts');
    world.out(diffOf(result, options, context.color, world));
  } else {
    const reporter = await loadReporter(options.format);
    world.out(reporter(result.report, context));
  }
  return fails(result, options) ? exit.findings : exit.clean;
}

/** What to report on, if not on everything: git and what reads its answers are loaded only then. */
async function narrowed(
  world: World,
  given: readonly string[],
  options: CheckOptions,
  read: { readonly paths: readonly string[]; readonly stdin: string | undefined },
): Promise<LintRequest['narrow']> {
  const { changed, changedFrom, reportOn, hook } = options;
  if (!changed && changedFrom === undefined && reportOn === undefined && !hook) return undefined;
  const { narrowing } = await import('./changed.ts');
  return narrowing(world, options, { ...read, hooked: hook ? given : undefined });
}

async function attempt(request: LintRequest): Promise<LintResult> {
  try {
    return await lint(request);
  } catch (error) {
    if (error instanceof MissingPath) throw new Refusal(missing(error, request.cwd));
    throw error;
  }
}

/** What the user was sure of and the scan does not hold. */
function refuseEmpty(
  { config, unmatchedNodes, report }: Pick<LintResult, 'unmatchedNodes' | 'report'> & { readonly config: Config },
  options: CheckOptions,
  document?: Document,
): void {
  const [node] = unmatchedNodes;
  if (node !== undefined) {
    const path = ['terraform', 'nodes', config.terraform.nodes.indexOf(node)];
    throw new Refusal(
      `${document === undefined ? '' : `${placeIn(document, path)}: `}terraform.nodes in the config names ${JSON.stringify(node)}, and no resource of the plans has that address: correct it.`,
    );
  }
  const { resources } = report.ledger;
  if (options.requireResources && Object.keys(resources).every((family) => family === 'kubernetes')) {
    throw new Refusal(
      'Nothing about BGP was found, and --require-resources asks for it: check the paths (--list-files).',
    );
  }
}

function fails({ report }: LintResult, { failOn }: CheckOptions): boolean {
  if (failOn === 'never') return false;
  return report.findings.some((found) => found.suppressed === null && severity[found.level] >= severity[failOn]);
}

function readStdin(world: World, options: CheckOptions): Text {
  const file = options.stdinFilename ?? stdinName;
  try {
    const text = textOf(bytesOf(stdinOf(world)));
    const kind = /\.json$/i.test(file) ? 'json' : /\.ya?ml$/i.test(file) ? 'yaml' : sniff(text);
    return { file, text, kind };
  } catch (error) {
    if (error instanceof DecodeError) throw new Refusal(`Standard input cannot be read: ${error.message}.`);
    throw error;
  }
}

function stdinOf(world: World): Uint8Array {
  try {
    return world.readStdin();
  } catch (error) {
    throw new Refusal(`Standard input cannot be read: ${clause(error)}.`);
  }
}

/** NO_COLOR (no-color.org) wins over FORCE_COLOR, and the flag over both. */
function colored({ env, terminal }: World, { color }: CheckOptions): boolean {
  if (color !== 'auto') return color === 'always';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return terminal && env['TERM'] !== 'dumb';
}

/** `bgplint [paths]`: checks, reports, and says by its exit code what came of it. */
import { quotedAddress } from '../config/address-quotes.ts';
import { printConfig } from '../config/print.ts';
import { unknownVersions } from '../config/versions.ts';
import { relative } from '../lib/paths.ts';
import { fails, levels } from '../lib/rules.ts';
import { neutralise } from '../lib/text.ts';
import type { LintResult } from '../lint/request.ts';
import type { Config } from '../model/config.ts';
import type { Document } from '../model/document.ts';
import { Refusal } from '../project/refusal.ts';
import { looser } from '../report/text/ledger.ts';
import { updateBaselineFile } from './baseline.ts';
import { placeIn, unmatchedWarnings } from './config-warnings.ts';
import { refuseNothing } from './empty.ts';
import { fileList } from './file-list.ts';
import type { Fixed } from './fix.ts';
import type { CheckOptions } from './options.ts';
import { exit, type Process } from './process.ts';
import { narrowingFor, type Prepared, prepare } from './request.ts';
import { run } from './run.ts';
import { writeReports } from './write-reports.ts';

/** Runs a check and returns its exit code. Throws a Refusal where the job cannot be done. */
export async function check(caller: Process, given: readonly string[], options: CheckOptions): Promise<number> {
  const writes = (options.fix === true || options.fixReview === true) && options.diff !== true;
  if (writes && given.includes('-')) {
    throw new Refusal('Standard input cannot be fixed in place: --diff shows what --fix would change.');
  }
  if (options.statistics) (await import('./on-screen.ts')).refuseStatistics(options);
  const prepared = await prepare(caller, given, options);
  const { config, file } = prepared.loaded;
  if (options.printConfig) {
    caller.out(await printConfig(config, prepared.request.policy.rules, file?.document.source.file));
    return exit.clean;
  }
  for (const unknown of unknownVersions(config)) caller.err(`bgplint: warning: ${unknown}\n`);

  let result = await run(caller, prepared.request);
  for (const unmatched of unmatchedWarnings(result.unmatched, file?.document)) {
    caller.err(`bgplint: warning: ${unmatched}\n`);
  }
  for (const folder of result.unusedTerraformDirs) {
    caller.err(`bgplint: warning: ${unusedDir(folder, prepared.request.cwd)}\n`);
  }
  if (options.listFiles) {
    caller.out(fileList(result, file?.document.source.file));
    return exit.clean;
  }
  refuseNothing(result, options, prepared);
  refuseEmpty(result, options, prepared);
  let fixed: Fixed | undefined;
  if (writes) {
    const { applyFixes } = await import('./fix.ts');
    fixed = applyFixes(result, options, caller);
    if (fixed.written) {
      // What changed since a commit is asked anew, as fixes move lines; the rules stay loaded.
      const { request } = prepared;
      const { narrow } = await narrowingFor(caller, given, options, request);
      // What stood there before has not changed by that.
      const before = request.narrow?.before ?? [];
      result = await run(caller, narrow === undefined ? request : { ...request, narrow: { ...narrow, before } });
    }
    const { left } = fixed;
    if (left !== undefined) result = { ...result, report: { ...result.report, left } };
  }
  const loosened = await prepared.loosened(result);
  for (const sentence of looser(loosened)) caller.err(`bgplint: ${neutralise(sentence)}\n`);
  if (loosened.length > 0) {
    const { report } = result;
    result = { ...result, report: { ...report, ledger: { ...report.ledger, loosened } } };
  }
  const { baseline } = prepared.request;
  if (baseline !== undefined) updateBaselineFile(caller, baseline, result, prepared.request);
  await writeReports(caller, options, prepared, result);
  if (fixed?.left !== undefined) {
    const { tellLeft } = await import('./fix.ts');
    tellLeft(fixed, caller);
  }
  if (fixed?.failed) return exit.failed;
  // What was written for review is not done, whatever `--fail-on` says.
  if (fixed?.left !== undefined) return exit.findings;
  return isRed(result, options) ? exit.findings : exit.clean;
}

function unusedDir(folder: string, cwd: string): string {
  const shown = neutralise(JSON.stringify(relative(cwd, folder)));
  return `${shown} of --terraform-dir contains no block of the plans that were read, or a file that is not Terraform: correct it`;
}

/** Of addresses that no plan has so many are told. */
const mostUnmatched = 10;

const unknownAddress = 'and no resource of the plans has that address: correct it';

/** The place of an entry, and why nothing answers to it. */
function unmatchedSentence(
  { node, why = unknownAddress }: LintResult['unmatchedNodes'][number],
  { terraform }: Config,
  document: Document | undefined,
): string {
  const path = ['terraform', 'nodes', terraform.nodes.indexOf(node)];
  const [span] = document?.locate([{ path, on: 'value' }]) ?? [];
  // What follows a `#` is a comment to YAML.
  const isCut = /\["[^"]*$/.test(node) && document !== undefined && span !== undefined;
  const quoted = isCut ? quotedAddress(document.source.text, span.start) : undefined;
  const said = quoted === undefined ? why : `which is cut off; YAML wants this address in quotes: ${quoted}`;
  const place = document === undefined ? '' : `${placeIn(document, path)}: `;
  return `${place}terraform.nodes in the config names ${JSON.stringify(node)}, ${said}${said.endsWith('?') ? '' : '.'}`;
}

/** What the user was sure of and the scan does not hold. */
function refuseEmpty(
  { unmatchedNodes, report }: LintResult,
  options: CheckOptions,
  { loaded: { config, file } }: Prepared,
): void {
  if (unmatchedNodes.length > 0) {
    const sentences = unmatchedNodes
      .slice(0, mostUnmatched)
      .map((one) => unmatchedSentence(one, config, file?.document));
    throw new Refusal(sentences.join('\nbgplint: '));
  }
  const { resources } = report.ledger;
  if (options.requireResources && Object.keys(resources).every((family) => family === 'kubernetes')) {
    throw new Refusal(
      'Nothing about BGP was found, and --require-resources asks for it: check the paths (--list-files).',
    );
  }
}

function isRed({ report }: LintResult, { failOn }: CheckOptions): boolean {
  if (failOn === 'never') return false;
  const { enforced } = report.ledger.leftOut ?? {};
  return (
    report.findings.some((found) => found.suppressed === null && fails(found.level, failOn)) ||
    levels.some((level) => fails(level, failOn) && (enforced?.[level] ?? 0) > 0)
  );
}

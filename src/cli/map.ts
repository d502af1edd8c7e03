/** `bgplint map`: draws what a scan knows of the topology. What is wrong in it is the check's to judge: the exit code is 0. */
import { type ExportName, exportNames, loadExporter } from '../export/index.ts';
import { absolute } from '../host/paths.ts';
import { PolicyLimit } from '../lib/host.ts';
import type { LintResult } from '../lint/request.ts';
import type { Topology } from '../model/topology.ts';
import { Refusal } from '../project/refusal.ts';
import { writeReport } from '../project/write.ts';
import { refuseNothing } from './empty.ts';
import type { CheckOptions } from './options.ts';
import { exit, type Process } from './process.ts';
import { prepare } from './request.ts';
import { run } from './run.ts';

/** As commander gives them. */
export interface MapOptions {
  readonly format: ExportName;
  /** `html=map.html`, or a file in `format`. */
  readonly output?: readonly string[];
  readonly config?: string | boolean;
  readonly stdinFilename?: string;
  readonly terraformDir?: readonly string[];
  readonly allowEmpty?: true;
}

/** Writes the map and returns the exit code. Throws a Refusal where there is nothing to draw. */
export async function map(caller: Process, given: readonly string[], options: MapOptions): Promise<number> {
  const outputs = (options.output ?? []).map((value) => outputOf(value, options.format));
  const checking: CheckOptions = { ...asCheck(options), format: 'pretty', failOn: 'never', color: 'never' };
  const prepared = await prepare(caller, given, checking);
  const result = await run(caller, prepared.request);
  refuseNothing(result, checking, prepared);
  const topology = drawn(result);
  if (options.allowEmpty !== true) refuseEmpty(topology);
  const left = result.report.ledger.files.skipped;
  if (left > 0) {
    const files = left === 1 ? 'one file was' : `${left} files were`;
    caller.err(`bgplint: warning: ${files} left out, entirely or in part: bgplint --list-files says why\n`);
  }
  for (const { format, file } of outputs) {
    const exporter = await loadExporter(format);
    writeReport(caller.cwd, absolute(caller.cwd, file), file, exporter(topology, prepared.request));
  }
  if (outputs.length === 0) {
    const exporter = await loadExporter(options.format);
    caller.out(exporter(topology, prepared.request));
  }
  return exit.clean;
}

function asCheck({ config, stdinFilename, terraformDir, allowEmpty }: MapOptions): Partial<CheckOptions> {
  return {
    ...(config === undefined ? {} : { config }),
    ...(stdinFilename === undefined ? {} : { stdinFilename }),
    ...(terraformDir === undefined ? {} : { terraformDir }),
    ...(allowEmpty === undefined ? {} : { allowEmpty }),
  };
}

function outputOf(value: string, otherwise: ExportName): { readonly format: ExportName; readonly file: string } {
  const at = value.indexOf('=');
  const named = exportNames.find((name) => name === value.slice(0, Math.max(0, at)));
  const output =
    named === undefined ? { format: otherwise, file: value } : { format: named, file: value.slice(at + 1) };
  if (output.file === '') throw new Refusal(`--output ${JSON.stringify(value)} names no file: write html=map.html.`);
  return output;
}

function drawn(result: LintResult): Topology {
  try {
    return result.topology();
  } catch (error) {
    if (!(error instanceof PolicyLimit)) throw error;
    throw new Refusal('A cluster of this scan needs more memory than the rules may use: draw fewer paths at once.');
  }
}

function refuseEmpty({ speakers, routers, sessions }: Topology): void {
  if (speakers.length + routers.length + sessions.length > 0) return;
  throw new Refusal(
    'There is nothing to draw: no node, router or session is in these paths. Correct the paths, or accept it with --allow-empty.',
  );
}

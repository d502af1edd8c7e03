/** One run of the pipeline, as a terminal sees it. */
import { MissingPath } from '../discover/index.ts';
import { lint } from '../lint/index.ts';
import type { LintRequest, LintResult } from '../lint/request.ts';
import { Refusal } from '../project/refusal.ts';
import { sayMissing } from './missing-path.ts';
import type { Process } from './process.ts';
import { progressLine } from './progress.ts';

/** Runs it with a progress line, if there is one to write. Throws a Refusal for a path that is not there. */
export async function run(caller: Process, request: LintRequest): Promise<LintResult> {
  const line = progressLine(caller);
  try {
    return await lint(line === undefined ? request : { ...request, progress: line.progress });
  } catch (error) {
    if (error instanceof MissingPath) throw new Refusal(sayMissing(error, request.cwd));
    throw error;
  } finally {
    line?.clear();
  }
}

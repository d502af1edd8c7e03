/** The steps after the upload: annotations where code scanning shows none, and then the verdict. */
import { existsSync, readFileSync } from 'node:fs';
import { exit } from '../cli/process.ts';
import { filesIn, readOutcome } from './outcome.ts';
import { type Runner, variable } from './runner.ts';
import { say } from './workflow.ts';

/** What became of the upload: `success`, `failure`, or `skipped` (the outcome of its step). */
function uploadOf(runner: Runner): string {
  return variable(runner, 'BGPLINT_UPLOAD');
}

/**
 * Prints the annotations, if they are wanted: `auto` leaves them to code scanning where that took the report. A step of
 * their own, because GitHub counts them by step, and drops those over its limit.
 */
export function annotate(runner: Runner): void {
  const folder = variable(runner, 'BGPLINT_FOLDER');
  const { annotations } = readOutcome(folder);
  const file = filesIn(folder).annotations;
  if (!existsSync(file) || (annotations === 'auto' && uploadOf(runner) === 'success')) return;
  runner.print(readFileSync(file, 'utf8'));
}

/** Says why the job fails, if it does, and returns its exit code, the same as that of the command. */
export function verdict(runner: Runner): number {
  const { conclusion, why, uploadSarif } = readOutcome(variable(runner, 'BGPLINT_FOLDER'));
  if (conclusion === 'error') {
    say(runner, 'error', `The check could not be completed: ${why}`);
    return exit.failed;
  }
  const refused = uploadOf(runner) === 'failure';
  if (refused && uploadSarif === 'true') {
    say(
      runner,
      'error',
      'Code scanning did not accept the SARIF report, and upload-sarif is true: that step says why.',
    );
  } else if (refused) {
    say(
      runner,
      'notice',
      'Code scanning did not accept the SARIF report: a pull request from a fork, a job without security-events: write, or a private repository without code scanning. The findings are in the annotations and the summary.',
    );
  }
  if (conclusion === 'failure') say(runner, 'error', why);
  if (refused && uploadSarif === 'true') return exit.failed;
  return conclusion === 'failure' ? exit.findings : exit.clean;
}

/** `bgplint init`: writes what a repository needs to be checked, says what it did, and what to do next. */

import { nodeFiles } from '../../host/files.ts';
import { absolute } from '../../host/paths.ts';
import { repositoryOf } from '../../lib/files.ts';
import { largest } from '../../lib/lists.ts';
import { relative } from '../../lib/paths.ts';
import { neutralise } from '../../lib/text.ts';
import type { LintResult } from '../../lint/request.ts';
import { byFamily, checked } from '../../report/text/ledger.ts';
import { tally } from '../../report/text/phrases.ts';
import { exit, type Process } from '../process.ts';
import { type InitStep, planOf } from './plan.ts';
import { checkAll } from './survey.ts';
import { pipelines } from './templates.ts';
import { create, replace } from './write.ts';

export interface InitOptions {
  readonly yes?: true;
  readonly dryRun?: true;
}

/** Sets the repository of the working directory up, or that directory where there is none. Throws a Refusal. */
export async function init(caller: Process, { yes, dryRun }: InitOptions): Promise<number> {
  const root = repositoryOf(nodeFiles, caller.cwd) ?? caller.cwd;
  const shown = (file: string) => neutralise(relative(caller.cwd, absolute(root, file)));
  const result = await checkAll(caller, root);
  const steps = planOf(root, result);
  const pending = steps.filter(({ action }) => action === 'write' || action === 'extend');
  caller.out(`${seen(result)}\n`);
  // A person sees what will be written before anything is.
  const asks = yes === undefined && dryRun === undefined && pending.length > 0 && caller.terminal;
  const preview = asks || dryRun === true;
  caller.out(steps.map((step) => stepText(step, shown(step.file), preview)).join(''));
  if (dryRun) return exit.clean;
  if (asks && !agrees(caller)) {
    caller.out('Nothing was written.\n');
    return exit.clean;
  }
  for (const { action, file, text } of pending) (action === 'write' ? create : replace)(root, file, text);
  caller.out(pending.length === 0 ? 'All is there: nothing was written.\n' : next(result, steps, pending));
  return exit.clean;
}

function seen({ report }: LintResult): string {
  const families = byFamily(report.ledger);
  return families === '' ? checked(report.ledger) : `${checked(report.ledger)}: ${families}`;
}

const verbs = { write: 'write', extend: 'add to', there: 'there', 'by hand': 'by hand' } as const;

/** A line for a step; below it what is new in the file, where the person decides, or must add it. */
function stepText({ action, file, added }: InitStep, shown: string, preview: boolean): string {
  const line = `  ${verbs[action].padEnd(9)}${shown}\n`;
  if (action === 'there' || (!preview && action !== 'by hand')) return line;
  const why = action === 'by hand' ? `${' '.repeat(11)}${reason(file)}\n` : '';
  return `${line}${why}\n${added.replace(/^(?=.)/gm, ' '.repeat(6))}\n`;
}

function reason(file: string): string {
  return file.endsWith('.gitlab-ci.yml')
    ? 'add this job:'
    : 'it is written in a way that is left to you; add this to its list of repos:';
}

/** Where nobody can answer, nobody is asked. */
function agrees(caller: Process): boolean {
  const answer = caller.ask('Write this? [y/N] ');
  return answer === undefined || /^\s*y(?:es)?\s*$/i.test(answer);
}

function next({ report }: LintResult, steps: readonly InitStep[], written: readonly InitStep[]): string {
  const open = report.findings.filter((found) => found.suppressed === null);
  const rows: readonly (readonly [string, string])[] = [
    ['bgplint', `now: ${tally(open)}`],
    ...(open.length === 0
      ? []
      : [['bgplint --update-baseline', 'accept that, and be told only of what is new'] as const]),
    ...(written.some(({ file }) => file === '.pre-commit-config.yaml')
      ? [['pre-commit install', 'run the hook at each commit'] as const]
      : []),
    ...(steps.some(({ file }) => /\.(?:github|gitlab-ci)/.test(file))
      ? []
      : [['a pipeline', `neither GitHub nor GitLab was seen here: ${pipelines}`] as const]),
  ];
  const width = largest(rows.map(([line]) => line.length));
  return `Next:\n${rows.map(([line, text]) => `  ${line.padEnd(width)}  ${text}\n`).join('')}`;
}

/** `bgplint init`: writes what a repository needs to be checked, says what it did, and what to do next. */

import { levelIn } from '../../config/profile.ts';
import { nodeFiles } from '../../host/files.ts';
import { absolute } from '../../host/paths.ts';
import { repositoryOf } from '../../lib/files.ts';
import { largest } from '../../lib/lists.ts';
import { relative } from '../../lib/paths.ts';
import { freezes, rulesById } from '../../lib/rules.ts';
import { neutralise, wrap } from '../../lib/text.ts';
import type { LintResult } from '../../lint/request.ts';
import { byFamily, checked } from '../../report/text/ledger.ts';
import { count, tally } from '../../report/text/phrases.ts';
import { exit, type Process } from '../process.ts';
import { hasConfig, type InitStep, planOf } from './plan.ts';
import { checkAll, openIn, policiesAmong, type Survey } from './survey.ts';
import { type Hints, pipelines } from './templates.ts';
import { create, replace } from './write.ts';

/** Longer lines are hard to read. */
const widest = 100;

export interface InitOptions {
  readonly yes?: true;
  readonly dryRun?: true;
}

/** Sets the repository of the working directory up, or that directory where there is none. Throws a Refusal. */
export async function init(caller: Process, { yes, dryRun }: InitOptions): Promise<number> {
  const root = repositoryOf(nodeFiles, caller.cwd) ?? caller.cwd;
  const shown = (file: string) => neutralise(relative(caller.cwd, absolute(root, file)));
  const width = Math.min(widest, caller.columns || 80) - 1;
  const survey = await checkAll(caller, root);
  caller.out(`${wrap(seen(survey.result), width).join('\n')}\n`);
  const mayAsk = yes === undefined && dryRun === undefined && caller.terminal;
  const policies = hasConfig(root) ? undefined : policiesAmong(survey);
  const profile =
    policies !== undefined && (await isWanted(caller, policies, { mayAsk, width })) ? policies : undefined;
  const steps = planOf(root, survey, profile);
  const pending = steps.filter(({ action }) => action === 'write' || action === 'extend');
  // A person sees what will be written before anything is.
  const asks = mayAsk && pending.length > 0;
  const preview = asks || dryRun === true;
  caller.out(steps.map((step) => stepText(step, shown(step.file), preview)).join(''));
  if (dryRun) {
    caller.out('\nNothing was written: bgplint init writes it.\n');
    return exit.clean;
  }
  if (asks && !agrees(caller)) {
    caller.out('Nothing was written.\n');
    return exit.clean;
  }
  for (const { action, file, text } of pending) (action === 'write' ? create : replace)(root, file, text);
  if (pending.length === 0) caller.out('Everything exists already: nothing was written.\n');
  else caller.out(next({ survey, steps, written: pending, profile: profile !== undefined }, width));
  return exit.clean;
}

/** Says what the profile is for, and asks whether it is wanted where somebody can answer; else it is taken. */
async function isWanted(
  caller: Process,
  { errors, policies }: NonNullable<Hints['policies']>,
  { mayAsk, width }: { readonly mayAsk: boolean; readonly width: number },
): Promise<boolean> {
  const what = `${policies} of ${count(errors, 'error')} are policies: passwords, graceful restart, explicit nodes. With the profile correctness they are warnings, so runs fail only for what is broken.`;
  caller.out(`\n${wrap(what, width).join('\n')}\n`);
  const answer = mayAsk ? caller.ask('Start with it (extends: correctness)? [Y/n] ') : undefined;
  caller.out(mayAsk ? '\n' : 'The config starts with it: extends: correctness.\n\n');
  return answer === undefined || !/^\s*n/i.test(answer);
}

function seen({ report }: LintResult): string {
  const families = byFamily(report.ledger);
  return families === '' ? checked(report.ledger) : `${checked(report.ledger)}: ${families}`;
}

const verbs = { write: 'write', extend: 'add to', there: 'there', 'by hand': 'by hand' } as const;

/** A line for a step; below it what is new in the file, where the person decides, or must add it. */
function stepText({ action, file, added, note }: InitStep, shown: string, preview: boolean): string {
  const line = `  ${verbs[action].padEnd(9)}${shown}${note === undefined ? '' : ` (${note})`}\n`;
  if (added === '' || (!preview && action !== 'by hand')) return line;
  const why = action === 'by hand' ? `${' '.repeat(11)}${reason(file)}\n` : '';
  return `${line}${why}\n${added.replace(/^(?=.)/gm, ' '.repeat(6))}\n`;
}

function reason(file: string): string {
  return file.endsWith('.gitlab-ci.yml')
    ? 'add this job:'
    : 'its layout is one that init does not edit; add this to its list of repos:';
}

/** Where nobody can answer, nobody is asked. */
function agrees(caller: Process): boolean {
  const answer = caller.ask('Write this? [y/N] ');
  return answer === undefined || /^\s*y(?:es)?\s*$/i.test(answer);
}

/** What became of the repository. */
interface Done {
  readonly survey: Survey;
  readonly steps: readonly InitStep[];
  readonly written: readonly InitStep[];
  readonly profile: boolean;
}

/** What to do next: commands, and what each is for. */
function next({ survey, steps, written, profile }: Done, width: number): string {
  const rows = [
    ...findingRows(survey, profile),
    ...(written.some(({ file }) => file === '.pre-commit-config.yaml')
      ? [['pre-commit install', 'run the hook at each commit'] as const]
      : []),
    ...(steps.some(({ file }) => /\.(?:github|gitlab-ci)/.test(file))
      ? []
      : [['a pipeline', `neither GitHub nor GitLab was seen here: ${pipelines}`] as const]),
  ];
  const left = largest(rows.map(([line]) => line.length)) + 4;
  const lines = rows.flatMap(([line, text]) =>
    wrap(text, width - left).map((part, i) => `${i === 0 ? `  ${line}`.padEnd(left) : ' '.repeat(left)}${part}\n`),
  );
  return `\nNext:\n${lines.join('')}`;
}

type Command = readonly [line: string, text: string];

function findingRows(survey: Survey, profile: boolean): readonly Command[] {
  const rules = rulesById(survey.rules);
  const open = openIn(survey).map((finding) => {
    const rule = rules.get(finding.rule);
    const lighter = profile && rule !== undefined && !rule.enforced;
    const level = lighter ? levelIn('correctness', rule, finding.level) : finding.level;
    return { ...finding, level: level === 'off' ? finding.level : level };
  });
  if (open.length === 0) return [['bgplint', 'now: no findings']];
  if (survey.baseline === undefined) {
    return [
      ['bgplint', `now: ${tally(open)}`],
      ['bgplint --update-baseline', 'accept the findings, and report only new ones'],
    ];
  }
  const accepted = open.filter(({ suppressed }) => suppressed !== null);
  const rest = open.length - accepted.length;
  const grave = accepted.filter(({ rule, variant }) => freezes(rules.get(rule), variant)).length;
  const worst = grave === 0 ? '' : grave === 1 ? '; 1 freezes BGP' : `; ${grave} freeze BGP`;
  const errors = accepted.filter(({ level }) => level === 'error').length;
  const first = errors === 0 ? '' : `: fix the ${errors === 1 ? 'error' : 'errors'} first`;
  return [
    ...(rest === 0 ? [] : [['bgplint', `${count(rest, 'finding')} of enforced rules, never accepted`] as const]),
    ['bgplint --no-baseline', `see what is accepted for now (${tally(accepted)}${worst})${first}`],
    ['bgplint --prune-baseline', 'then remove from the baseline what is fixed'],
  ];
}

/** The first step: runs the check, and leaves its result to the steps after it. Findings do not fail it. */

import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exit } from '../cli/process.ts';
import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { kindAt, repositoryOf } from '../lib/files.ts';
import type { Report } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import { Refusal } from '../project/refusal.ts';
import { looser } from '../report/text/ledger.ts';
import { argumentsOf, type Targets, targetsOf } from './arguments.ts';
import { baseOf, settingsOf } from './base.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { type Conclusion, filesIn, type Outcome, writeOutcome } from './outcome.ts';
import { countsOf, failing } from './report.ts';
import { type Ended, type Runner, variable } from './runner.ts';
import { addSummary, say, setOutputs, withoutCommands } from './workflow.ts';

/** Events of which code scanning files a result under the commit that was checked. */
const uploaded: ReadonlySet<string> = new Set(['push', 'pull_request', 'schedule', 'workflow_dispatch']);

const nothing = { annotations: 'false', uploadSarif: 'false' } as const;

export async function check(runner: Runner): Promise<void> {
  const folder = mkdtempSync(join(variable(runner, 'RUNNER_TEMP') || tmpdir(), 'bgplint-'));
  const outcome = await attempt(runner, folder);
  writeOutcome(folder, outcome);
  setOutputs(runner, { folder, conclusion: outcome.conclusion });
}

async function attempt(runner: Runner, folder: string): Promise<Outcome> {
  try {
    const inputs = readInputs(runner);
    const cwd = absolute(runner.cwd, inputs.workingDirectory);
    if (kindAt(nodeFiles, cwd) !== 'folder') {
      throw new Refusal(`The input working-directory is not a folder: ${JSON.stringify(inputs.workingDirectory)}.`);
    }
    return await run(runner, folder, inputs, cwd);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return undone(runner, error.message);
  }
}

async function run(runner: Runner, folder: string, inputs: Inputs, cwd: string): Promise<Outcome> {
  const base = await baseOf(runner, cwd, inputs);
  if (base.why !== undefined) say(runner, 'warning', base.why);
  const settings = await settingsOf(runner, cwd, inputs, base);
  const targets = targetsOf(inputs, cwd, folder);
  const ended = await withoutCommands(runner, async () => {
    const result = await runner.bgplint(
      cwd,
      argumentsOf(inputs, targets, folder, { ...settings, changedFrom: base.ref }),
    );
    runner.print(result.err);
    return result;
  });
  const files = filesIn(folder);
  if ((ended.code !== exit.clean && ended.code !== exit.findings) || !existsSync(files.report)) {
    return undone(runner, reasonOf(ended));
  }
  const report = JSON.parse(readFileSync(files.report, 'utf8')) as Report;
  tellLoosened(runner, report, settings.why);
  if (existsSync(files.summary)) addSummary(runner, readFileSync(files.summary, 'utf8'));
  setOutputs(runner, { ...countsOf(report), ...written(targets, files.report) });
  if (uploads(runner, inputs, base.ref !== undefined)) {
    const [first = '.'] = inputs.paths;
    const repository = repositoryOf(nodeFiles, absolute(cwd, first)) ?? repositoryOf(nodeFiles, cwd) ?? cwd;
    setOutputs(runner, { upload: 'true', repository });
  }
  const { annotations, uploadSarif } = inputs;
  if (ended.code === exit.clean) return { conclusion: 'success', why: '', annotations, uploadSarif };
  const conclusion: Conclusion = 'failure';
  const why = `${failing(report, inputs.failOn as Level)} at or above fail-on: ${inputs.failOn}.`;
  return { conclusion, why, annotations, uploadSarif };
}

/** What comes with a pull request can answer findings, too: whoever reviews it must see that. */
function tellLoosened(runner: Runner, { ledger }: Report, why: string | undefined): void {
  const loosened = (ledger.loosened ?? []).filter(({ what }) => what.length > 0);
  if (loosened.length > 0) {
    const sentences = looser(loosened).join('\n');
    say(runner, 'notice', `What this change loosens outside the files under check:\n${sentences}`);
  } else if (why !== undefined) {
    say(runner, 'notice', `What this change loosens in config, baseline and .gitignore is unknown: ${why}.`);
  }
}

/** `auto` uploads what code scanning files under the commit that was checked; a part of it only for a pull request. */
function uploads(runner: Runner, { uploadSarif }: Inputs, partial: boolean): boolean {
  if (uploadSarif !== 'auto') return uploadSarif === 'true';
  const event = variable(runner, 'GITHUB_EVENT_NAME');
  return uploaded.has(event) && (!partial || event === 'pull_request');
}

function written(targets: Targets, report: string): { readonly [output: string]: string } {
  return { 'report-json': report, 'sarif-file': targets.sarif ?? '', 'junit-file': targets.junit ?? '' };
}

/** What the command said before it stopped. */
function reasonOf({ code, err }: Ended): string {
  const sentences = err
    .split('\n')
    .filter((line) => line.startsWith('bgplint: ') && !line.startsWith('bgplint: warning: '))
    .map((line) => line.slice('bgplint: '.length));
  if (sentences.length > 0) return sentences.join('\n');
  if (code === null) return 'bgplint was killed: the runner may have too little memory.';
  if (code !== exit.clean) return `bgplint ended with exit code ${code} and no report: see the log.`;
  return 'bgplint wrote no report: remove from args what makes it stop early.';
}

function undone(runner: Runner, why: string): Outcome {
  const text = why.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  addSummary(runner, `### bgplint: the check could not be completed\n\n<pre>${text}</pre>\n`);
  return { conclusion: 'error', why, ...nothing };
}

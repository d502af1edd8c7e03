/** A runner whose machine is the test: inputs and variables in, what it was told out. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../src/action/check.ts';
import { variableOf } from '../../src/action/inputs.ts';
import type { Ended, Runner } from '../../src/action/runner.ts';
import { annotate, verdict } from '../../src/action/verdict.ts';
import { commitOf, gitIn, mergeBase } from '../../src/host/git.ts';
import { command, project } from '../support/command.ts';
import { gitEnv } from '../support/git.ts';

export interface Machine {
  readonly cwd: string;
  readonly inputs?: { readonly [name: string]: string };
  readonly env?: { readonly [name: string]: string };
  /** Instead of the command itself. */
  readonly bgplint?: (args: readonly string[]) => Ended;
  /** The folder is a repository, which the command and the step ask. */
  readonly git?: true;
}

export interface Told {
  readonly log: string;
  readonly outputs: { readonly [name: string]: string };
  readonly summary: string;
  /** The arguments of the command; undefined if it was not run. */
  readonly args: readonly string[] | undefined;
}

/** Runs the first step. */
export async function checked(machine: Machine): Promise<Told> {
  const { runner, told } = made(machine);
  await check(runner);
  return told();
}

/** Runs the last steps after a first one, as if the upload had come to this. */
export function judged(folder: string, upload: 'success' | 'failure' | 'skipped'): { log: string; code: number } {
  const { runner, told } = made({ cwd: folder, env: { BGPLINT_FOLDER: folder, BGPLINT_UPLOAD: upload } });
  annotate(runner);
  const code = verdict(runner);
  return { log: told().log, code };
}

function made({ cwd, inputs = {}, env = {}, bgplint, git }: Machine): { runner: Runner; told: () => Told } {
  const temp = project({ output: '', summary: '' });
  mkdirSync(join(temp, 'temp'));
  let log = '';
  let ran: readonly string[] | undefined;
  const print = (text: string): void => {
    log += text;
  };
  const runner: Runner = {
    env: {
      GITHUB_EVENT_NAME: 'push',
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      RUNNER_TEMP: join(temp, 'temp'),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variableOf(name), value])),
      ...env,
    },
    cwd,
    print,
    async bgplint(folder, args) {
      ran = args;
      if (bgplint !== undefined) return bgplint(args);
      const { code, out, err } = await command(folder, args, git ? { env: gitEnv } : {});
      print(out);
      return { code, err };
    },
    history(folder) {
      const asked = git ? gitIn(folder, gitEnv) : undefined;
      return asked && { commitOf: (name) => commitOf(asked, name), mergeBase: (...ids) => mergeBase(asked, ...ids) };
    },
  };
  return {
    runner,
    told: () => ({
      log,
      outputs: outputsOf(readFileSync(join(temp, 'output'), 'utf8')),
      summary: readFileSync(join(temp, 'summary'), 'utf8'),
      args: ran,
    }),
  };
}

/** As the runner reads them: `name<<delimiter`, lines, the delimiter on a line of its own. */
function outputsOf(text: string): { readonly [name: string]: string } {
  const lines = text.split(/\r?\n/);
  const outputs: { [name: string]: string } = {};
  for (let at = 0; at < lines.length - 1; at++) {
    const [, name = '', delimiter = ''] = /^([\w-]+)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (name === '') throw new Error(`no output: ${lines[at]}`);
    const end = lines.indexOf(delimiter, at + 1);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}

/** Writes the reports that the arguments ask for, and ends with this code. */
export function writing(reports: { readonly [format: string]: string }, code: number, err = '') {
  return (args: readonly string[]): Ended => {
    for (const arg of args) {
      const [, format = '', file = ''] = /^--output=(\w+)=(.*)$/s.exec(arg) ?? [];
      if (reports[format] !== undefined) writeFileSync(file, reports[format]);
    }
    return { code, err };
  };
}

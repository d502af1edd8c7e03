/** The steps of action.yml, by name: `action.cjs check`, `annotate`, `verdict`. It sees the process, as cli.ts does. */
import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from './action/check.ts';
import type { Runner } from './action/runner.ts';
import { annotate, verdict } from './action/verdict.ts';
import { say } from './action/workflow.ts';
import { exit } from './cli/process.ts';
import { commitOf, gitIn, mergeBase } from './host/git.ts';

const [, entry = '', step] = process.argv;

const runner: Runner = {
  env: process.env,
  cwd: process.cwd().replaceAll('\\', '/'),
  print,
  async bgplint(cwd, args) {
    // A process of its own: what ends it leaves this one to say so.
    const { status, stderr, error } = spawnSync(process.execPath, [join(dirname(entry), 'bgplint.mjs'), ...args], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'inherit', 'pipe'],
      maxBuffer: 1 << 28,
    });
    return { code: status, err: error === undefined ? stderr : `${stderr ?? ''}bgplint: ${error.message}\n` };
  },
  history(cwd) {
    const git = gitIn(cwd, process.env);
    return git && { commitOf: (name) => commitOf(git, name), mergeBase: (one, other) => mergeBase(git, one, other) };
  },
};

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    say(runner, 'error', `a bug in the action: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = exit.failed;
  },
);

async function run(): Promise<number> {
  if (step === 'verdict') return verdict(runner);
  if (step === 'annotate') annotate(runner);
  else await check(runner);
  return exit.clean;
}

/** Writes all of it at once, so that the lines of the command stand where they belong. */
function print(text: string): void {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as { code?: string }).code !== 'EAGAIN') throw error;
    }
  }
}

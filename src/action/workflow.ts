/** What a step tells the runner: outputs, the job's summary, commands in the log. */
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { EOL } from 'node:os';
import { neutralise } from '../lib/text.ts';
import { command } from '../report/github.ts';
import { type Runner, variable } from './runner.ts';

/** The most that GitHub takes as the summary of one step, in bytes; it shows none of a longer one. */
const mostSummaryBytes = 1 << 20;

/**
 * Sets outputs of the step. Each value stands between delimiters that nobody can know before, because a value that held
 * the delimiter could set other outputs.
 */
export function setOutputs(runner: Runner, outputs: { readonly [name: string]: string | number }): void {
  const file = variable(runner, 'GITHUB_OUTPUT');
  if (file === '') return;
  const texts = Object.entries(outputs).map(([name, value]) => {
    const delimiter = `bgplint_${randomUUID()}`;
    return [`${name}<<${delimiter}`, value, delimiter, ''].join(EOL);
  });
  appendFileSync(file, texts.join(''));
}

/** Adds Markdown to the job's summary; says so in the log where it is too long for one. */
export function addSummary(runner: Runner, markdown: string): void {
  const file = variable(runner, 'GITHUB_STEP_SUMMARY');
  if (file === '') return;
  if (Buffer.byteLength(markdown) > mostSummaryBytes) {
    say(runner, 'notice', 'The summary is longer than GitHub accepts, and was left out.');
    return;
  }
  appendFileSync(file, markdown.endsWith('\n') ? markdown : `${markdown}\n`);
}

/** An annotation of the run as a whole. Line ends stay: one sentence a line. */
export function say(runner: Runner, level: 'error' | 'warning' | 'notice', text: string): void {
  const lines = text.split('\n').map(neutralise);
  runner.print(`${command(level, { title: 'bgplint' }, lines.join('\n'))}\n`);
}

/** Does something while the runner takes nothing in the log for a command. */
export async function withoutCommands<T>(runner: Runner, work: () => Promise<T>): Promise<T> {
  const token = randomUUID();
  runner.print(`::stop-commands::${token}\n`);
  try {
    return await work();
  } finally {
    runner.print(`::${token}::\n`);
  }
}

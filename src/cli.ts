/** The command. The only file that sees the process. */

import { fstatSync, readSync, writeSync } from 'node:fs';
import module from 'node:module';
import { main } from './cli/main.ts';
import { exit } from './cli/process.ts';
import { clause } from './host/files.ts';
import { Refusal } from './project/refusal.ts';

const cwd = workingFolder();

if (cwd === undefined) process.exitCode = exit.failed;
else {
  main({
    arguments: process.argv.slice(2),
    cwd,
    env: process.env,
    now: new Date(),
    clock: () => performance.now(),
    readStdin,
    streams: () => ({ input: process.stdin, output: process.stdout }),
    out: (text) => write(1, text),
    err: (text) => write(2, text),
    terminal: mayBeTerminal(1) && process.stdout.isTTY === true,
    stderrTerminal: mayBeTerminal(2) && process.stderr.isTTY === true,
    ask,
    columns: columns(),
    browse,
  }).then(
    (code) => {
      process.exitCode = code;
    },
    // Not even standard error takes what there is to say.
    () => {
      process.exitCode = exit.failed;
    },
  );
}

/** Into a pager the width is still that of the terminal. */
function columns(): number | undefined {
  return (
    (mayBeTerminal(1) ? process.stdout.columns : undefined) ?? (mayBeTerminal(2) ? process.stderr.columns : undefined)
  );
}

async function browse(url: string): Promise<void> {
  const { browserFor, start } = await import('./host/browser.ts');
  const browser = browserFor(process.platform, process.env);
  if (browser !== undefined) await start(browser, url);
}

/** Reads what a person types, up to the end of the line. */
function ask(question: string): string | undefined {
  // `process.stdin` would make it a stream that does not wait.
  const { isatty } = module.createRequire(import.meta.url)('node:tty') as typeof import('node:tty');
  if (!isatty(0)) return undefined;
  write(1, question);
  const bytes = new Uint8Array(256);
  try {
    return new TextDecoder().decode(bytes.subarray(0, readSync(0, bytes)));
  } catch {
    return '';
  }
}

/** Memory follows what has come, and ends with the bound. */
function readStdin(most: (head: Uint8Array) => number): Uint8Array {
  let buffer = new Uint8Array(1 << 16);
  let length = 0;
  let bound: number | undefined;
  for (;;) {
    const count = readSome(buffer.subarray(length));
    length += count;
    // A pipe may give its first bytes one by one.
    if (bound === undefined && (count === 0 || length >= 512)) bound = most(buffer.subarray(0, length));
    if (count === 0 || (bound !== undefined && length > bound)) return buffer.subarray(0, length);
    if (length < buffer.length) continue;
    const larger = new Uint8Array(Math.min(buffer.length * 2, Math.max(bound ?? 0, buffer.length) + 1));
    larger.set(buffer);
    buffer = larger;
  }
}

/** Waits for the next bytes of standard input; 0 at its end. */
function readSome(into: Uint8Array): number {
  for (;;) {
    try {
      return readSync(0, into);
    } catch (error) {
      const code = (error as { code?: string }).code;
      // Windows says so of a pipe that was closed.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      // Whoever started bgplint made the pipe one that does not wait.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** Asked before `process.stdout`, for which Node loads its streams: 5 ms of every run into a pipe or a file. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}

/** Undefined, and said, where the folder was removed under the shell. */
function workingFolder(): string | undefined {
  try {
    return process.cwd().replaceAll('\\', '/');
  } catch (error) {
    write(2, `bgplint: The working directory cannot be read: ${clause(error)}.\n`);
    return undefined;
  }
}

/** Writes at once, all of it: `process.stdout` may lose what a pipe has not taken when the process ends. */
function write(descriptor: number, text: string): void {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = (error as { code?: string }).code;
      // A reader that closed its end (`| head`) has seen what it wanted.
      if (code === 'EPIPE') return;
      if (code === 'EAGAIN') continue;
      const name = descriptor === 1 ? 'Standard output' : 'Standard error';
      throw new Refusal(`${name} cannot be written: ${clause(error)}.`);
    }
  }
}

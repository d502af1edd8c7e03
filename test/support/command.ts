/** Runs the command in folders of its own. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Process } from '../../src/cli/process.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const made: string[] = [];

/** Removes all folders of `project`: test/support/setup.ts does it after each file. */
export function removeProjects(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A new folder with these files; a name that ends in `/` is an empty folder. It is gone after the test file. */
export function project(files: { readonly [name: string]: string | Uint8Array }): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bgplint-'))).replaceAll('\\', '/');
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(path, content);
  }
  return folder;
}

/** A world without a terminal, in which nothing is written. */
export function caller(cwd: string, members: Partial<Process> = {}): Process {
  return {
    arguments: [],
    cwd,
    env: {},
    now: new Date('2026-11-21T12:00:00Z'),
    clock: () => 0,
    readStdin: () => new Uint8Array(),
    streams: () => ({ input: Readable.from([]), output: new PassThrough() }),
    out: () => undefined,
    err: () => undefined,
    terminal: false,
    stderrTerminal: false,
    ask: () => undefined,
    columns: undefined,
    browse: async () => undefined,
    ...members,
  };
}

/** Runs the command as if in this folder. */
export async function command(cwd: string, args: readonly string[], members: Partial<Process> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const own: Partial<Process> = {
    arguments: args,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  };
  const code = await main(caller(cwd, { ...own, ...members }));
  return { code, out, err };
}

/**
 * git as a program: started without a shell, bounded, and kept from starting others.
 *
 * Without hooks, monitors, filters (not even the user's own: what a filter rewrites counts as changed anyway), text
 * conversion and external diffs, from absolute folders of PATH, with a list of its variables that pass. A name of a
 * filter that cannot be switched off on the command line (`=`) is refused. `--text`, and whatever attributes rewrite
 * counts as changed: a stranger's `.gitattributes` hides no lines.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import { HostError } from '../lib/host.ts';

type Environment = { readonly [name: string]: string | undefined };

/** git ended with a code that is not 0; the message is what it said, in one line of English. */
export class GitFailure extends HostError {
  readonly code: number;
  constructor(code: number, said: string) {
    super(said);
    this.code = code;
  }
}

/** Runs git with these arguments, and this on its standard input. Throws a GitFailure, or a HostError. */
export type Git = (args: readonly string[], input?: string) => Promise<Uint8Array>;

const mostBytes = 256 * 1024 * 1024;
const mostMilliseconds = 120_000;

/**
 * What a clone's own configuration could have git run for the commands used here, switched off. The configuration is never
 * part of what is cloned, but of what is unpacked. Filters, which it names, are switched off where texts are compared.
 */
const safely = [
  '--no-pager',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.bareRepository=explicit'].flatMap((setting) => [
    '-c',
    setting,
  ]),
];

/** Variables of git that tell where it finds its parts and whom it trusts; any other would change what it answers. */
const kept = /^GIT_(?:EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG(?:_.*)?)$/;

/** git in a folder; undefined where there is none on PATH. */
export function gitIn(folder: string, env: Environment): Git | undefined {
  const program = programOn(env['PATH'] ?? env['Path'] ?? '');
  if (program === undefined) return undefined;
  return (args, input = '') => run(program, [...safely, ...args], { cwd: folder, env: quiet(env) }, input);
}

/** An absolute path: what lies in the working directory, or in a folder relative to it, may be a stranger's. */
function programOn(path: string): string | undefined {
  const name = sep === '\\' ? 'git.exe' : 'git';
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** No locks, questions, pagers or networks, and messages in English. */
function quiet(env: Environment): Environment {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !/^GIT_/i.test(name) || kept.test(name))),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

function run(
  program: string,
  args: readonly string[],
  where: { readonly cwd: string; readonly env: Environment },
  input: string,
): Promise<Uint8Array> {
  const options = {
    ...where,
    encoding: 'buffer',
    maxBuffer: mostBytes,
    timeout: mostMilliseconds,
    windowsHide: true,
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, options, (error, out, err) => {
      if (error === null) resolve(out);
      else reject(failure(error, err.toString('utf8')));
    });
    // git may end before it has read what it does not need.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

function failure(
  error: { readonly code?: unknown; readonly killed?: boolean; readonly signal?: unknown },
  said: string,
): HostError {
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return new HostError('its output is larger than 256 MiB');
  if (error.killed === true) return new HostError('it did not finish within two minutes');
  if (typeof error.signal === 'string') return new HostError(`it was killed by ${error.signal}`);
  if (typeof error.code !== 'number') return new HostError(`it could not be started (${String(error.code)})`);
  const [line = ''] = said.split('\n').filter((text) => /^(?:fatal|error): /.test(text));
  return new GitFailure(error.code, line === '' ? `it exited with ${error.code}` : line);
}

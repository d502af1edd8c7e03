/** Git repositories in folders of their own, and programs that run in them with nothing of the caller's settings. */
import { spawn } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

export interface Ran {
  /** The exit code; 1 where a signal ended the program. */
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly text: string;
}

export type Files = { readonly [name: string]: string };

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder. It is gone after the test file. */
export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'bgplint-')));
  made.push(path);
  return path;
}

/**
 * The caller's environment without what npm, git and pre-commit tell their children: tests run under `npm run`, and
 * maybe inside of a git hook. Only where npm gets its packages from is kept.
 */
function environment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) =>
      /^npm_config_(registry|cache)$/i.test(name) ||
      !/^(npm_|GIT_|_?PRE_COMMIT|PREK_|SKIP$|NODE_OPTIONS$|NODE_PATH$|VITEST|BGPLINT_|FORCE_COLOR$)/i.test(name),
  );
  return {
    ...Object.fromEntries(entries),
    PATH: (process.env['PATH'] ?? '')
      .split(':')
      .filter((path) => !path.endsWith('node_modules/.bin'))
      .join(':'),
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.com',
    npm_config_update_notifier: 'false',
  };
}

/** Runs a program to its end. */
export function run(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...environment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
    }
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}

/** Runs a program that must succeed, and returns what it printed, without white space at the ends. */
export async function must(cwd: string, command: string, args: readonly string[]): Promise<string> {
  const { code, text } = await run(cwd, command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${text}`);
  return text.trim();
}

export function write(repository: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, name)), { recursive: true });
    writeFileSync(join(repository, name), content);
  }
}

/** Commits everything that is there, past any hook, and returns the commit. */
export async function commitAll(repository: string): Promise<string> {
  await must(repository, 'git', ['add', '--all']);
  await must(repository, 'git', ['commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'all']);
  return must(repository, 'git', ['rev-parse', 'HEAD']);
}

/** A new repository with these files in its first commit. */
export async function repository(files: Files): Promise<string> {
  const path = folder();
  await must(path, 'git', ['init', '--quiet', '--initial-branch=main']);
  write(path, files);
  await commitAll(path);
  return path;
}

/** A new repository that holds, in one commit, the tracked files of another one as they are in its working tree. */
export async function copyOf(source: string): Promise<string> {
  const path = folder();
  for (const name of (await must(source, 'git', ['ls-files', '-z'])).split('\0')) {
    if (lstatSync(join(source, name), { throwIfNoEntry: false })?.isFile())
      cpSync(join(source, name), join(path, name));
  }
  await must(path, 'git', ['init', '--quiet', '--initial-branch=main']);
  await commitAll(path);
  return path;
}

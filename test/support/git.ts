/** Real repositories for tests. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { command, project } from './command.ts';

/** What git needs of the process, and none of the user's own configuration. */
export const gitEnv: { readonly [name: string]: string | undefined } = {
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  // There is no such folder.
  HOME: join(tmpdir(), 'bgplint-nobody'),
  GIT_CONFIG_NOSYSTEM: '1',
};

/** True where git is; says so where it is not, since its tests are then skipped. */
export const hasGit = (() => {
  try {
    execFileSync('git', ['--version'], { env: gitEnv });
    return true;
  } catch {
    console.warn('git is not on PATH: the tests that need it are skipped');
    return false;
  }
})();

const settings = {
  'user.name': 'a',
  'user.email': 'a@example.com',
  'init.defaultBranch': 'main',
  // No further process behind a commit, and nothing waits for a disk: these repositories are gone after the test.
  'maintenance.auto': 'false',
  'core.fsync': 'none',
};

/** Runs git in a folder, and gives what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return execFileSync('git', [...set, ...args], { cwd: folder, env: gitEnv, encoding: 'utf8', stdio: 'pipe' });
}

/** A new repository whose first commit holds these files. */
export function repository(files: { readonly [name: string]: string | Uint8Array }): string {
  const folder = project(files);
  cpSync(empty(), join(folder, '.git'), { recursive: true });
  commit(folder);
  return folder;
}

let made: string | undefined;

/** What `git init` makes, made once a test file and copied: a process less for each repository. Without examples of hooks. */
function empty(): string {
  // The folders of a test file are removed after it, and the next one may have this module.
  if (made === undefined || !existsSync(made)) {
    made = project({});
    git(made, 'init', '--quiet', '--template=');
    mkdirSync(join(made, '.git/info'));
  }
  return join(made, '.git');
}

/** Commits all that the working tree holds. */
export function commit(folder: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'a');
}

/** Writes files into a folder. */
export function write(folder: string, files: { readonly [name: string]: string | Uint8Array }): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

export interface Reported {
  /** `file name` of each finding's object, in the report's order. */
  readonly found: readonly string[];
  readonly rules: readonly string[];
  /** How many findings there are that are not reported. */
  readonly elsewhere: number;
}

/** What the command reports in a folder: its exit code counts that and nothing else. */
export async function reported(
  folder: string,
  args: readonly string[],
  caller: Parameters<typeof command>[2] = {},
): Promise<Reported> {
  const options = ['-f', 'json', '--fail-on', 'note'];
  const { code, out, err } = await command(folder, [...options, ...args], { env: gitEnv, ...caller });
  expect(err).toBe('');
  const { findings, ledger } = JSON.parse(out) as {
    findings: { rule: string; file: string; resource: { name?: string; address?: string } | null }[];
    ledger: { elsewhere: { error: number; warning: number; note: number } };
  };
  const { error, warning, note } = ledger.elsewhere;
  expect(code).toBe(findings.length === 0 ? 0 : 1);
  return {
    found: findings.map(({ file, resource }) => `${file} ${resource?.name ?? resource?.address ?? ''}`.trim()),
    rules: [...new Set(findings.map(({ rule }) => rule))],
    elsewhere: error + warning + note,
  };
}

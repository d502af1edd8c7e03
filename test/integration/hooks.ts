/** pre-commit with the hooks of this working tree, in a version. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { root } from '../support/run.ts';
import { copyOf, type Files, folder, type Ran, repository, run, write } from './git.ts';

/** One pre-commit: where it keeps what it installs, and where the hooks come from. */
export interface PreCommit {
  readonly command: string;
  readonly version: string;
  readonly home: string;
  /** A repository with one commit, the working tree of bgplint. */
  readonly hooks: () => Promise<{ readonly repo: string; readonly rev: string }>;
}

/** A repository whose commits run hooks. */
export interface Project {
  readonly path: string;
  /** Runs `git`, with the hooks that it starts. */
  git(...args: readonly string[]): Promise<Ran>;
  preCommit(...args: readonly string[]): Promise<Ran>;
  /** Writes these files, stages everything and commits. */
  commit(files: Files): Promise<Ran>;
  /** The arguments of each start of bgplint since the last question. */
  starts(): readonly (readonly string[])[];
}

/** The tests of each pre-commit that BGPLINT_PRE_COMMIT lists. Without one it is said aloud that nothing is tested. */
export function eachPreCommit(tests: (preCommit: PreCommit) => void): void {
  const commands = (process.env['BGPLINT_PRE_COMMIT'] ?? '').split(':').filter((path) => path !== '');
  if (commands.length === 0) {
    const missing = 'BGPLINT_PRE_COMMIT lists no pre-commit: set it to paths of the command, separated by colons';
    if (process.env['BGPLINT_INTEGRATION'] === 'required') {
      test('pre-commit', () => {
        throw new Error(`BGPLINT_INTEGRATION=required, and ${missing}`);
      });
    } else {
      console.warn(`SKIPPED, pre-commit: ${missing}`);
      test.skip('pre-commit', () => undefined);
    }
  }
  let copy: ReturnType<PreCommit['hooks']> | undefined;
  const hooks = (): ReturnType<PreCommit['hooks']> => {
    copy ??= copyOf(root).then(async (repo) => ({
      repo,
      rev: (await run(repo, 'git', ['rev-parse', 'HEAD'])).text.trim(),
    }));
    return copy;
  };
  for (const command of commands) {
    const { stdout, error } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    if (error) throw new Error(`BGPLINT_PRE_COMMIT: ${command} does not run: ${error.message}`);
    const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? '';
    const title = `pre-commit ${version}`;
    if (!atLeast(version, '4.6.1') && atLeast(npm(), '12.0.0')) {
      console.warn(`SKIPPED, ${title}: it gives npm an option that npm 12 refuses`);
      describe.skip(title, () => tests({ command, version, home: '', hooks }));
    } else {
      describe(title, () => tests({ command, version, home: folder(), hooks }));
    }
  }
}

/** npm's version, as hooks are installed with it. */
function npm(): string {
  return spawnSync('npm', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** Whether a version is at least this one; both are three numbers. */
export function atLeast(version: string, least: string): boolean {
  return version.localeCompare(least, 'en', { numeric: true }) >= 0;
}

/** The environment in which a pre-commit works; `log` gets the arguments of each start of bgplint. */
export function environmentOf({ home }: PreCommit, log?: string): NodeJS.ProcessEnv {
  if (log === undefined) return { PRE_COMMIT_HOME: home };
  const counter = join(home, 'counter.cjs');
  writeFileSync(
    counter,
    `if (process.argv[1]?.endsWith('/bgplint')) {
      require('node:fs').appendFileSync(process.env.STARTS, JSON.stringify(process.argv.slice(2)) + '\\n');
    }`,
  );
  return { PRE_COMMIT_HOME: home, NODE_OPTIONS: `--require=${counter}`, STARTS: log };
}

/** A `.pre-commit-config.yaml`; hooks are given as YAML in flow style. */
export async function config({ hooks }: PreCommit, ...used: readonly string[]): Promise<Files> {
  const { repo, rev } = await hooks();
  const lines = [`repos:`, `- repo: ${repo}`, `  rev: ${rev}`, `  hooks:`, ...used.map((hook) => `  - ${hook}`)];
  return { '.pre-commit-config.yaml': `${lines.join('\n')}\n` };
}

/** A new repository with these files, and with these hooks installed for commits and pushes. */
export async function projectWith(preCommit: PreCommit, used: readonly string[], files: Files): Promise<Project> {
  const path = await repository({ ...(await config(preCommit, ...used)), ...files });
  const log = join(folder(), 'starts');
  const env = environmentOf(preCommit, log);
  const project: Project = {
    path,
    git: (...args) => run(path, 'git', args, env),
    preCommit: (...args) => run(path, preCommit.command, args, env),
    async commit(changed) {
      write(path, changed);
      await project.git('add', '--all');
      return project.git('commit', '--message', 'change');
    },
    starts() {
      const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
      rmSync(log, { force: true });
      return lines.map((line): readonly string[] => JSON.parse(line));
    },
  };
  // Not under NODE_OPTIONS: it would start with every npm too.
  const installed = await run(
    path,
    preCommit.command,
    ['install', '--install-hooks', '--hook-type=pre-commit', '--hook-type=pre-push'],
    environmentOf(preCommit),
  );
  if (installed.code !== 0) throw new Error(installed.text);
  return project;
}

/** Against what changes are told, and where that cannot be told. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { commit, git, gitEnv, hasGit, repository as plain, reported, write } from '../support/git.ts';
import { calicoPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';

/** Its peers have one fault each. */
const config = onlyRules('calico/peer-without-password');
const repository = (files: Parameters<typeof plain>[0]) => plain({ 'bgplint.yaml': config, ...files });

const one = calicoPeer('one');
const two = calicoPeer('two');
const three = calicoPeer('three');
const changed = (text: string) => text.replace('64513', '64999');

/** Runs that are refused: the sentence. */
async function refused(folder: string, args: readonly string[], env = gitEnv): Promise<string> {
  const { code, out, err } = await command(folder, args, { env });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^bgplint: [^\n]*\n$/);
  expect(err).not.toMatch(/[\x1b\x07]/);
  return err;
}

/** `main` and `work` went apart: each changed a file of its own since. */
function diverged(): string {
  const folder = repository({ 'a.yaml': one, 'b.yaml': two, 'c.yaml': three });
  git(folder, 'checkout', '--quiet', '-b', 'work');
  write(folder, { 'a.yaml': changed(one) });
  commit(folder);
  git(folder, 'checkout', '--quiet', 'main');
  write(folder, { 'b.yaml': changed(two) });
  commit(folder);
  git(folder, 'checkout', '--quiet', 'work');
  return folder;
}

describe.skipIf(!hasGit)('--changed-from', () => {
  test('tells what changed since the merge base, and not what the other branch did', async () => {
    const folder = diverged();
    expect(await reported(folder, ['--changed-from', 'main'])).toMatchObject({ found: ['a.yaml one'], elsewhere: 2 });
    expect((await reported(folder, ['--changed'])).found).toEqual([]);
  });

  test('goes up to the working tree', async () => {
    const folder = diverged();
    write(folder, { 'c.yaml': changed(three), 'd.yaml': calicoPeer('four') });
    const found = ['a.yaml one', 'c.yaml three', 'd.yaml four'];
    expect((await reported(folder, ['--changed-from', 'main'])).found).toEqual(found);
    expect((await reported(folder, ['--changed', '--changed-from', 'main'])).found).toEqual(found.slice(1));
  });

  test.each(['main', 'refs/heads/main', 'work~1', 'HEAD^', '@~1', 'a/tag'])('takes %s', async (ref) => {
    const folder = diverged();
    git(folder, 'tag', '--annotate', '--message', 'a', 'a/tag', 'main');
    expect((await reported(folder, ['--changed-from', ref])).found).toEqual(['a.yaml one']);
  });

  test('works without a branch, in a second working tree, and below the root', async () => {
    const folder = diverged();
    const beside = join(project({}), 'tree');
    git(folder, 'worktree', 'add', '--quiet', '--detach', beside, 'work');
    write(beside, { 'x/d.yaml': one });
    expect((await reported(beside, ['--changed-from', 'main'])).found).toEqual(['a.yaml one', 'x/d.yaml one']);
    expect((await reported(join(beside, 'x'), ['--changed'])).found).toEqual(['d.yaml one']);
    expect((await reported(join(beside, 'x'), ['--changed-from', 'main', '..'])).found).toEqual([
      '../a.yaml one',
      'd.yaml one',
    ]);
    expect((await reported(project({}), ['--changed-from', 'main', beside])).found).toHaveLength(2);
  });

  test('finds everything new where nothing was committed yet', async () => {
    const folder = project({ 'bgplint.yaml': config, 'a.yaml': one, 'b.yaml': two });
    git(folder, 'init', '--quiet');
    git(folder, 'add', 'a.yaml');
    expect((await reported(folder, ['--changed'])).found).toEqual(['a.yaml one', 'b.yaml two']);
    expect(await refused(folder, ['--changed-from', 'main'])).toMatch(/no commit "main" in this clone: correct/);
  });

  test('asks for more history in a clone without the merge base', async () => {
    const folder = diverged();
    const clone = join(project({}), 'clone');
    const url = `file://${folder}`;
    git(folder, 'clone', '--quiet', '--depth', '1', '--no-single-branch', url, clone);
    expect(await refused(clone, ['--changed-from', 'origin/main'])).toMatch(
      /too shallow .*--unshallow.*fetch-depth: 0/,
    );
    expect((await reported(clone, ['--changed'])).found).toEqual([]);
    const single = join(project({}), 'clone');
    git(folder, 'clone', '--quiet', '--depth', '1', url, single);
    expect(await refused(single, ['--changed-from', 'origin/main'])).toMatch(
      /no commit "origin\/main".*fetch-depth: 0/,
    );
  });

  test('refuses branches that have nothing in common', async () => {
    const folder = diverged();
    git(folder, 'checkout', '--quiet', '--orphan', 'other');
    expect(await refused(folder, ['--changed-from', 'main'])).toMatch(/HEAD has no commit yet.*use --changed/);
    commit(folder);
    expect(await refused(folder, ['--changed-from', 'main'])).toMatch(/no history in common/);
  });

  test.each([
    '--output=stolen',
    '--upload-pack=touch stolen',
    '-O',
    '',
    'no such',
    'main\nHEAD',
    'main --output=stolen',
    '$(touch stolen)',
    'HEAD:a.yaml',
    'HEAD^{tree}',
    '\u001b[31mred',
    '"',
    'a'.repeat(5000),
  ])('has no use for %j, and does it no harm', async (ref) => {
    const folder = diverged();
    expect(await refused(folder, [`--changed-from=${ref}`])).toMatch(/There is no commit "/);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('takes a branch by a name that looks like an option', async () => {
    const folder = diverged();
    git(folder, 'update-ref', 'refs/heads/--output=x', 'main');
    expect((await reported(folder, ['--changed-from', '--output=x'])).found).toEqual(['a.yaml one']);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });
});

describe('changes cannot be told', () => {
  test.skipIf(!hasGit)('outside of a repository', async () => {
    const folder = project({ 'a.yaml': one });
    expect(await refused(folder, ['--changed'])).toMatch(/--changed needs a git repository.*run it inside one/);
    expect(await refused(folder, ['--changed-from', 'x'])).toMatch(/--changed-from needs a git repository/);
  });

  test('without git', async () => {
    const folder = project({ 'a.yaml': one, '.git/HEAD': '', git: '', 'bin/x': '' });
    chmodSync(join(folder, 'git'), 0o755);
    for (const PATH of ['', '.', 'bin', join(folder, 'bin')]) {
      expect(await refused(folder, ['--changed'], { PATH })).toMatch(/needs git, which is not on PATH: install it/);
    }
  });

  test.each([
    ['fatal: detected dubious ownership in repository at /r', /run git config --global --add safe.directory "/],
    ['warning: x\nfatal: \u001b[31mred\nhint: y', /cannot tell what changed \(fatal: \\x1b\[31mred\): fix that/],
    ['', /\(it exited with 128\)/],
  ])('where git says %j', async (said, sentence) => {
    const folder = project({ 'a.yaml': one, '.git/HEAD': '', 'bin/': '' });
    writeFileSync(join(folder, 'bin', 'git'), `#!/bin/sh\ncat >&2 <<'end'\n${said}\nend\nexit 128\n`);
    chmodSync(join(folder, 'bin', 'git'), 0o755);
    expect(await refused(folder, ['--changed'], { PATH: `${join(folder, 'bin')}:/bin:/usr/bin` })).toMatch(sentence);
  });
});

/** What a pull request changes beside the files under check: told in a notice, or without effect. */
import { describe, expect, test } from 'vitest';
import { commit, git, hasGit, repository, write } from '../support/git.ts';
import { calicoPeer } from '../support/objects.ts';
import { checked, type Machine } from './runner.ts';

const rule = 'calico/peer-without-password';
const peer = calicoPeer('one');
const waiver = `waivers: [{ rule: ${rule}, paths: [new.yaml], reason: lab }]\nexclude: [old/**]\n`;

/** A pull request that brings a fault and the waiver for it, checked out as GitHub merges it. */
function pullRequest(): { cwd: string; env: { [name: string]: string } } {
  const cwd = repository({ 'a.yaml': peer, 'bgplint.yaml': 'exclude: []\n' });
  git(cwd, 'checkout', '--quiet', '-b', 'work');
  write(cwd, { 'new.yaml': calicoPeer('two'), 'bgplint.yaml': waiver });
  commit(cwd);
  const sha = (name: string) => git(cwd, 'rev-parse', name).trim();
  const env = { GITHUB_EVENT_NAME: 'pull_request', BGPLINT_BASE_SHA: sha('main'), BGPLINT_HEAD_SHA: sha('work') };
  git(cwd, 'checkout', '--quiet', '--detach', 'main');
  git(cwd, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'work');
  return { cwd, env };
}

const run = (machine: Partial<Machine> & { cwd: string }) => checked({ git: true, ...machine });
const notices = (log: string) => log.split('\n').filter((line) => line.startsWith('::notice'));

describe.skipIf(!hasGit)('a pull request that changes the config', () => {
  test.each(['auto', 'false'])('gets a notice that lists what it loosens: changed-only %s', async (changedOnly) => {
    const { cwd, env } = pullRequest();
    const { log, outputs, summary } = await run({
      cwd,
      env,
      inputs: { 'changed-only': changedOnly, 'fail-on': 'error' },
    });
    expect(notices(log)).toEqual([
      expect.stringMatching(/bgplint\.yaml changed since [0-9a-f]{12}: exclude gained "old\/\*\*"; 1 waiver added/),
    ]);
    expect(outputs['conclusion']).toBe(changedOnly === 'auto' ? 'success' : 'failure');
    expect(summary.replaceAll(/&#\d+;|\\/g, '')).toContain('exclude gained');
  });

  test('cannot answer its own findings by it, where the config is that of the base', async () => {
    const { cwd, env } = pullRequest();
    const { log, outputs } = await run({ cwd, env, inputs: { 'config-from': 'base' } });
    expect(outputs).toMatchObject({ conclusion: 'failure', errors: '1', suppressed: '0' });
    expect(log).toContain('new.yaml');
    expect(notices(log)).toEqual([]);
  });

  test('needs the base for that', async () => {
    const { cwd, env } = pullRequest();
    const { outputs, args } = await run({
      cwd,
      env: { ...env, BGPLINT_HEAD_SHA: '', BGPLINT_BASE_SHA: '0'.repeat(40) },
      inputs: { 'config-from': 'base' },
    });
    expect(args).toBeUndefined();
    expect(outputs['conclusion']).toBe('error');
  });

  test('is told where that cannot be known', async () => {
    const { cwd, env } = pullRequest();
    const { log } = await run({
      cwd,
      env: { ...env, BGPLINT_HEAD_SHA: '', BGPLINT_BASE_SHA: '0'.repeat(40) },
      inputs: { 'changed-only': 'false' },
    });
    expect(notices(log)).toEqual([expect.stringContaining('is unknown: its base is not in this clone')]);
  });

  test('gets none where it only tightens, or changes nothing of the kind', async () => {
    const cwd = repository({ 'a.yaml': peer, 'bgplint.yaml': 'exclude: [old/**]\n' });
    const base = git(cwd, 'rev-parse', 'HEAD').trim();
    write(cwd, { 'bgplint.yaml': 'exclude: []\n' });
    commit(cwd);
    const { log } = await run({ cwd, env: { GITHUB_EVENT_NAME: 'pull_request', BGPLINT_BASE_SHA: base } });
    expect(notices(log)).toEqual([]);
  });
});

describe.skipIf(!hasGit)('a push', () => {
  test('has no base: what it holds is taken, and nothing is compared', async () => {
    const cwd = repository({ 'new.yaml': peer, 'bgplint.yaml': waiver });
    const { args, outputs } = await run({ cwd, inputs: { 'config-from': 'base' } });
    expect(args?.filter((one) => /^--(?:config|loosened|changed)-from/.test(one))).toEqual([]);
    expect(outputs['conclusion']).toBe('success');
  });
});

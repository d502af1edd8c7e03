import { describe, expect, test } from 'vitest';
import { baseOf } from '../../src/action/base.ts';
import { readInputs, variableOf } from '../../src/action/inputs.ts';
import type { GitHistory } from '../../src/action/runner.ts';
import { HostError } from '../../src/lib/host.ts';

type Names = { readonly [name: string]: string };

/** A clone with these commits by name; `joined` are those that share history with HEAD. */
const clone = (commits: Names, joined: readonly string[]): GitHistory => ({
  commitOf: async (name) => commits[name],
  mergeBase: async (head, base) => (head === 'here' && joined.includes(base) ? base : undefined),
});
const base = (inputs: Names, event: string, history?: GitHistory, shas: Names = {}) => {
  const env = {
    GITHUB_EVENT_NAME: event,
    ...shas,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variableOf(name), value])),
  };
  const runner = {
    env,
    cwd: '/',
    print: () => undefined,
    bgplint: () => Promise.reject(new Error('not here')),
    history: () => history,
  };
  return baseOf(runner, '/', readInputs({ env }));
};

const shas = { BGPLINT_BASE_SHA: 'old', BGPLINT_HEAD_SHA: 'head' };
const full = clone({ HEAD: 'here', old: 'old' }, ['old']);

describe('the base of a change', () => {
  test('auto: of a pull request only', async () => {
    expect(await base({}, 'push', full, shas)).toEqual({});
    expect(await base({}, 'pull_request_target', full, shas)).toEqual({});
    expect(await base({ 'base-ref': 'old' }, 'push', full)).toEqual({});
    expect(await base({}, 'pull_request', full, shas)).toEqual({ ref: 'old' });
    expect(await base({ 'changed-only': 'false' }, 'pull_request', full, shas)).toEqual({});
  });

  test('the merge commit of GitHub names the base better than the event', async () => {
    const commits = { HEAD: 'here', 'HEAD^1': 'new', new: 'new', old: 'old' };
    const merged = clone({ ...commits, 'HEAD^2': 'head' }, ['old', 'new']);
    expect(await base({}, 'pull_request', merged, shas)).toEqual({ ref: 'new' });
    expect(await base({ 'base-ref': 'old' }, 'pull_request', merged, shas)).toEqual({ ref: 'old' });
    // The head itself was checked out, and it is a merge of something else.
    const other = clone({ ...commits, 'HEAD^2': 'other' }, ['old', 'new']);
    expect(await base({}, 'pull_request', other, shas)).toEqual({ ref: 'old' });
  });

  test('auto: everything, with a reason, where the clone lacks the base or what joins it to HEAD', async () => {
    const why = expect.stringContaining('fetch-depth: 0');
    expect(await base({}, 'pull_request', clone({ HEAD: 'here' }, []), shas)).toEqual({ why });
    expect(await base({}, 'pull_request', clone({ HEAD: 'here', old: 'old' }, []), shas)).toEqual({ why });
    expect(await base({}, 'pull_request', undefined, shas)).toEqual({ why });
    const fails = () => Promise.reject(new HostError('fatal: detected dubious ownership'));
    expect(await base({}, 'pull_request', { commitOf: fails, mergeBase: fails }, shas)).toEqual({
      why: expect.stringContaining('dubious ownership'),
    });
  });

  test('true: what base-ref names, on every event; without any base the job cannot be done', async () => {
    expect(await base({ 'changed-only': 'true', 'base-ref': '--x' }, 'push')).toEqual({ ref: '--x' });
    expect(await base({ 'changed-only': 'true' }, 'pull_request', undefined, shas)).toEqual({ ref: 'old' });
    await expect(base({ 'changed-only': 'true' }, 'push')).rejects.toThrow('the event push has no base: give base-ref');
  });
});

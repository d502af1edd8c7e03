import { describe, expect, test } from 'vitest';
import { baseOf } from '../../src/action/base.ts';
import { readInputs, variableOf } from '../../src/action/inputs.ts';

const resolve = 'rev-parse --verify --quiet --end-of-options';

const base = (
  inputs: { readonly [name: string]: string },
  event: string,
  git: { readonly [args: string]: string } = {},
  shas: { readonly [name: string]: string } = {},
) => {
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
    git: async (_: string, args: readonly string[]) => git[args.join(' ')],
  };
  return baseOf(runner, '/', readInputs({ env }));
};
const shas = { BGPLINT_BASE_SHA: 'old', BGPLINT_HEAD_SHA: 'head' };
const known = { [`${resolve} old^{commit}`]: 'old', 'merge-base old HEAD': 'old' };

describe('the base of a change', () => {
  test('auto: of a pull request only', async () => {
    expect(await base({}, 'push', known, shas)).toEqual({});
    expect(await base({}, 'pull_request_target', known, shas)).toEqual({});
    expect(await base({ 'base-ref': 'old' }, 'push', known)).toEqual({});
    expect(await base({}, 'pull_request', known, shas)).toEqual({ ref: 'old' });
    expect(await base({ 'changed-only': 'false' }, 'pull_request', known, shas)).toEqual({});
  });

  test('the merge commit of GitHub names the base better than the event', async () => {
    const merged = {
      ...known,
      [`${resolve} HEAD^2^{commit}`]: 'head',
      [`${resolve} HEAD^1^{commit}`]: 'new',
      [`${resolve} new^{commit}`]: 'new',
      'merge-base new HEAD': 'new',
    };
    expect(await base({}, 'pull_request', merged, shas)).toEqual({ ref: 'new' });
    // The head itself was checked out, and it is a merge of something else.
    const other = { ...merged, [`${resolve} HEAD^2^{commit}`]: 'other' };
    expect(await base({}, 'pull_request', other, shas)).toEqual({ ref: 'old' });
  });

  test('auto: everything, with a reason, where the clone lacks the base or what joins it to HEAD', async () => {
    expect(await base({}, 'pull_request', {}, shas)).toEqual({ why: expect.stringContaining('fetch-depth: 0') });
    const shallow = { [`${resolve} old^{commit}`]: 'old' };
    expect(await base({}, 'pull_request', shallow, shas)).toEqual({ why: expect.stringContaining('fetch-depth: 0') });
  });

  test('true: what base-ref names, on every event; without any base the job cannot be done', async () => {
    expect(await base({ 'changed-only': 'true', 'base-ref': '--x' }, 'push')).toEqual({ ref: '--x' });
    expect(await base({ 'changed-only': 'true' }, 'pull_request', {}, shas)).toEqual({ ref: 'old' });
    await expect(base({ 'changed-only': 'true' }, 'push')).rejects.toThrow('the event push has no base: give base-ref');
  });
});

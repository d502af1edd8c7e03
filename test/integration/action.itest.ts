/** The action, run by nektos/act: the steps, expressions and files of action.yml as a runner sees them. */
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { project } from '../support/command.ts';
import { type Annotation, commit, type Job, pullRequest, runAction, type Setup } from './act/run.ts';
import { toolOf } from './tools.ts';

const act = toolOf('BGPLINT_ACT', 'act');

const peer = (name: string, address = '10.0.0.1'): string =>
  `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: { name: ${name} }\nspec: { peerIP: ${address} }\n`;
const fault = 'calico/peer-without-as-number';
const bad = { 'k8s/peers.yaml': peer('tor') };
const good = { 'k8s/notes.yaml': 'kind: ConfigMap\n' };

const of = (job: Job, level: Annotation['level'], step?: string): readonly Annotation[] =>
  job.annotations.filter((one) => one.level === level && (step === undefined || one.step === step));

/** The annotations that name a file, as `file rule`. */
const places = (job: Job): readonly string[] =>
  job.annotations.flatMap(({ properties: { file, title } }) => (file === undefined ? [] : [`${file} ${title}`]));

describe.skipIf(act === undefined)('the action', () => {
  const run = (setup: Setup): Job => runAction(act ?? '', setup);
  const pushed = (files: { readonly [name: string]: string }, setup: Partial<Setup> = {}): Job => {
    const folder = project({});
    commit(folder, files);
    return run({ folder, event: 'push', ...setup });
  };

  test('findings of a push: uploaded first, then the job fails with one sentence', () => {
    const job = pushed(bad);
    expect(job.succeeded).toBe(false);
    expect(job.upload?.sarif).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'bgplint' } } }] });
    expect(JSON.stringify(job.upload?.sarif)).toContain('"uri":"k8s/peers.yaml"');
    expect(job.outputs).toMatchObject({ conclusion: 'failure', 'files-checked': '1', 'resources-checked': '1' });
    expect(Number(job.outputs['errors'])).toBeGreaterThan(0);
    // Code scanning has them: they are not annotated twice.
    expect(places(job)).toEqual([]);
    expect(of(job, 'error').map(({ text }) => text)).toEqual([
      `${job.outputs['errors']} errors at or above fail-on: error.`,
    ]);
    expect(job.summary).toContain(fault);
    expect(job.log).toContain('k8s/peers.yaml');
  });

  test('nothing to find', () => {
    const job = pushed(good);
    expect(job.succeeded).toBe(true);
    expect(job.outputs).toMatchObject({ conclusion: 'success', errors: '0', warnings: '0', notes: '0' });
    expect(job.annotations).toEqual([]);
    // A report without results closes the alerts of what was fixed.
    expect(job.upload?.sarif).toMatchObject({ runs: [{ results: [] }] });
  });

  test('code scanning refuses: annotations, the summary and a notice instead, and the same verdict', () => {
    const env = { BGPLINT_TEST_REFUSE: 'true' };
    const failed = pushed(bad, { env });
    expect(failed.succeeded).toBe(false);
    expect(places(failed)).toContain(`k8s/peers.yaml ${fault}`);
    expect(of(failed, 'notice').map(({ text }) => text)).toEqual([expect.stringContaining('did not accept')]);
    expect(failed.summary).toContain(fault);
    const passed = pushed(bad, { env, inputs: { 'fail-on': 'never' } });
    expect(passed.succeeded).toBe(true);
    expect(passed.outputs['conclusion']).toBe('success');
  });

  test('who insists on the upload has a job that fails without it', () => {
    const job = pushed(good, { env: { BGPLINT_TEST_REFUSE: 'true' }, inputs: { 'upload-sarif': 'true' } });
    expect(job.succeeded).toBe(false);
    expect(of(job, 'error').at(-1)?.text).toContain('upload-sarif is true');
  });

  test('a pull request reports what it changes, and only that', () => {
    const folder = project({});
    const payload = pullRequest(folder, bad, { 'k8s/more.yaml': peer('spine', '10.0.0.2') });
    const inputs = { 'upload-sarif': 'false' };
    const changed = run({ folder, event: 'pull_request', payload, inputs });
    expect(changed.succeeded).toBe(false);
    expect(new Set(places(changed).map((place) => place.split(' ')[0]))).toEqual(new Set(['k8s/more.yaml']));
    const all = run({ folder, event: 'pull_request', payload, inputs: { ...inputs, 'changed-only': 'false' } });
    expect(new Set(places(all).map((place) => place.split(' ')[0]))).toEqual(
      new Set(['k8s/more.yaml', 'k8s/peers.yaml']),
    );
  });

  test('a pull request that leaves the faults of others alone passes', () => {
    const folder = project({});
    const payload = pullRequest(folder, bad, good);
    const job = run({ folder, event: 'pull_request', payload });
    expect(job.outputs['conclusion']).toBe('success');
    expect(job.succeeded).toBe(true);
  });

  test('a clone without the base of the pull request reports everything, and says so', () => {
    const folder = project({});
    commit(folder, bad);
    const payload = { number: 1, pull_request: { base: { sha: 'a'.repeat(40) }, head: { sha: 'b'.repeat(40) } } };
    const job = run({ folder, event: 'pull_request', payload });
    expect(of(job, 'warning').map(({ text }) => text)).toEqual([expect.stringContaining('fetch-depth')]);
    expect(job.outputs['conclusion']).toBe('failure');
    const insisting = run({ folder, event: 'pull_request', payload, inputs: { 'changed-only': 'true' } });
    expect(insisting.outputs['conclusion']).toBe('error');
  });

  test('a part of a branch never replaces its report in code scanning', () => {
    const folder = project({});
    const base = commit(folder, bad);
    commit(folder, good);
    const job = run({ folder, event: 'push', inputs: { 'changed-only': 'true', 'base-ref': base } });
    expect(job.outputs['conclusion']).toBe('success');
    expect(job.upload).toBeUndefined();
  });

  test('what pull_request_target checks is not filed under the base branch', () => {
    const job = pushed(bad, { event: 'pull_request_target' });
    expect(job.upload).toBeUndefined();
    expect(places(job)).toContain(`k8s/peers.yaml ${fault}`);
  });

  test('a config with a fault: the check was not done, whatever fail-on says', () => {
    const job = pushed(
      { ...bad, 'bgplint.yaml': 'rules:\n  calico/no-such-rule: error\n' },
      { inputs: { 'fail-on': 'never' } },
    );
    expect(job.succeeded).toBe(false);
    expect(job.outputs['conclusion']).toBe('error');
    const [said = '', ...more] = of(job, 'error').map(({ text }) => text);
    expect(more).toEqual([]);
    expect(said).toMatch(/^The check could not be completed: bgplint\.yaml:2:3: .*calico\/no-such-rule/);
    expect(job.summary).toContain('could not be completed');
    expect(job.upload).toBeUndefined();
  });

  test('hostile names of files, and hostile inputs, are names and texts', () => {
    const names = [
      'k8s/$(touch pwned).yaml',
      'k8s/`touch pwned`.yaml',
      'k8s/"quotes\' .yaml',
      'k8s/100%25, a:b.yaml',
      'k8s/--fail-on=never.yaml',
      'k8s/x\n::error title=pwned::pwned.yaml',
      'k8s/##[error]pwned.yaml',
    ];
    const files = Object.fromEntries(names.map((name) => [name, peer('tor')]));
    const after = [{ if: '${{ always() }}', run: 'ls -R > "$BGPLINT_TEST_RESULTS/files"' }];
    const job = pushed(files, {
      inputs: { category: '"$(touch pwned)" ${{ github.actor }}', annotations: 'true' },
      after,
    });
    expect(job.outputs).toMatchObject({ conclusion: 'failure', 'files-checked': `${names.length}` });
    expect(job.upload?.category).toMatch(/^"\$\(touch pwned\)" /);
    expect(job.annotations.filter(({ properties }) => properties['title'] === 'pwned')).toEqual([]);
    expect(places(job)).toContain(`k8s/100%25, a:b.yaml ${fault}`);
    expect(places(job)).toContain(`k8s/$(touch pwned).yaml ${fault}`);
    // Each of these is a path that is not there, and no option and no command.
    const jobs = ['--fail-on=never', '$(touch pwned)', '"; touch pwned; "', '::error title=pwned::x'].map((path) =>
      pushed(files, { inputs: { paths: `k8s\n${path}` }, after }),
    );
    for (const refused of jobs) {
      expect(refused.outputs['conclusion']).toBe('error');
      expect(refused.annotations).toHaveLength(1);
    }
    for (const each of [job, ...jobs]) expect(each.result('files')?.split('\n')).not.toContain('pwned');
  });

  test('thousands of findings: ten annotations per level in a step, and a summary that GitHub takes', () => {
    const many = Array.from({ length: 3000 }, (_, n) => peer(`peer-${n}`, `10.${n >> 8}.${n & 255}.1`)).join('---\n');
    const job = pushed({ 'peers.yaml': many }, { inputs: { annotations: 'true' } });
    expect(Number(job.outputs['errors'])).toBeGreaterThanOrEqual(3000);
    for (const step of new Set(job.annotations.map((one) => one.step))) {
      for (const level of ['error', 'warning', 'notice'] as const) {
        expect(of(job, level, step).length).toBeLessThanOrEqual(10);
      }
    }
    expect(of(job, 'notice').at(-1)?.text).toMatch(/not shown here/);
    expect(job.summary).toContain(fault);
    expect(Buffer.byteLength(job.summary)).toBeLessThan(1 << 20);
  });

  test('paths are relative to working-directory, and reports name files from the repository', () => {
    const job = pushed(
      { 'teams/net/k8s/peers.yaml': peer('tor'), 'teams/other/peers.yaml': peer('other') },
      {
        inputs: {
          'working-directory': 'teams/net',
          paths: 'k8s',
          'sarif-file': 'bgp.sarif',
          'junit-file': 'bgp.xml',
          annotations: 'true',
          category: 'net',
        },
        after: [{ if: '${{ always() }}', run: 'cp teams/net/bgp.* "$BGPLINT_TEST_RESULTS"' }],
      },
    );
    expect(places(job)).toContain(`teams/net/k8s/peers.yaml ${fault}`);
    expect(places(job).join()).not.toContain('teams/other');
    expect(job.outputs['sarif-file']).toMatch(/\/teams\/net\/bgp\.sarif$/);
    expect(job.outputs['junit-file']).toMatch(/\/teams\/net\/bgp\.xml$/);
    expect(JSON.parse(job.result('bgp.sarif') ?? '')).toEqual(job.upload?.sarif);
    expect(job.result('bgp.xml')).toContain('<testsuite');
    expect(job.upload).toMatchObject({ category: 'net' });
    expect(job.outputs['sarif-file']).toBe(`${job.upload?.checkoutPath}/teams/net/bgp.sarif`);
  });

  test('a folder that is not there', () => {
    const job = pushed(good, { inputs: { 'working-directory': 'nowhere' } });
    expect(job.succeeded).toBe(false);
    expect(of(job, 'error').map(({ text }) => text)).toEqual([expect.stringContaining('working-directory')]);
  });

  test.each([
    ['none', {}],
    ['an old one', { node: '#!/bin/bash\necho 18\n' }],
  ])('a runner without Node 20 says so: %s', (_, files) => {
    const bin = project(files);
    for (const name of Object.keys(files)) chmodSync(join(bin, name), 0o755);
    symlinkSync('/bin/bash', join(bin, 'bash'));
    // act loses, now and then, what a step prints that ends within a few milliseconds: then it is run again.
    let job = pushed(good, { env: { PATH: bin } });
    for (let more = 5; more > 0 && of(job, 'error').length === 0; more--) job = pushed(good, { env: { PATH: bin } });
    expect(job.succeeded).toBe(false);
    expect(of(job, 'error').map(({ text }) => text)).toEqual([expect.stringContaining('Node 20 or later')]);
  });
});

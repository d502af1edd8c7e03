import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { project } from '../support/command.ts';
import { checked, judged, type Machine, type Told, writing } from './runner.ts';

const peer = (name: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: { name: ${name} }\nspec: { peerIP: 10.0.0.1 }\n`;
const empty = JSON.stringify({
  version: 1,
  findings: [],
  ledger: { files: { seen: 1, read: 0, irrelevant: 1, partly: 0, skipped: 0 }, resources: {}, unchecked: [] },
});

/** Runs the first step on files; without a summary, unless the inputs ask for one. */
const on = (files: { readonly [name: string]: string }, machine: Partial<Machine> = {}): Promise<Told> =>
  checked({ cwd: project(files), ...machine, inputs: { summary: 'false', ...machine.inputs } });

describe('the first step', () => {
  test('findings do not fail it: they are counted, and reports are written', async () => {
    const { outputs, log } = await on({ 'a.yaml': peer('tor'), 'b.yaml': 'kind: ConfigMap\n' });
    const { folder = '', 'report-json': json = '', 'sarif-file': sarif = '' } = outputs;
    const report = JSON.parse(readFileSync(json, 'utf8'));
    const errors = report.findings.filter((found: { level: string }) => found.level === 'error').length;
    expect(errors).toBeGreaterThan(0);
    expect(outputs).toMatchObject({
      conclusion: 'failure',
      errors: `${errors}`,
      suppressed: '0',
      'files-checked': '1',
      'resources-checked': '1',
      upload: 'true',
      'junit-file': '',
    });
    expect(JSON.parse(readFileSync(sarif, 'utf8')).version).toBe('2.1.0');
    expect(folder).not.toBe('');
    expect(log).toContain('a.yaml');
  });

  test('suppressed findings are counted apart', async () => {
    const { outputs } = await on({
      'a.yaml': peer('tor').replace('spec:', '# bgplint-ignore calico/peer-without-as-number -- not yet known\nspec:'),
    });
    expect(outputs['suppressed']).toBe('1');
  });

  test('nothing in the log of the command is a command of the runner', async () => {
    const { log } = await on(
      { 'a.yaml': 'kind: ConfigMap\n' },
      { bgplint: writing({ json: empty }, 0, 'bgplint: warning: x\n::error::y\n') },
    );
    const [, token] = /^::stop-commands::([0-9a-f-]{36})$/m.exec(log) ?? [];
    expect(log).toMatch(new RegExp(`^::stop-commands::${token}\n[^]*::error::y\n::${token}::\n$`));
  });

  test('a job that cannot be done: the reason is left for the verdict, and nothing is uploaded', async () => {
    const { outputs, summary } = await on({ 'bgplint.yaml': 'ruels: {}\n' });
    expect(outputs['conclusion']).toBe('error');
    expect(outputs['upload']).toBeUndefined();
    expect(summary).toContain('could not be completed');
    const { log, code } = judged(outputs['folder'] ?? '', 'skipped');
    expect(code).toBe(2);
    expect(log).toMatch(/^::error title=bgplint::The check could not be completed: bgplint\.yaml:1:1: .*ruels.*\n$/);
  });

  test.each([
    ['a crash', { code: null, err: 'Killed\n' }, 'bgplint was killed'],
    ['a fault of Node', { code: 1, err: 'node:internal/modules/cjs/loader\n' }, 'exit code 1 and no report'],
    ['an early end', { code: 0, err: '' }, 'remove from args'],
    ['warnings before the reason', { code: 2, err: 'bgplint: warning: w\nbgplint: a\nbgplint: b\n' }, 'a%0Ab\n'],
  ])('%s is no success', async (_, ended, reason) => {
    const { outputs } = await on({}, { bgplint: () => ended });
    expect(outputs['conclusion']).toBe('error');
    expect(judged(outputs['folder'] ?? '', 'skipped')).toEqual({ code: 2, log: expect.stringContaining(reason) });
  });

  test('wrong inputs are refused before anything runs, and cannot write commands or Markdown', async () => {
    const { outputs, args, summary } = await on({}, { inputs: { 'working-directory': '<b>\n::error::pwned' } });
    expect(args).toBeUndefined();
    expect(outputs['conclusion']).toBe('error');
    expect(summary).not.toContain('<b>');
    expect(judged(outputs['folder'] ?? '', 'skipped').log).not.toMatch(/^::error::/m);
  });

  test('arguments: own ones first, values joined to their options, paths after --', async () => {
    const cwd = project({ 'net/x.yaml': '' });
    const { args, outputs } = await checked({
      cwd,
      inputs: {
        paths: '--fail-on=never\n$(x)',
        config: '-c',
        'fail-on': 'warning',
        baseline: 'base.json',
        'changed-only': 'true',
        'base-ref': '--main',
        'sarif-file': 'a=b.sarif',
        'junit-file': '../x.xml',
        'working-directory': 'net',
        args: '--require-resources\n--format=json',
      },
      bgplint: writing({ json: empty }, 0),
    });
    const { folder = '' } = outputs;
    expect(args).toEqual([
      '--require-resources',
      '--format=json',
      '--format=pretty',
      '--fail-on=warning',
      '--config=-c',
      '--baseline=base.json',
      '--changed-from=--main',
      `--output=json=${join(folder, 'report.json')}`,
      `--output=sarif=${join(cwd, 'net', 'a=b.sarif')}`,
      `--output=junit=${join(cwd, 'x.xml')}`,
      `--output=github=${join(folder, 'annotations.txt')}`,
      `--output=markdown=${join(folder, 'summary.md')}`,
      '--',
      '--fail-on=never',
      '$(x)',
    ]);
  });

  test.each([
    ['push', {}, true],
    ['pull_request', {}, true],
    ['schedule', {}, true],
    ['pull_request_target', {}, false],
    ['merge_group', {}, false],
    ['push', { 'changed-only': 'true', 'base-ref': 'x' }, false],
    ['pull_request', { 'changed-only': 'true', 'base-ref': 'x' }, true],
    ['push', { 'upload-sarif': 'false' }, false],
    ['merge_group', { 'upload-sarif': 'true' }, true],
  ])('uploads on %s with %j: %s', async (event, inputs, uploaded) => {
    const { outputs, args } = await on(
      {},
      { inputs, env: { GITHUB_EVENT_NAME: event }, bgplint: writing({ json: empty }, 0) },
    );
    expect(outputs['upload']).toBe(uploaded ? 'true' : undefined);
    if (uploaded) expect(args?.join(' ')).toContain('--output=sarif=');
  });

  test('the summary is what the report gives, up to what GitHub takes', async () => {
    const inputs = { summary: 'true' };
    const fits = await on({}, { inputs, bgplint: writing({ json: empty, markdown: '| a |' }, 0) });
    expect(fits.summary).toBe('| a |\n');
    const long = 'ä'.repeat(600_000);
    const cut = await on({}, { inputs, bgplint: writing({ json: empty, markdown: long }, 0) });
    expect(cut.summary).toBe('');
    expect(cut.log).toContain('::notice title=bgplint::The summary is longer than GitHub accepts');
  });
});

describe('the last steps', () => {
  const found = async (inputs: { readonly [name: string]: string } = {}): Promise<string> =>
    (await on({ '.git/': '', 'a.yaml': peer('tor') }, { inputs })).outputs['folder'] ?? '';

  test('annotations stand where code scanning has none', async () => {
    const annotation = /^::error file=a\.yaml,.*title=calico\/peer-without-as-number::/m;
    expect(judged(await found(), 'success').log).not.toMatch(annotation);
    expect(judged(await found(), 'failure').log).toMatch(annotation);
    expect(judged(await found(), 'skipped').log).toMatch(annotation);
    expect(judged(await found({ annotations: 'true' }), 'success').log).toMatch(annotation);
    expect(judged(await found({ annotations: 'false' }), 'failure').log).not.toMatch(annotation);
  });

  test('the verdict is the exit code of the command, with one sentence', async () => {
    const { log, code } = judged(await found({ annotations: 'false' }), 'success');
    expect(code).toBe(1);
    expect(log).toMatch(/^::error title=bgplint::\d+ errors at or above fail-on: error\.\n$/);
    expect(judged(await found({ 'fail-on': 'never' }), 'success').code).toBe(0);
  });

  test('an upload that failed fails the job only where that is insisted on', async () => {
    const never = { 'fail-on': 'never' };
    const refused = judged(await found(never), 'failure');
    expect(refused.code).toBe(0);
    expect(refused.log).toMatch(/^::notice title=bgplint::Code scanning did not accept the SARIF report/m);
    const insisted = judged(await found({ ...never, 'upload-sarif': 'true' }), 'failure');
    expect(insisted.code).toBe(2);
    expect(insisted.log).toMatch(/^::error title=bgplint::Code scanning did not accept the SARIF report/m);
  });
});

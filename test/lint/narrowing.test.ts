import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/read.ts';
import { lint } from '../../src/lint/index.ts';
import type { LintRequest } from '../../src/lint/request.ts';
import { memory } from '../support/memory.ts';
import { calicoPeer } from '../support/objects.ts';
import { policy, schemas } from '../support/run.ts';

/** Those that the test is about: others may have something to say of its peers. */
const rules = ['calico/peer-without-password', 'input/limit-exceeded'];

test('the limit of findings bounds those that are reported, not those that were found', async () => {
  const request: LintRequest = {
    files: memory({ '/r/a.yaml': `${calicoPeer('a')}---\n${calicoPeer('b')}`, '/r/z.yaml': calicoPeer('z') }),
    policy: { ...policy, evaluate: (input) => policy.evaluate(input).filter(({ rule }) => rules.includes(rule)) },
    schemas,
    config: { ...defaultConfig, limits: { findings: 1 } },
    cwd: '/r',
    paths: ['/r'],
    stdin: [],
    today: '2026-11-21',
    fromRoot: (name) => name,
    fromConfig: (name) => name,
    sha256: (text) => text,
  };
  const rulesOf = async (narrow?: LintRequest['narrow']) => {
    const { report } = await lint({ ...request, ...(narrow === undefined ? {} : { narrow }) });
    return [report.findings.map(({ file, rule }) => `${file} ${rule}`), report.ledger.elsewhere];
  };
  const none = { error: 0, warning: 0, note: 0 };
  expect(await rulesOf()).toEqual([['a.yaml input/limit-exceeded', 'a.yaml calico/peer-without-password'], none]);
  const narrow: LintRequest['narrow'] = {
    changes: [],
    reportOn: [{ files: new Set(['/r/z.yaml']), folders: [], dashed: false }],
    where: (file) => ({ named: `/r/${file}`, real: `/r/${file}` }),
  };
  expect(await rulesOf(narrow)).toEqual([['z.yaml calico/peer-without-password'], { ...none, error: 2 }]);
});

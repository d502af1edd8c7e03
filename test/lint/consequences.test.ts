/** One cause, one finding: what only follows from it is one of its further places. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { consequencesOf } from '../../src/lint/consequences.ts';
import type { Located } from '../../src/locate/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { RawFinding, Rule } from '../../src/model/rule.ts';
import { command, project } from '../support/command.ts';
import { scanned } from '../support/scan.ts';

const peer = (more: string) => `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata:
  name: tor-a
  namespace: metallb-system
spec:
  myASN: 64512
  peerASN: 64601
  peerAddress: 10.20.0.1
${more}`;

const password = '  passwordSecret:\n    name: bgp\n';
const outside = 'enableGracefulRestart: true\n';
const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule);

describe('a field that has lost its indentation', () => {
  test('tells what is absent because of it', async () => {
    const { report } = await scanned({ 'peer.yaml': peer(password + outside) });
    expect(rulesOf(report.findings)).toEqual(['input/unknown-field']);
    const [first] = report.findings[0]?.related ?? [];
    expect(first?.file).toBe('peer.yaml');
    expect(first?.message).toMatch(/^so BGPPeer tor-a has no graceful restart/);
  });

  test('leaves what has nothing to do with it', async () => {
    const { report } = await scanned({ 'peer.yaml': peer(outside) });
    expect(rulesOf(report.findings)).toEqual(['metallb/peer-without-password', 'input/unknown-field']);
  });

  test('whose finding a comment answers is no cause: what follows stands by itself', async () => {
    const answered = outside.replace('true', 'true # bgplint-ignore input/unknown-field -- ours');
    const { report } = await scanned({ 'peer.yaml': peer(password + answered) });
    const open = report.findings.filter(({ suppressed }) => suppressed === null);
    expect(rulesOf(open)).toEqual(['metallb/peer-without-graceful-restart']);
  });

  test('leaves a consequence that a comment answers, and the comment is used', async () => {
    const text = peer(password + outside).replace(
      'spec:\n',
      'spec: # bgplint-ignore metallb/peer-without-graceful-restart -- a lab\n',
    );
    const { report } = await scanned({ 'peer.yaml': text });
    const state = report.findings.map(({ rule, suppressed }) => [rule, suppressed?.by ?? null]);
    expect(state).toEqual([
      ['metallb/peer-without-graceful-restart', 'comment'],
      ['input/unknown-field', null],
    ]);
  });
});

describe('a pool whose advertisement misspells it', () => {
  const object = (kind: string, name: string, spec: string) =>
    `apiVersion: metallb.io/v1beta1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: metallb-system }\nspec: ${spec}\n`;
  const advertisement = object('BGPAdvertisement', 'all', '{ ipAddressPools: [internal-pol] }');
  const pool = object('IPAddressPool', 'internal-pool', '{ addresses: [192.0.2.0/24] }');
  const baseline = ['--baseline', 'b.json'];
  const start = () =>
    project({ '.git/HEAD': '', 'bgplint.yaml': 'complete: true\n', 'advertisement.yaml': advertisement });
  const concise = async (folder: string, ...more: string[]) => command(folder, ['--format', 'concise', ...more, '.']);

  test('is told by the advertisement', async () => {
    const folder = start();
    writeFileSync(join(folder, 'pool.yaml'), pool);
    const { out, code } = await concise(folder);
    expect(out.match(/error metallb\/\S+/g)).toEqual(['error metallb/reference-not-found']);
    expect(code).toBe(1);
  });

  test('is not hidden by a baseline that accepted the advertisement before', async () => {
    const folder = start();
    await command(folder, ['--update-baseline', ...baseline, '.']);
    expect((await concise(folder, ...baseline)).code).toBe(0);
    writeFileSync(join(folder, 'pool.yaml'), pool);
    const { out, code } = await concise(folder, ...baseline);
    expect(out.match(/error metallb\/\S+/g)).toEqual(['error metallb/pool-not-advertised']);
    expect(code).toBe(1);
  });

  test('is in a new baseline beside the advertisement, and neither entry is stale', async () => {
    const folder = start();
    writeFileSync(join(folder, 'pool.yaml'), pool);
    await command(folder, ['--update-baseline', ...baseline, '.']);
    expect((await concise(folder, ...baseline)).code).toBe(0);
    const { err } = await command(folder, ['--prune-baseline', ...baseline, '.']);
    expect(err).toContain('2 findings, nothing to change');
  });

  test.each([
    ['--only', 'metallb/pool-not-advertised'],
    ['--skip', 'metallb/reference-not-found'],
  ])('stands by itself where the advertisement is left out by %s %s', async (...options) => {
    const folder = start();
    writeFileSync(join(folder, 'pool.yaml'), pool);
    const { out, code } = await concise(folder, ...options);
    expect(out.match(/error metallb\/\S+/g)).toEqual(['error metallb/pool-not-advertised']);
    expect(code).toBe(1);
  });
});

describe('who tells of whom', () => {
  const rule = (id: string, more: Partial<Rule> = {}) =>
    ({ id, level: 'error', class: 'correctness', ...more }) as Rule;
  const located = (one: Partial<Finding> & { rule: string }, raw: Partial<RawFinding>) =>
    ({
      finding: {
        level: 'error',
        message: one.rule,
        file: 'a.yaml',
        range: null,
        related: [],
        suppressed: null,
        fingerprint: one.rule,
        ...one,
      },
      raw: { rule: one.rule, message: one.rule, at: { resource: 1, path: ['spec', 'a'], on: 'value' }, ...raw },
    }) as unknown as Located;
  const cause = located({ rule: 'x/cause' }, { explains: [{ resource: 1, path: ['spec', 'b'] }] });
  const at = (path: string[], resource = 1) => ({ at: { resource, path, on: 'key' as const } });
  const folded = (all: readonly Located[], rules: readonly Rule[]) => [
    ...consequencesOf(
      all.map(({ finding }) => finding),
      all,
      rules,
    ).folded,
  ];
  const rules = [
    rule('x/cause'),
    rule('x/other'),
    rule('x/enforced', { enforced: true }),
    rule('x/freezes', { freezes: true }),
  ];

  test('what is at a place that the cause explains, or below it', () => {
    const below = located({ rule: 'x/other' }, at(['spec', 'b', 'c']));
    expect(folded([cause, below], rules)).toEqual(['x/other']);
  });

  test.each([
    ['above it', { rule: 'x/other' }, at(['spec'])],
    ['of another object', { rule: 'x/other' }, at(['spec', 'b'], 2)],
    ['of an enforced rule', { rule: 'x/enforced' }, at(['spec', 'b'])],
    ['that freezes BGP, while the cause does not', { rule: 'x/freezes' }, at(['spec', 'b'])],
  ])('not what is %s', (_what, one, place) => {
    expect(folded([cause, located(one, place)], rules)).toEqual([]);
  });

  test('nothing that is worse than the cause', () => {
    const warning = located(
      { rule: 'x/cause', level: 'warning' },
      { explains: [{ resource: 1, path: ['spec', 'b'] }] },
    );
    expect(folded([warning, located({ rule: 'x/other' }, at(['spec', 'b']))], rules)).toEqual([]);
  });

  test('two that follow from one another stay as they are', () => {
    const one = located({ rule: 'x/cause' }, { follows: [{ rule: 'x/other', resource: 1 }] });
    const other = located({ rule: 'x/other' }, { follows: [{ rule: 'x/cause', resource: 1 }] });
    expect(folded([one, other], rules)).toEqual([]);
  });
});

test('what is only a note says so no more where its cause tells it', async () => {
  const { report } = await scanned({
    'pool.yaml': `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: public
  namespace: metallb-system
spec:
  addresses:
    - 10.44.0.0/24
---
apiVersion: metallb.io/v1beta1
kind: BGPAdvertisement
metadata:
  name: public
  namespace: metallb-system
spec:
  ipAddressPools: [publik]
`,
  });
  const [cause] = report.findings;
  expect(cause?.rule).toBe('metallb/reference-not-found');
  const told = cause?.related.map(({ message }) => message) ?? [];
  expect(told.some((message) => message.startsWith('so '))).toBe(true);
  expect(told.join()).not.toContain('note only');
});

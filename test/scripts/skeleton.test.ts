import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { knownFamilies, skeleton } from '../../scripts/skeleton.mjs';
import { root } from '../support/run.ts';

const input = JSON.parse(readFileSync(`${root}/schemas/input.json`, 'utf8')).properties;

test('families are those with a bucket, and what looks across them', () => {
  expect(knownFamilies(root)).toEqual(expect.arrayContaining(['antrea', 'calico', 'frr-k8s', 'input', 'session']));
  expect(knownFamilies(root)).not.toContain('cluster');
});

test.each(knownFamilies(root))(
  'a rule of %s asks a bucket of its family, and has fixtures that say where',
  (family) => {
    const id = `${family}/some-fault`;
    const { files } = skeleton(root, id);
    const rego = files[`policies/${id}.rego`] ?? '';
    const [, of, bucket = ''] = /some row in input(?:\.|\[")([a-z0-9-]+)(?:"\])?\.(\w+)/.exec(rego) ?? [];
    if (family === 'session') expect(rego).toContain('some row in sessions.');
    else expect([of, bucket in input[family].properties]).toEqual([family, true]);
    const fixtures = Object.entries(files).filter(([path]) => path.startsWith(`test/rules/${id}/`));
    const flagged = fixtures.filter(([path]) => path.includes('/bad-example')).map(([, text]) => text);
    expect(flagged.join('\n')).toMatch(new RegExp(`(?:# expect:|^\\d+:\\d+) ${id}$`, 'm'));
    expect(fixtures.some(([path]) => path.includes('/ok-example'))).toBe(true);
  },
);

test.each([
  ['calico', 'BGPPeer'],
  ['metallb', 'BGPPeer'],
  ['frr-k8s', 'FRRConfiguration'],
  ['antrea', 'BGPPolicy'],
])('the fixture of %s is a %s', (family, kind) => {
  const { files } = skeleton(root, `${family}/some-fault`);
  expect(files[`policies/${family}/some-fault.rego`]).toContain(`.${kind}\n`);
  expect(Object.values(files).join('\n')).toContain(`kind: ${kind}\n`);
});

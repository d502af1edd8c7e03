import { expect, test } from 'vitest';
import { packageOf, rulesOf } from '../../scripts/metadata.mjs';
import { root } from '../support/run.ts';

const file = 'policies/calico/some-fault.rego';

const custom = {
  id: 'calico/some-fault',
  level: 'error',
  class: 'correctness',
  remediation: 'Do what is said here, and nothing else.',
};

const annotations = {
  scope: 'package',
  title: 'Some fault of a peer',
  description: 'Why it breaks, wrapped\nfor its readers. '.repeat(4),
  related_resources: [{ ref: 'https://example.org/', description: 'Where it is said' }],
  custom,
};

const path = ['data', 'bgplint', 'rules', 'calico', 'some-fault'];

function read(changed: object, names = path) {
  return rulesOf(
    root,
    [file, 'policies/main.rego', 'policies/lib/x.rego', 'policies/calico/some-fault_test.rego'],
    [
      {
        annotations: { ...annotations, ...changed },
        location: { file },
        path: names.map((value) => ({ value })),
      },
    ],
  );
}

test('a rule is listed with its METADATA, a paragraph on one line', () => {
  const { rules, faults } = read({});
  expect(faults).toEqual([]);
  expect(rules).toMatchObject([{ id: 'calico/some-fault', level: 'error', references: annotations.related_resources }]);
  expect(JSON.stringify(rules)).not.toContain('\\n');
});

test('a rule without METADATA is named', () => {
  expect(rulesOf(root, [file], []).faults).toEqual([`${file}: no METADATA before \`package\``]);
});

test.each([
  ['a value', { custom: { ...custom, level: 'severe' } }, 'custom/level', 'error, warning, note'],
  ['a key', { custom: { ...custom, levls: [] } }, 'custom', 'levls'],
  ['an id', { custom: { ...custom, id: 'calico/other' } }, 'calico/some-fault is expected', 'not calico/other'],
  ['all of custom', { custom: undefined }, 'custom', 'required'],
])('%s that is not as it must be is told with what is', (_, changed, where, what) => {
  const said = read(changed).faults.join('\n');
  expect(said).toContain(where);
  expect(said).toContain(what);
});

test('a package that is not the file’s is told with the one that is', () => {
  const said = read({}, [...path.slice(0, -1), 'other-fault']).faults.join('\n');
  expect(said).toContain('package bgplint.rules.calico["some-fault"]');
});

test('names with a dash are keys of a package', () => {
  expect(packageOf('frr-k8s/raw')).toBe('bgplint.rules["frr-k8s"].raw');
});

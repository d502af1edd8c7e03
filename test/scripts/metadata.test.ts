import { describe, expect, test } from 'vitest';
import { packageOf, rulesOf, variantFaults } from '../../scripts/metadata.mjs';
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
  [
    'a policy that is broken',
    { custom: { ...custom, policy: true } },
    'custom/class',
    'security, availability, hygiene',
  ],
  [
    'a policy that nothing silences',
    { custom: { ...custom, class: 'security', policy: true, enforced: true } },
    'custom/enforced',
    'schema is false',
  ],
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

describe('variants', () => {
  const id = 'calico/some-fault';
  const faults = (code: string, variants?: object, lib = '') =>
    variantFaults(
      [{ id, ...(variants && { variants }) }],
      new Map([
        [file, `# finding.variant(x, "comment") "unused"\n${code}`],
        ['policies/lib/x.rego', lib],
      ]),
    );

  test('are listed with paragraphs on one line', () => {
    const variants = { bent: { description: 'Why it breaks, wrapped\nfor its readers. '.repeat(4) } };
    const { rules, faults: none } = read({ custom: { ...custom, variants } });
    expect(none).toEqual([]);
    expect(JSON.stringify(rules)).toContain('bent');
    expect(JSON.stringify(rules)).not.toContain('\\n');
  });

  test.each([
    ['a finding in brackets', 'finding.variant(finding.value(a.id, ["x"], say(")", b)), "bent")'],
    ['over lines', 'finding.variant(\n\tfound,\n\t"bent",\n)'],
  ])('one that METADATA does not have is a fault: %s', (_, code) => {
    expect(faults(code)).toEqual([expect.stringContaining('"bent" is not under')]);
    expect(faults(code, { bent: {} })).toEqual([]);
  });

  test('one that nothing names is a fault', () => {
    expect(faults('', { unused: {} })).toEqual([expect.stringContaining('no finding chooses the variant "unused"')]);
  });

  test('one that is worked out is named in the rule or the library', () => {
    expect(faults('finding.variant(found, fault.variant)\nx := "bent"', { bent: {} })).toEqual([]);
    expect(faults('finding.variant(found, fault.variant)', { bent: {} }, 'x := "bent"')).toEqual([]);
  });
});

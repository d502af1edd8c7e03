import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { classifyKubernetes } from '../../src/classify/kubernetes/index.ts';
import { LineIndex } from '../../src/lib/lines.ts';
import { type LocateContext, locate } from '../../src/locate/index.ts';
import type { Document } from '../../src/model/document.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { RawFinding, RawPlace, Rule } from '../../src/model/rule.ts';
import { documents } from '../support/document.ts';

const rule: Rule = {
  id: 'calico/x',
  title: '',
  description: '',
  remediation: '',
  level: 'error',
  class: 'correctness',
  references: [],
};

/** The stage on the objects of a text, with the places of some findings. */
function located(
  text: string,
  raw: readonly Partial<RawFinding>[],
  more: Partial<LocateContext> = {},
  file = 'a.yaml',
) {
  const found: Resource[] = [];
  const parsed: readonly Document[] = documents(text, file);
  for (const document of parsed) found.push(...classifyKubernetes(document, found.length));
  const findings = raw.map((one): RawFinding => ({ rule: rule.id, message: '', at: at([]), ...one }));
  return locate(findings, {
    resources: new Map(found.map((resource) => [resource.id, resource])),
    problems: new Map([
      [0, { file, mark: { start: 0, end: 2 } }],
      [1, { file, mark: null }],
    ]),
    rules: new Map([[rule.id, rule]]),
    level: () => 'error',
    patched: () => false,
    extended: () => false,
    deleted: () => false,
    lines: () => new LineIndex(text),
    fromRoot: (name) => name,
    sha256: (hashed) => createHash('sha256').update(hashed).digest('hex'),
    ...more,
  });
}

function at(path: readonly (string | number)[], on: 'key' | 'value' = 'value', resource = 0): RawPlace {
  return { resource, path, on };
}

/** The text that a place marks. */
function marked(text: string, place: RawPlace, file?: string): string | undefined {
  const [found] = located(text, [{ at: place }], {}, file).located;
  const range = found?.finding.range;
  if (!range) return undefined;
  const lines = new LineIndex(text);
  return text.slice(lines.offset(range.startLine, range.startColumn), lines.offset(range.endLine, range.endColumn));
}

const peer = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata: {name: a}
spec:
  peerIP: "192.0.2.1"
  filters: [one, two]
  list:
  - name: p
    port: 179
  - port: 1790
`;

describe('a place marks', () => {
  test.each<[string, RawPlace, string]>([
    ['a value', at(['spec', 'peerIP']), '"192.0.2.1"'],
    ['a key', at(['spec', 'peerIP'], 'key'), 'peerIP'],
    ['an item', at(['spec', 'filters', 1]), 'two'],
    ['the key of the parent for what is absent', at(['spec', 'asNumber'], 'key'), 'spec'],
    ['the key of the nearest ancestor', at(['spec', 'password', 'secretKeyRef'], 'key'), 'spec'],
    ['the key of the nearest ancestor, for a value that is absent too', at(['spec', 'asNumber']), 'spec'],
    ['the kind for what is absent at the root', at(['status', 'x'], 'key'), 'kind'],
    ['the first key of a list item', at(['spec', 'list', 1, 'name'], 'key'), 'port'],
    ['the list for an item that is absent', at(['spec', 'list', 7, 'name'], 'key'), 'list'],
    ['the scalar for what cannot be in it', at(['spec', 'peerIP', 'x'], 'key'), 'peerIP'],
    ['a part of a quoted scalar', { resource: 0, path: ['spec', 'peerIP'], on: 'value', span: [0, 3] }, '192'],
    ['the end of a quoted scalar', { resource: 0, path: ['spec', 'peerIP'], on: 'value', span: [8, 9] }, '1'],
    ['a part of a plain scalar', { resource: 0, path: ['spec', 'filters', 0], on: 'value', span: [1, 3] }, 'ne'],
    [
      'the whole for a part that is not there',
      { resource: 0, path: ['spec', 'filters', 0], on: 'value', span: [1, 30] },
      'one',
    ],
    ['a range that a parser made', { mark: 0 }, 'ap'],
    ['no inherited member', at(['spec', 'constructor'], 'key'), 'spec'],
  ])('%s', (_, place, expected) => {
    expect(marked(peer, place)).toBe(expected);
  });

  test('nothing where there is no text', () => {
    expect(located(peer, [{ at: { mark: 1 } }]).located[0]?.finding).toMatchObject({
      range: null,
      resource: null,
      file: 'a.yaml',
    });
  });

  test('the same in JSON', () => {
    const text = JSON.stringify(documents(peer)[0]?.value, null, 2);
    expect(marked(text, at(['spec', 'asNumber'], 'key'), 'a.json')).toBe('"spec"');
    expect(marked(text, at(['spec', 'list', 1, 'name'], 'key'), 'a.json')).toBe('"port"');
    expect(marked(text, at(['status'], 'key'), 'a.json')).toBe('"kind"');
    expect(marked(text, { resource: 0, path: ['spec', 'peerIP'], on: 'value', span: [0, 3] }, 'a.json')).toBe('192');
  });

  test('the item of a List, and its own kind', () => {
    const text = `kind: List\nitems:\n- kind: BGPPeer\n  apiVersion: projectcalico.org/v3\n  spec: {peerIP: x}\n- {apiVersion: projectcalico.org/v3, kind: BGPPeer, spec: {}}\n`;
    expect(marked(text, at(['spec', 'peerIP'], 'value', 0))).toBe('x');
    expect(located(text, [{ at: at(['metadata'], 'key', 1) }]).located[0]?.finding.range).toMatchObject({
      startLine: 6,
    });
    expect(marked(text, at(['metadata'], 'key', 1))).toBe('kind');
  });

  const inScalar = (scalar: string, span: readonly [number, number]) =>
    marked(`apiVersion: projectcalico.org/v3\nkind: BGPPeer\nspec:\n  peerIP: ${scalar}\n  asNumber: 1\n`, {
      resource: 0,
      path: ['spec', 'peerIP'],
      on: 'value',
      span,
    });

  test.each<[string, string, readonly [number, number], string]>([
    ['before an escape', '"1\\u0039x"', [0, 1], '1'],
    ['that an escape makes', '"1\\u0039x"', [1, 2], '\\u0039'],
    ['behind an escape', '"1\\u0039x"', [2, 3], 'x'],
    ['around an escape', '"1\\u0039x"', [0, 3], '1\\u0039x'],
    ['before a doubled quote', "'a''b'", [0, 1], 'a'],
    ['that a doubled quote makes', "'a''b'", [1, 2], "''"],
    ['behind a doubled quote', "'a''b'", [2, 3], 'b'],
    ['in a literal block', '|\n    ab\n    cd', [1, 2], 'b'],
    ['in a further line of a literal block', '|-\n    ab\n    cd', [3, 5], 'cd'],
    ['that is indented in a literal block', '|\n    ab\n      cd', [5, 7], 'cd'],
    ['in a further line of a folded block', '>-\n    ab\n    cd', [3, 4], 'c'],
    ['around a fold', '>-\n    ab\n    cd', [1, 4], 'b\n    c'],
    ['in a further line of a plain scalar', 'ab\n    cd', [3, 5], 'cd'],
    ['in a further line of a quoted scalar', '"ab\n    cd"', [3, 5], 'cd'],
  ])('exactly the characters %s', (_, scalar, span, expected) => {
    expect(inScalar(scalar, span)).toBe(expected);
  });

  test('the whole scalar for a line break alone, which nobody sees', () => {
    expect(inScalar('"ab\\ncd"', [2, 3])).toBe('"ab\\ncd"');
    expect(inScalar('|-\n    ab\n    cd', [2, 3])?.trimEnd()).toBe('|-\n    ab\n    cd');
  });
});

describe('related places', () => {
  test('are located too, and a placeholder in one holds the finding back', () => {
    const related = [{ at: at(['spec', 'peerIP']), message: 'here' }];
    const [found] = located(peer, [{ related }]).located;
    expect(found?.finding.related).toMatchObject([
      { message: 'here', file: 'a.yaml', range: { startLine: 5, startColumn: 11 } },
    ]);
    const held = located(peer.replace('192.0.2.1', `\${IP}`), [{ related }]);
    expect(held).toMatchObject({ located: [], undecided: [{ reason: `its value is a placeholder, \${IP}` }] });
  });
});

describe('undecided', () => {
  const text = peer.replace('"192.0.2.1"', `\${IP}`).replace('[one, two]', '{{ .Values.filters }}');
  test.each<[string, Partial<RawFinding>, boolean]>([
    ['the value itself', { at: at(['spec', 'peerIP']) }, true],
    ['a part of it', { at: at(['spec', 'filters', 0]) }, true],
    ['what it rests on', { rests_on: [{ resource: 0, path: ['spec', 'peerIP'] }] }, true],
    ['what holds it is known', { at: at(['spec']) }, false],
    ['what stands beside it', { at: at(['spec', 'list']) }, false],
    ['what is absent beside it', { at: at(['spec', 'asNumber'], 'key') }, false],
    ['a fault of the text', { at: { mark: 0 } }, false],
  ])('%s', (_, raw, held) => {
    const result = located(text, [raw]);
    expect([result.undecided.length, result.located.length]).toEqual(held ? [1, 0] : [0, 1]);
  });

  test('a rule that is off says nothing, undecided or not', () => {
    const result = located(text, [{ at: at(['spec', 'peerIP']) }, {}], { level: () => 'off' });
    expect(result).toEqual({ located: [], undecided: [] });
  });
});

test.each<[string, Partial<RawFinding>, RegExp]>([
  ['an unknown rule', { rule: 'calico/nope' }, /unknown rule, calico\/nope/],
  ['an unknown resource', { at: at([], 'value', 7) }, /resource 7/],
  ['an unknown mark', { at: { mark: 7 } }, /mark 7/],
])('%s is a fault of the rules', (_, raw, message) => {
  expect(() => located(peer, [raw])).toThrow(message);
});

test('a variant is the finding’s and no part of what it is known by', () => {
  const [plain] = located(peer, [{}]).located;
  const [bent] = located(peer, [{ variant: 'bent' }]).located;
  expect(bent?.finding.variant).toBe('bent');
  expect(plain?.finding).not.toHaveProperty('variant');
  expect(bent?.finding.fingerprint).toBe(plain?.finding.fingerprint);
  expect(bent?.identity).toBe(plain?.identity);
});

import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { yamlOf } from '../../../src/report/text/yaml.ts';
import { attacks, harmful } from '../hostile.ts';

describe('objects as YAML', () => {
  test('begin with what they are, and look as people write them', () => {
    expect(
      yamlOf([
        {
          data: {},
          kind: 'Role',
          metadata: { name: 'read-x', labels: { a: 'b' } },
          apiVersion: 'rbac.authorization.k8s.io/v1',
          rules: [{ apiGroups: [''], verbs: ['get', 'list'] }, { nested: [{ deep: [[1, 2]] }] }],
        },
        { kind: 'X' },
      ]),
    ).toEqual([
      'apiVersion: rbac.authorization.k8s.io/v1',
      'kind: Role',
      'metadata:',
      '  name: read-x',
      '  labels:',
      '    a: b',
      'data: {}',
      'rules:',
      '- apiGroups: [""]',
      '  verbs: [get, list]',
      '- nested:',
      '  - deep:',
      '    - [1, 2]',
      '---',
      'kind: X',
    ]);
  });

  const texts = [
    'yes',
    'Off',
    'NULL',
    '~',
    '1',
    '1e3',
    '0x1f',
    '2026-11-30',
    'a: b',
    'a #b',
    '- x',
    '',
    ' x',
    'x ',
    '*a',
  ];
  test.each([...texts, '<<', '10.0.0.1/24', 'a\\b', '{{ $labels.x }}', ...attacks.map(([, text]) => text)])(
    'read back as they were: %j',
    (text) => {
      const object = { kind: text, list: [text, [text], { name: text }], map: new Map([[text, text]]).size };
      for (const version of ['1.1', '1.2'] as const) {
        const lines = yamlOf([object, { [text]: text }]);
        for (const line of lines) expect(line).not.toMatch(harmful);
        const [first, second] = parseAllDocuments(lines.join('\n'), { version });
        expect(first?.toJS()).toEqual(object);
        // What reads `__proto__` makes no such key of it.
        if (text !== '__proto__') expect(second?.toJS()).toEqual({ [text]: text });
      }
    },
  );

  test('have a long list a line each', () => {
    const long = Array.from({ length: 20 }, (_, i) => `name-${i}`);
    const lines = yamlOf([{ long }]);
    expect(lines).toHaveLength(21);
    expect(parse(lines.join('\n'))).toEqual({ long });
  });
});

import { describe, expect, test } from 'vitest';
import { OperatedDocument } from '../../../src/classify/kustomize/operations.ts';
import { document } from '../../support/document.ts';

const whole = { kind: 'BGPPeer' };
const built = (patch: string) => OperatedDocument.of(document(patch), [], whole);

describe('the part that operations set', () => {
  test.each<[string, unknown]>([
    ['- {op: replace, path: /spec/a, value: 1}', { kind: 'BGPPeer', spec: { a: 1 } }],
    ['- {op: add, path: /spec/a~1b, value: {c: [1]}}', { kind: 'BGPPeer', spec: { 'a/b': { c: [1] } } }],
    [
      '- {op: add, path: /spec/peers/-, value: {a: 1}}\n- {op: replace, path: /spec/peers/3/b, value: 2}',
      { kind: 'BGPPeer', spec: { peers: [{ a: 1 }, { b: 2 }] } },
    ],
    ['- {op: add, path: /spec/a, value: 1}\n- {op: add, path: /spec/a, value: 2}', { kind: 'BGPPeer', spec: { a: 2 } }],
    [
      '- {op: add, path: /spec/a, value: 1}\n- {op: add, path: /spec/a/b, value: 2}',
      { kind: 'BGPPeer', spec: { a: 1 } },
    ],
  ])('%s', (patch, expected) => {
    expect(built(patch)?.value).toEqual(expected);
  });

  test.each([
    '- {op: test, path: /spec/a, value: 1}',
    '- {op: remove, path: /spec/a}',
    '- {op: move, from: /spec/a, path: /spec/b}',
    '- {op: replace, path: "", value: {a: 1}}',
    '- {op: add, path: /spec/a}',
    '- 5',
    'a: 1',
    `- {op: add, path: ${'/a'.repeat(200)}, value: 1}`,
  ])('none: %s', (patch) => {
    expect(built(patch)).toBeUndefined();
  });

  test('no path reaches a prototype', () => {
    const value = built('- {op: add, path: /__proto__/polluted, value: 1}')?.value;
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ polluted: 1 });
    expect({}).not.toHaveProperty('polluted');
  });
});

test('its places are those of the operations', () => {
  const patch = '- {op: add, path: /spec/a, value: {b: xyz}}\n- {op: add, path: /spec/c, value: 1}\n';
  const at = (path: readonly (string | number)[], on: 'key' | 'value') => {
    const [span] = built(patch)?.locate([{ path, on }]) ?? [];
    return span && patch.slice(span.start, span.end);
  };
  expect(at(['spec', 'a', 'b'], 'value')).toBe('xyz');
  expect(at(['spec', 'a', 'b'], 'key')).toBe('b');
  expect(at(['spec', 'a'], 'key')).toBe('/spec/a');
  expect(at(['spec', 'c'], 'key')).toBe('/spec/c');
  expect(at(['spec'], 'key')).toBe('/spec/a');
  expect(at(['kind'], 'value')).toBe('/spec/a');
});

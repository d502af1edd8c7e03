import { describe, expect, test } from 'vitest';
import { secretPaths } from '../../../src/classify/kubernetes/secrets.ts';
import { generatedSecrets } from '../../../src/classify/kustomize/secrets.ts';
import { document } from '../../support/document.ts';

const generated = (value: object) => generatedSecrets(document(JSON.stringify(value)), 4);
const keys = (item: object) => generated({ secretGenerator: [item] }).map(({ facts }) => facts['']);

describe('the keys of a generated Secret are', () => {
  test.each<[string, object, readonly string[], boolean]>([
    ['those of its literals', { literals: ['password=a=b', 'user=tor'] }, ['password', 'user'], true],
    [
      'the names of its files, or what stands before them',
      { files: ['a/tor', 'password=b/c'] },
      ['tor', 'password'],
      true,
    ],
    ['not known of envs', { literals: ['password=x'], envs: ['a.env'] }, ['password'], false],
    ['not known of env', { env: 'a.env' }, [], false],
    ['not known of placeholders', { literals: [`\${KEY}=x`], files: [`\${FILE}`] }, [], false],
    ['not known of what is no text', { literals: [5, 'x'], files: [null, ''] }, [], false],
    ['none', {}, [], true],
  ])('%s', (_, item, expected, all) => {
    expect(keys(item)).toEqual([{ keys: expected, all }]);
  });
});

test('numbers, names and namespaces: its own, or the one of the kustomization', () => {
  const found = generated({ namespace: 'a', secretGenerator: [{ name: 'x' }, null, { name: 'y', namespace: 'b' }] });
  expect(found.map(({ id, name, namespace, base }) => [id, name, namespace, base])).toEqual([
    [4, 'x', 'a', ['secretGenerator', 0]],
    [5, 'y', 'b', ['secretGenerator', 2]],
  ]);
});

test.each([
  ['merge', true],
  ['replace', true],
  ['create', false],
])('behavior %s', (behavior, partial) => {
  expect(generated({ secretGenerator: [{ name: 'x', behavior }] })[0]?.partial).toBe(partial);
});

test('no literal reaches the rules or a code frame', () => {
  const found = generated({ secretGenerator: [{ name: 'x', literals: ['password=MARKED', 'key'] }] });
  expect(JSON.stringify(found.map(({ object, facts }) => [object, facts]))).not.toContain('MARKED');
  expect(found.flatMap(secretPaths)).toEqual([
    ['literals', 0],
    ['literals', 1],
  ]);
});

test.each([{}, { secretGenerator: null }, { secretGenerator: {} }, { secretGenerator: ['x'] }])(
  'nothing: %j',
  (value) => {
    expect(generated(value)).toEqual([]);
  },
);

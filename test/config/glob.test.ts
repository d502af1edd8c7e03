import { describe, expect, test } from 'vitest';
import { globs } from '../../src/lib/glob.ts';

const cases: readonly [string, string, boolean][] = [
  ['**', 'a/.b/c.yaml', true],
  ['*', '.env.yaml', true],
  ['*', 'a/b.yaml', false],
  ['**/*.yaml', 'a.yaml', true],
  ['**/*.{yaml,yml}', 'a/b/c.yml', true],
  ['vendor', 'vendor/a/b.yaml', true],
  ['vendor', 'vendor2/a.yaml', false],
  ['vendor', 'a/vendor/b.yaml', false],
  ['**/vendor', 'a/vendor/b.yaml', true],
  ['clusters/*/', 'clusters/a/b/c.yaml', true],
  ['clusters/*', 'clusters/a/b.yaml', false],
  ['./a.yaml', 'a.yaml', true],
  ['.', 'a/b.yaml', true],
  ['a?.yaml', 'ab.yaml', true],
  ['[[:alpha:]].yaml', 'é.yaml', true],
  ['A.yaml', 'a.yaml', false],
  ['#a', '#a', true],
  ['+(a|b)', 'a', false],
  // No wildcard leaves the folder.
  ['**', '../a.yaml', false],
  ['**/*', '../a.yaml', false],
  ['*/a.yaml', '../a.yaml', false],
  ['../a/**', '../a/b.yaml', true],
];

describe('globs', () => {
  test.each(cases)('%s and %s: %s', async (pattern, path, expected) => {
    expect((await globs([pattern]))(path)).toBe(expected);
  });

  test('no pattern matches nothing', async () => {
    expect((await globs([]))('a')).toBe(false);
  });

  test('patterns that explode are cut', async () => {
    const matches = await globs(['{a,b}'.repeat(200), '{1..99999999}', '{'.repeat(500), '**/*a'.repeat(200)]);
    expect(matches(`${'a/'.repeat(500)}b`)).toBe(false);
  });
});

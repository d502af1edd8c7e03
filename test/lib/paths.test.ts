import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { below, child, folderOf, isAbsolute, isWithin, join, nameOf, relative, resolve } from '../../src/lib/paths.ts';

test.each([
  ['/', true],
  ['/a', true],
  ['C:/a', true],
  ['c:/', true],
  ['C:a', false],
  ['a/b', false],
  ['', false],
])('isAbsolute(%j) is %j', (path, expected) => {
  expect(isAbsolute(path)).toBe(expected);
});

describe('the folder of a path', () => {
  test.each([
    ['/a/b', '/a'],
    ['/a', '/'],
    ['C:/a/b', 'C:/a'],
    ['C:/a', 'C:/'],
    ['a/b', 'a'],
    ['../a', '..'],
  ])('of %j is %j', (path, folder) => {
    expect(folderOf(path)).toBe(folder);
    expect(child(folder, nameOf(path))).toBe(path);
  });

  test.each(['/', 'C:/', 'C:', 'a', ''])('of %j is none', (path) => {
    expect(folderOf(path)).toBe('');
  });
});

test.each([
  ['a', 'b', 'a/b'],
  ['a/b', '../c', 'a/c'],
  ['a', '../../c', '../c'],
  ['..', '../c', '../../c'],
  ['a', './b//c/.', 'a/b/c'],
  ['a', '..', ''],
  ['', 'b', 'b'],
  ['', '/b/c', 'b/c'],
  ['/a', '../../c', '/c'],
  ['/', 'a', '/a'],
  ['/a', '..', '/'],
  ['C:/a', '../../b', 'C:/b'],
])('join(%j, %j) is %j', (folder, path, expected) => {
  expect(join(folder, path)).toBe(expected);
});

test.each([
  ['/a', '/b', '/b'],
  ['/a', 'b', '/a/b'],
  ['C:/a', 'D:/b', 'D:/b'],
  ['C:/a', '../b', 'C:/b'],
])('resolve(%j, %j) is %j', (folder, path, expected) => {
  expect(resolve(folder, path)).toBe(expected);
});

describe('a relative path', () => {
  test.each([
    ['/a', '/a', '.'],
    ['/a', '/a/b/c', 'b/c'],
    ['/a/b', '/a', '..'],
    ['/a/b', '/a/c', '../c'],
    ['/a', '/ab', '../ab'],
    ['/', '/a/b', 'a/b'],
    ['/a/b', '/', '../..'],
    ['C:/', 'C:/a', 'a'],
    ['C:/a', 'C:/', '..'],
    ['C:/a/b', 'C:/c', '../../c'],
  ])('from %j to %j is %j', (folder, path, expected) => {
    expect(relative(folder, path)).toBe(expected);
    expect(resolve(folder, expected)).toBe(path);
  });

  test('to another drive is none', () => {
    expect(relative('C:/a', 'D:/a')).toBe('D:/a');
  });
});

describe('what a folder holds', () => {
  test.each([
    ['/a', '/a/b/c', 'b/c'],
    ['/', '/a', 'a'],
    ['C:/', 'C:/a', 'a'],
    ['C:/a', 'C:/a/b', 'b'],
    ['a', 'a/b', 'b'],
    ['', 'a/b', 'a/b'],
  ])('%j holds %j as %j', (folder, path, rest) => {
    expect(below(folder, path)).toBe(rest);
    expect(isWithin(folder, path)).toBe(true);
  });

  test.each([
    ['/a', '/ab'],
    ['/a/b', '/a'],
    ['C:/a', 'D:/a/b'],
    ['a', 'ab/c'],
    ['a', ''],
  ])('%j does not hold %j', (folder, path) => {
    expect(below(folder, path)).toBeUndefined();
    expect(isWithin(folder, path)).toBe(false);
  });

  test.each(['/', '/a', 'C:/', 'a', ''])('%j is within itself, and not below itself', (folder) => {
    expect(isWithin(folder, folder)).toBe(true);
    expect(below(folder, folder)).toBeUndefined();
  });
});

test('join is the same with a step that leads nowhere', () => {
  const folder = fc.constantFrom('', '/', '/a', '/a/b', 'C:/', 'C:/a', 'a', '../a', '/a/', '/a//b', './a');
  const path = fc.array(fc.constantFrom('a', 'b.c', '..', '.', '', '...', '.d', 'e.'), { maxLength: 5 });
  fc.assert(
    fc.property(folder, path, (at, steps) => {
      expect(join(at, steps.join('/'))).toBe(join(at, `./${steps.join('/')}`));
    }),
  );
});

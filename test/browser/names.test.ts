import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNames } from '../../src/browser/names.ts';

describe('names of files that were dropped or typed', () => {
  test.each([
    [
      ['a.yaml', 'a.yaml', 'a.yaml'],
      ['a.yaml', 'a (2).yaml', 'a (3).yaml'],
    ],
    [
      ['../../etc/passwd', './x//y.yaml', 'C:\\net\\leaf.cfg'],
      ['etc/passwd', 'x/y.yaml', 'C:/net/leaf.cfg'],
    ],
    [
      ['', ' ', '..'],
      ['untitled-1.yaml', 'untitled-2.yaml', 'untitled-3.yaml'],
    ],
    [
      ['a', 'a/b.yaml'],
      ['a', 'a (2)/b.yaml'],
    ],
    [
      ['a/b.yaml', 'a'],
      ['a/b.yaml', 'a (2)'],
    ],
    [
      ['leaf\u202e.yaml', 'a\nb.yaml'],
      ['leaf/u202e.yaml', 'a/nb.yaml'],
    ],
    [
      ['.hidden', '.hidden'],
      ['.hidden', '.hidden (2)'],
    ],
  ])('%j', (given, expected) => {
    expect(fileNames(given)).toEqual(expected);
  });

  test('are each there once, none the folder of another, and stay as they are the second time', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'b', '.', '/', '\\', ' ', '\u0007', '(', '2', ')'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (given) => {
        const names = fileNames(given);
        expect(new Set(names).size).toBe(given.length);
        for (const one of names) {
          expect(one).toMatch(/^(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^\p{Cc}\\]+$/u);
          expect(names.filter((other) => other.startsWith(`${one}/`))).toEqual([]);
        }
        expect(fileNames(names)).toEqual(names);
      }),
    );
  });
});

/** Scans of a value or a text look at each character a fixed number of times, whatever is in it. Nothing is timed. */
import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../src/lib/duration.ts';
import { isPlaceholder, isWhollyPlaceholder, placeholdersOf } from '../../src/lib/placeholder.ts';
import { findExpressions } from '../../src/parse/yaml/template.ts';
import { charactersPassed } from '../support/steps.ts';

const tokens = [
  '{{ ',
  '{{',
  '}}',
  '{{ a }}',
  '${',
  '}',
  '${A}',
  '$(',
  '{%',
  '%}',
  '{#',
  '#}',
  '<',
  '>',
  '__A',
  '\n',
  ' ',
];
const pairs = tokens.flatMap((a) => tokens.map((b): [string, string] => [a, b]));
const long = (unit: string) => unit.repeat(Math.ceil(4000 / unit.length));

describe.each<[string, (text: string) => unknown, number]>([
  ['isPlaceholder', isPlaceholder, 12],
  ['isWhollyPlaceholder', isWhollyPlaceholder, 20],
  ['placeholdersOf', placeholdersOf, 20],
  ['findExpressions', findExpressions, 20],
])('%s', (_, scan, most) => {
  test('passes each character a few times', () => {
    const slow = pairs.flatMap(([a, b]) =>
      [long(a + b), long(a) + b, long(a) + long(b), a + long(b)].filter(
        (text) => charactersPassed(() => scan(text)) > most * text.length,
      ),
    );
    expect(slow.map((text) => `${text.slice(0, 12)} … ${text.slice(-12)}`)).toEqual([]);
  });
});

test('an expression that stands alone is found among many in its line', () => {
  const line = '{{ include "a" . }} '.repeat(500);
  const text = `# ${line}\n  {{ include "a" . }}  \n{{ include "b" . }}`;
  expect(charactersPassed(() => findExpressions(text))).toBeLessThan(20 * text.length);
  expect(
    findExpressions(text)
      .filter((one) => one.control)
      .map(({ start }) => text.slice(start, start + 14)),
  ).toEqual(['{{ include "a"', '{{ include "b"']);
});

describe('a duration', () => {
  // The pattern of a number is sticky and has one way to match, so that the count of its uses is the work.
  test.each([
    ['9'.repeat(5000), undefined],
    [`${'9'.repeat(5000)}h`, undefined],
    [`${'0'.repeat(5000)}7s`, 7],
    ['1s'.repeat(5000), 5000],
    [`.${'0'.repeat(5000)}s`, 0],
    ['.'.repeat(5000), undefined],
    ['s'.repeat(5000), undefined],
    ['1'.repeat(5000) + '.'.repeat(5000), undefined],
  ])('of thousands of characters is read: %#', (text, seconds) => {
    const { exec } = RegExp.prototype;
    let found = 0;
    RegExp.prototype.exec = function (this: RegExp, ...given) {
      const result = exec.apply(this, given);
      found += (result?.[0].length ?? 0) + 1;
      return result;
    };
    try {
      expect(parseDuration(text)).toBe(seconds);
    } finally {
      RegExp.prototype.exec = exec;
    }
    expect(found).toBeLessThanOrEqual(4 * text.length + 4);
  });

  test.each([
    ['120s', 120],
    ['2m30s', 150],
    ['1.5h', 5400],
    ['.5s', 0.5],
    ['1.s', 1],
    ['0', 0],
    ['+0', 0],
    ['-0', 0],
    ['-1s', -1],
    ['+1s', 1],
    ['1500ms', 1.5],
    ['1us', 1e-6],
    ['1µs', 1e-6],
    ['1μs', 1e-6],
    ['1ns', 1e-9],
    ['2562047h47m16s', 9223372036],
    ['2562048h', undefined],
    ['', undefined],
    ['-', undefined],
    ['1', undefined],
    ['00', undefined],
    ['.s', undefined],
    ['1d', undefined],
    ['1 s', undefined],
    ['1s ', undefined],
    ['1s1', undefined],
    ['s', undefined],
    ['--1s', undefined],
    ['1e3s', undefined],
  ])('%j', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });
});

import { expect, test } from 'vitest';
import { byteColumns, utf8Length } from '../../../src/report/text/utf8.ts';

test.each(['', 'ascii', 'caf\u00e9', '\u5bbf\u8216', 'a\u{10400}b', '\ufeff\u07ff\u0800\uffff'])(
  'counts the bytes of %j',
  (text) => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  },
);

test('counts as reviewdog.proto shows it', () => {
  const column = byteColumns('a\u{10400}b');
  expect([1, 2, 4, 5].map(column)).toEqual([1, 2, 6, 7]);
});

test('takes a column outside of the line to its ends', () => {
  const column = byteColumns('\u00e9');
  expect([-1, 0, 1, 2, 9].map(column)).toEqual([1, 1, 1, 3, 3]);
});

test('of a long line counts every column, in whatever order it is asked', () => {
  const line = 'a\u00e9\u5bbf\u{1f6a8}'.repeat(5000);
  const column = byteColumns(line);
  const bytesBefore = (units: number) => new TextEncoder().encode(line.slice(0, units)).length;
  // Multiples of five start a repetition, so that none splits a pair.
  for (const units of [24_995, 0, 5, 4095, 4100, 20_480, 8190, 25_000])
    expect(column(units + 1)).toBe(bytesBefore(units) + 1);
});

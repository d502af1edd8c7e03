import { describe, expect, test } from 'vitest';
import { cells, clip, displayWidth, neutralise, wrap } from '../../../src/lib/text.ts';
import { attacks, harmful } from '../hostile.ts';

describe('neutralise', () => {
  test.each(attacks)('%s', (_, text) => {
    const safe = neutralise(text);
    expect(safe).not.toMatch(harmful);
    expect(safe).not.toContain('\n');
    expect(neutralise(safe)).toBe(safe);
  });

  test('spells what it takes out', () => {
    expect(neutralise('a\x1b[1m\n\u202eb\u{e0041}\ud800')).toBe('a\\x1b[1m\\n\\u202eb\\u{e0041}\\ud800');
    expect(neutralise('##[group] ##vso[x] ## [a] #[b]')).toBe('#\\x23[group] #\\x23vso[x] ## [a] #[b]');
  });

  test('leaves text alone, in every script', () => {
    const text = "rack == 'rack-1' && has(a) \u{1f6a8} \u5bbf\u8216 e\u0301 \u05d0";
    expect(neutralise(text)).toBe(text);
  });
});

describe('clip', () => {
  test('keeps what fits and cuts what does not', () => {
    expect(clip('12345', 5)).toBe('12345');
    expect(clip('123456', 5)).toBe('12...');
  });
  test('keeps pairs whole', () => {
    expect(clip('\u{1f600}\u{1f600}\u{1f600}', 5)).toBe('\u{1f600}...');
    expect(clip('a\u{1f600}\u{1f600}\u{1f600}', 5)).toBe('a...');
  });
});

describe('displayWidth', () => {
  test.each([
    ['abc', 3],
    ['\u5bbf\u8216', 4],
    ['\uff21', 2],
    ['\u{1f6a8}', 2],
    ['\u{1f1e9}\u{1f1ea}', 2],
    ['e\u0301', 1],
    ['\u1112\u1161\u11ab', 2],
    ['\u00e9\u0416\u05d0', 3],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cells', () => {
  test('expands tabs to stops and spells controls, and keeps the source offsets', () => {
    expect(cells('a\tb\x1bc')).toEqual([
      { start: 0, end: 1, shown: 'a', width: 1 },
      { start: 1, end: 2, shown: '   ', width: 3 },
      { start: 2, end: 3, shown: 'b', width: 1 },
      { start: 3, end: 4, shown: '\\x1b', width: 4 },
      { start: 4, end: 5, shown: 'c', width: 1 },
    ]);
  });
  test('puts combining marks into the cell before them', () => {
    expect(cells('e\u0301\u{1f600}')).toEqual([
      { start: 0, end: 2, shown: 'e\u0301', width: 1 },
      { start: 2, end: 4, shown: '\u{1f600}', width: 2 },
    ]);
  });
});

describe('wrap', () => {
  test('breaks at white space', () => {
    expect(wrap(' one two  three ', 7)).toEqual(['one two', 'three']);
  });
  test('cuts a word that is longer than a line', () => {
    expect(wrap('a 1234567 b', 3)).toEqual(['a', '123', '456', '7 b']);
  });
  test('counts columns, not characters', () => {
    expect(wrap('\u5bbf\u8216 \u5bbf\u8216', 6)).toEqual(['\u5bbf\u8216', '\u5bbf\u8216']);
    expect(wrap('\u5bbf\u8216\u5bbf', 4)).toEqual(['\u5bbf\u8216', '\u5bbf']);
  });
  test('of nothing is nothing', () => {
    expect(wrap(' ', 10)).toEqual([]);
  });
});

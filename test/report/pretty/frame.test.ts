import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/lib/text.ts';
import type { Range } from '../../../src/model/document.ts';
import { frame, gutterOf, type Mark } from '../../../src/report/pretty/frame.ts';
import { painter } from '../../../src/report/pretty/style.ts';
import { linesOf } from '../../../src/report/text/lines.ts';
import { on } from '../sample.ts';

/** The frame of marks in a text, without colour and without the empty row above it. */
function draw(text: string, marks: readonly (Range | Partial<Mark>)[], width = 60): readonly string[] {
  const whole = marks.map(
    (mark): Mark => ('startLine' in mark ? { range: mark, label: '', level: 'error' } : { ...blank, ...mark }),
  );
  const lines = linesOf(text);
  const rows = frame(lines, whole, { width, gutter: gutterOf(lines, whole), paint: painter(false) });
  expect(rows[0]?.trim() ?? '|').toBe('|');
  return rows.slice(1);
}

const blank: Mark = { range: on(1, 1, 2), label: '', level: 'error' };

/** What stands above the `^` of a frame's only mark. */
function marked(lines: readonly string[]): string {
  const row = lines.findIndex((line) => line.includes('^'));
  const from = lines[row]?.indexOf('^') ?? 0;
  const to = (lines[row]?.lastIndexOf('^') ?? 0) + 1;
  let column = 0;
  let above = '';
  for (const character of lines[row - 1] ?? '') {
    if (column >= from && column < to) above += character;
    column += displayWidth(character);
  }
  return above;
}

describe('a frame', () => {
  test('shows two lines before and one after, numbered', () => {
    expect(draw('a\nb\nc\nd\ne', [on(4, 1, 2)])).toEqual(['2 | b', '3 | c', '4 | d', '  | ^', '5 | e']);
  });

  test('leaves out blank lines and borders of documents at its ends', () => {
    expect(draw('a\n---\n\nkind: X\n\nb', [on(4, 1, 5)])).toEqual(['4 | kind: X', '  | ^^^^']);
  });

  test('aligns line numbers of several digits', () => {
    const lines = draw(`${'\n'.repeat(8)}a\nb\nc`, [on(10, 1, 2)]);
    expect(lines).toEqual([' 9 | a', '10 | b', '   | ^', '11 | c']);
  });

  test('holds all marks of a file, with a gap between those that lie apart', () => {
    const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
    const further: Mark = { range: on(1, 6, 7), label: 'here as well', level: null };
    expect(draw(text, [on(12, 1, 5), further])).toEqual([
      ' 1 | line 1',
      '   |      - here as well',
      ' 2 | line 2',
      '...',
      '10 | line 10',
      '11 | line 11',
      '12 | line 12',
      '   | ^^^^',
    ]);
  });

  test('puts two marks on one line under each other', () => {
    const first: Mark = { range: on(1, 1, 4), label: 'first', level: null };
    expect(draw('one two', [on(1, 5, 8), first])).toEqual(['1 | one two', '  | --- first', '  |     ^^^']);
  });

  test('leaves as much room for line numbers as other frames beside it need', () => {
    const mark: Mark = { range: on(1, 1, 2), label: '', level: 'error' };
    expect(frame(linesOf('a'), [mark], { width: 60, gutter: 3, paint: painter(false) })).toEqual([
      '    |',
      '  1 | a',
      '    | ^',
    ]);
  });

  const label = 'a label of more words than fit on one line of a terminal, so that it takes two or three of them';

  test('hangs a label of two lines beside its mark', () => {
    expect(draw('name: x', [{ range: on(1, 7, 8), label }], 80)).toEqual([
      '1 | name: x',
      '  |       ^ a label of more words than fit on one line of a terminal, so that it',
      '  |         takes two or three of them',
    ]);
  });

  test('puts a label below its mark where it would be a thin column beside it, and as far left as it needs', () => {
    expect(draw(`${' '.repeat(40)}x`, [{ range: on(1, 41, 42), label }], 80)).toEqual([
      `1 | ${' '.repeat(40)}x`,
      `  | ${' '.repeat(40)}^`,
      `  | ${' '.repeat(16)}a label of more words than fit on one line of a terminal, so`,
      `  | ${' '.repeat(16)}that it takes two or three of them`,
    ]);
    expect(draw(`${' '.repeat(20)}x`, [{ range: on(1, 21, 22), label }], 40)).toEqual([
      `1 | ${' '.repeat(20)}x`,
      `  | ${' '.repeat(20)}^`,
      '  | a label of more words than fit on',
      '  | one line of a terminal, so that it',
      '  | takes two or three of them',
    ]);
  });

  test('underlines the first line of a mark of many, and says how far it reaches', () => {
    const range = { startLine: 1, startColumn: 4, endLine: 3, endColumn: 2 };
    expect(draw('a: |\n  x\n  y', [range])).toEqual(['1 | a: |', '  |    ^ (to line 3)', '2 |   x']);
    expect(draw('a: |\n  x\n', [{ ...range, endLine: 2, endColumn: 1 }])).toEqual(['1 | a: |', '  |    ^', '2 |   x']);
  });

  test('gives an empty mark one column, also behind the end of a line', () => {
    expect(draw('abc', [on(1, 2, 2)])).toEqual(['1 | abc', '  |  ^']);
    expect(draw('abc', [on(1, 4, 4)])).toEqual(['1 | abc', '  |    ^']);
    expect(draw('', [on(1, 1, 1)])).toEqual(['1 |', '  | ^']);
  });

  test('is empty if its mark lies outside of the text', () => {
    expect(draw('abc', [on(9, 1, 2)])).toEqual([]);
  });

  test('reads lines that end in CRLF', () => {
    expect(draw('a: 1\r\nb: 2\r\n', [on(1, 4, 5)])).toEqual(['1 | a: 1', '  |    ^', '2 | b: 2']);
  });

  test.each([
    ['tabs', '\tkey:\tvalue\tend', 'value'],
    ['wide characters', '\u5bbf\u8216: \u6771\u4eac rest', '\u6771\u4eac'],
    ['emoji', '\u{1f6a8}\u{1f6a8} a \u{1f6a8}', 'a'],
    ['combining marks', 'e\u0301e\u0301 value', 'value'],
    ['controls', 'a\x1b[31m value', 'value'],
    ['a bidirectional override', 'a\u202e value \u202c', 'value'],
    ['a command of a build server', '##[add-mask] value', 'value'],
  ])('marks the right text after %s', (_, line, piece) => {
    const start = line.lastIndexOf(piece);
    expect(marked(draw(line, [on(1, start + 1, start + piece.length + 1)]))).toBe(piece);
  });
});

describe('a long line', () => {
  const line = `${'{"a":1},'.repeat(5000)}"needle"${',{"b":2}'.repeat(5000)}`;
  const at = line.indexOf('"needle"');

  test('is shown around its mark', () => {
    const lines = draw(line, [on(1, at + 1, at + 9)]);
    expect(marked(lines)).toBe('"needle"');
    expect(lines[0]).toMatch(/^1 \| \.\.\..*"needle".*\.\.\.$/);
    for (const shown of lines) expect(displayWidth(shown)).toBeLessThanOrEqual(60);
  });

  test('is shown from its start if the mark fits in then', () => {
    const lines = draw(line, [on(1, 2, 5)]);
    expect(marked(lines)).toBe('"a"');
    expect(lines[0]).toMatch(/^1 \| \{"a":1\}.*\.\.\.$/);
  });

  test('is shown to its end if the mark is there', () => {
    const lines = draw(line, [on(1, line.length, line.length + 1)]);
    expect(marked(lines)).toBe('}');
    expect(lines[0]).toMatch(/^1 \| \.\.\..*\{"b":2\}$/);
  });

  test('is shown once for each mark that lies far from the others', () => {
    const first: Mark = { range: on(1, 2, 5), label: 'first', level: null };
    const lines = draw(line, [on(1, at + 1, at + 9), first]);
    expect(lines.map((shown) => shown.slice(0, 1))).toEqual(['1', ' ', '1', ' ']);
    expect(lines[1]).toBe('  |  --- first');
  });

  test('of wide characters keeps to the width, whatever stands at its edges', () => {
    const wide = '\u5bbf\u{1f6a8}'.repeat(400);
    for (let start = 0; start < 60; start++) {
      const lines = draw(wide, [on(1, 301 + start, 302 + start)]);
      expect(lines.join('')).not.toMatch(/\p{Cs}/u);
      for (const shown of lines) expect(displayWidth(shown)).toBeLessThanOrEqual(60);
    }
  });

  test('whose mark is wider than the window shows its start', () => {
    const lines = draw(line, [on(1, at + 1, line.length + 1)]);
    expect(marked(lines).startsWith('"needle"')).toBe(true);
    for (const shown of lines) expect(displayWidth(shown)).toBeLessThanOrEqual(60);
  });
});

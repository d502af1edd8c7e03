import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../src/lib/lines.ts';

describe('LineIndex', () => {
  const text = 'ab\r\nc\n\né😀d\re\n';
  const lines = new LineIndex(text);

  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 1, 4],
    [4, 2, 1],
    [5, 2, 2],
    [6, 3, 1],
    [7, 4, 1],
    [8, 4, 2],
    [10, 4, 4],
    [12, 4, 6],
    [13, 4, 7],
    [14, 5, 1],
    [99, 5, 1],
    [-1, 1, 1],
  ])('position of %i', (offset, line, column) => {
    expect(lines.position(offset)).toEqual({ line, column });
  });

  it('goes back from every position to its offset, but not into a line end', () => {
    for (let offset = 0; offset <= text.length; offset++) {
      const { line, column } = lines.position(offset);
      expect(lines.offset(line, column)).toBe(offset === 3 ? 2 : offset);
    }
  });

  it('gives ranges with an exclusive end', () => {
    expect(lines.rangeOf({ start: 4, end: 8 })).toEqual({ startLine: 2, startColumn: 1, endLine: 4, endColumn: 2 });
    expect(lines.rangeOf({ start: 0, end: 0 })).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
  });

  it('gives lines without their ends', () => {
    const all = Array.from({ length: lines.count }, (_, i) => lines.line(i + 1));
    expect(all.map(({ start, end }) => text.slice(start, end))).toEqual(['ab', 'c', '', 'é😀d\re', '']);
    expect(lines.line(0)).toEqual({ start: 0, end: 0 });
    expect(lines.line(9)).toEqual({ start: text.length, end: text.length });
  });

  it('takes a line end of two carriage returns for one', () => {
    const twice = new LineIndex('a\r\r\nb');
    expect(twice.position(4)).toEqual({ line: 2, column: 1 });
    expect(twice.count).toBe(2);
  });

  it('has one line in an empty text', () => {
    expect(new LineIndex('').count).toBe(1);
    expect(new LineIndex('').position(0)).toEqual({ line: 1, column: 1 });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EditorLines, holds, meet } from '../../src/editor/index.ts';
import { LineIndex } from '../../src/lib/lines.ts';

const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '😀', '\u2028') });

describe('lines', () => {
  test('end with LF, CRLF and a lone CR, as the protocol has it', () => {
    const lines = new EditorLines('a\nb\r\nc\rd');
    expect([0, 1, 2, 3].map((line) => lines.textOf(line))).toEqual(['a', 'b', 'c', 'd']);
    expect(lines.count).toBe(4);
  });

  test('a character beyond the end of a line is taken back to it', () => {
    const lines = new EditorLines('ab\r\ncd');
    expect(lines.offset({ line: 0, character: 99 })).toBe(2);
    expect(lines.offset({ line: 99, character: 0 })).toBe(6);
    expect(lines.offset({ line: -1, character: 5 })).toBe(0);
  });

  test('positions count UTF-16 units', () => {
    expect(new EditorLines('😀x').position(2)).toEqual({ line: 0, character: 2 });
  });

  test('every offset is found again by its position, but within a line end', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const lines = new EditorLines(whole);
        for (let offset = 0; offset <= whole.length; offset++) {
          const isWithin = whole.slice(offset - 1, offset + 1) === '\r\n';
          if (!isWithin) expect(lines.offset(lines.position(offset))).toBe(offset);
        }
      }),
    );
  });

  test('a range of a report is where its offsets are, though a lone CR ends no line there', () => {
    fc.assert(
      fc.property(text, fc.nat(20), fc.nat(20), (whole, a, b) => {
        const [start = 0, end = 0] = [a, b].map((one) => Math.min(one, whole.length)).sort((one, other) => one - other);
        const reported = new LineIndex(whole);
        const range = reported.rangeOf({ start, end });
        const span = {
          start: reported.offset(range.startLine, range.startColumn),
          end: reported.offset(range.endLine, range.endColumn),
        };
        const lines = new EditorLines(whole);
        expect(lines.ofReport(range)).toEqual(lines.range(span));
      }),
    );
  });
});

test('ranges meet where they touch', () => {
  const at = (line: number, from: number, to: number) => ({
    start: { line, character: from },
    end: { line, character: to },
  });
  expect(meet(at(1, 2, 5), at(1, 5, 5))).toBe(true);
  expect(meet(at(1, 2, 5), at(1, 6, 8))).toBe(false);
  expect(holds(at(1, 2, 5), { line: 1, character: 5 })).toBe(true);
  expect(holds(at(1, 2, 5), { line: 2, character: 3 })).toBe(false);
});

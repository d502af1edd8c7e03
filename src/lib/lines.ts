import type { Range, Span } from '../model/document.ts';
import { firstWhere } from './search.ts';

/**
 * Lines and columns of offsets into a text: both start at 1, columns count UTF-16 units.
 *
 * A line ends with LF or CRLF. A lone CR does not end one: git, GitHub, grep and compilers do not count it, and a place
 * that they show must be on their line (CR CR LF, the trace of a file converted twice, is one line end to all of them).
 */
export class LineIndex {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The place of a span; endColumn is exclusive. */
  rangeOf(span: Span): Range {
    const start = this.position(span.start);
    const end = this.position(span.end);
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  }

  /** The line and column of an offset, which is taken into the text if it lies outside. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const at = Math.min(Math.max(offset, 0), this.#text.length);
    const starts = this.#lineStarts();
    const line = firstWhere(starts, (start) => start > at);
    return { line, column: at - (starts[line - 1] ?? 0) + 1 };
  }

  /** The offset of a line and column; a column past the end of its line is taken back to that end. */
  offset(line: number, column: number): number {
    const { start, end } = this.line(line);
    return Math.min(start + Math.max(column, 1) - 1, end);
  }

  /** A line without its end. Lines that the text does not have are empty and stand at its start or end. */
  line(line: number): Span {
    if (line < 1) return { start: 0, end: 0 };
    const starts = this.#lineStarts();
    const start = starts[line - 1] ?? this.#text.length;
    const next = starts[line];
    if (next === undefined) return { start, end: this.#text.length };
    const crlf = this.#text.charCodeAt(next - 2) === 13;
    return { start, end: crlf && next - 2 >= start ? next - 2 : next - 1 };
  }

  /** How many lines the text has: one more than it has line ends. */
  get count(): number {
    return this.#lineStarts().length;
  }

  #lineStarts(): readonly number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (let at = this.#text.indexOf('\n'); at !== -1; at = this.#text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
    return starts;
  }
}

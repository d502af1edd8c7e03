/** Positions as editors count them, and the offsets, spans and ranges of the pipeline. */
import { LineIndex } from '../lib/lines.ts';
import { firstWhere } from '../lib/search.ts';
import type { Range as ReportRange, Span } from '../model/document.ts';

/** A place between two characters: both count from 0, `character` in UTF-16 units (Language Server Protocol 3.17, Position). */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From one position up to another, which is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A range of a file, which goes by its name in the report. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/**
 * The lines of a text as editors count them. To the protocol a lone CR ends a line, which it does not in a report: so a range of
 * a report is taken by its offsets.
 */
export class EditorLines {
  readonly text: string;
  readonly #starts: readonly number[];
  readonly #reported: LineIndex;

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
    this.#starts = starts;
    this.#reported = new LineIndex(text);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The position of an offset, which is taken into the text if it lies outside, and before a CRLF if it lies within. */
  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.text.length);
    const line = firstWhere(this.#starts, (start) => start > at) - 1;
    const { start, end } = this.line(line);
    return { line, character: Math.min(at, end) - start };
  }

  /** The offset of a position; one behind the end of its line is taken back to that end, as the protocol says. */
  offset({ line, character }: Position): number {
    const { start, end } = this.line(line);
    return Math.min(start + Math.max(character, 0), end);
  }

  /** A line, counted from 0, without its end; lines that the text does not have are empty, at its start or end. */
  line(line: number): Span {
    if (line < 0) return { start: 0, end: 0 };
    const start = this.#starts[line] ?? this.text.length;
    let end = this.#starts[line + 1] ?? this.text.length;
    if (end > start && line + 1 < this.#starts.length) {
      end -= this.text.charCodeAt(end - 1) === 10 && this.text.charCodeAt(end - 2) === 13 && end - 2 >= start ? 2 : 1;
    }
    return { start, end };
  }

  /** What a line says, without its end. */
  textOf(line: number): string {
    const { start, end } = this.line(line);
    return this.text.slice(start, end);
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  span({ start, end }: Range): Span {
    return { start: this.offset(start), end: this.offset(end) };
  }

  /** The range of a report. */
  ofReport({ startLine, startColumn, endLine, endColumn }: ReportRange): Range {
    const start = this.#reported.offset(startLine, startColumn);
    return this.range({ start, end: this.#reported.offset(endLine, endColumn) });
  }
}

/** The range of a report in a text of which nothing is at hand: right where no lone CR stands in it. */
export function rangeOfReport({ startLine, startColumn, endLine, endColumn }: ReportRange): Range {
  return {
    start: { line: startLine - 1, character: startColumn - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** Below 0 where `a` comes before `b`, 0 where they are the same. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** True for a position in a range, or at its end, where a cursor stands behind a word. */
export function holds({ start, end }: Range, position: Position): boolean {
  return comparePositions(start, position) <= 0 && comparePositions(position, end) <= 0;
}

/** True for ranges that have something in common; an empty one touches what it stands in or beside. */
export function meet(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}

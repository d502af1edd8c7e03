/**
 * Places in embedded YAML come from pieces of the scalar that match to the character; where there are none, the place is
 * the scalar.
 */
import type { ScalarStyle, Span } from '../model/document.ts';

/** A stretch of a scalar's value, and the text of the file that it comes from. */
interface Piece {
  readonly inner: Span;
  readonly outer: Span;
}

/**
 * Where the characters of a scalar's value stand in the file. What YAML adds or takes away (indentation, folds, escapes)
 * makes pieces; within one both have the same characters, or it is one escape.
 */
export class ScalarOffsets {
  readonly #pieces: readonly Piece[];
  readonly #whole: Span;

  private constructor(pieces: readonly Piece[], whole: Span) {
    this.#pieces = pieces;
    this.#whole = whole;
  }

  /**
   * @param text the file's text
   * @param span the scalar as `Document.locate` gives it
   * @param value what it is read as; where the two do not fit together, every place is the whole scalar
   */
  static of(text: string, span: Span, style: ScalarStyle, value: string): ScalarOffsets {
    const matcher = new Matcher(value);
    const written = text.slice(span.start, span.end);
    const isRead =
      style === 'literal' || style === 'folded'
        ? readBlock(matcher, written, span.start, style)
        : readFlow(matcher, written, span.start, style);
    return new ScalarOffsets(isRead && matcher.isDone ? matcher.pieces : [], span);
  }

  /** False if nothing is known but the place of the whole. */
  get isExact(): boolean {
    return this.#pieces.length > 0;
  }

  /** The place in the file of a span of the value. */
  outer({ start, end }: Span): Span {
    const first = this.#pieceAt(start);
    if (first === undefined) return this.#whole;
    const from = first.outer.start + offsetIn(first, start);
    if (end <= start) return { start: from, end: from };
    const last = this.#pieceAt(end - 1) ?? first;
    const length = end - last.inner.start;
    const to = isVerbatim(last) ? last.outer.start + Math.min(length, lengthOf(last.inner)) : last.outer.end;
    return { start: from, end: Math.max(from, to) };
  }

  /** The last piece that begins at an offset or before it; what stands between two belongs to the first. */
  #pieceAt(offset: number): Piece | undefined {
    let [low, high] = [0, this.#pieces.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.inner.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low];
  }
}

/** Where a part of a scalar's value stands in the file, or the whole scalar where that cannot be told. See `ScalarOffsets.of`. */
export function partOfScalar(text: string, span: Span, style: ScalarStyle, value: string, part: Span): Span {
  return ScalarOffsets.of(text, span, style, value).outer(part);
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

function isVerbatim({ inner, outer }: Piece): boolean {
  return lengthOf(inner) === lengthOf(outer);
}

function offsetIn(piece: Piece, offset: number): number {
  const length = Math.max(offset - piece.inner.start, 0);
  return isVerbatim(piece) ? Math.min(length, lengthOf(piece.inner)) : 0;
}

/** Goes through a value along with what is written, and notes the pieces that both have. */
class Matcher {
  readonly pieces: Piece[] = [];
  readonly #value: string;
  #at = 0;

  constructor(value: string) {
    this.#value = value;
  }

  get isDone(): boolean {
    return this.#at === this.#value.length;
  }

  /** Characters that stand in the value, and come from this place. False if they do not. */
  take(read: string, outer: Span): boolean {
    if (!this.#value.startsWith(read, this.#at)) return false;
    const inner = { start: this.#at, end: this.#at + read.length };
    this.#at = inner.end;
    if (read === '') return true;
    const last = this.pieces.at(-1);
    const continues = last !== undefined && last.inner.end === inner.start && last.outer.end === outer.start;
    if (continues && isVerbatim(last) && read.length === lengthOf(outer)) {
      this.pieces[this.pieces.length - 1] = {
        inner: { start: last.inner.start, end: inner.end },
        outer: { start: last.outer.start, end: outer.end },
      };
    } else this.pieces.push({ inner, outer });
    return true;
  }

  /** Starts anew, at an indentation that fits better. */
  restart(): void {
    this.pieces.length = 0;
    this.#at = 0;
  }

  /** The line ends at the end of the value, however many are kept of those that are written. */
  skipEnds(): boolean {
    while (this.#value[this.#at] === '\n') this.#at++;
    return this.isDone;
  }

  /** Line ends and folds of the value, which belong to no piece. False if others stand there. */
  skip(read: string): boolean {
    if (!this.#value.startsWith(read, this.#at)) return false;
    this.#at += read.length;
    return true;
  }
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** The lines of a text without their ends: LF, CRLF, or CR alone, as YAML has them. */
function linesOf(text: string, offset: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: text.slice(start, index), start: offset + start });
    start = index + end.length;
  }
  lines.push({ text: text.slice(start), start: offset + start });
  return lines;
}

/** A block scalar, its header first. What an indicator says of the indentation, the value shows. */
function readBlock(matcher: Matcher, written: string, offset: number, style: 'literal' | 'folded'): boolean {
  const [, ...lines] = linesOf(written, offset);
  const first = lines.find(({ text }) => text.trim() !== '');
  if (first === undefined) return false;
  const deepest = first.text.length - first.text.trimStart().length;
  const indicated = /^[|>][-+]?[1-9]/.test(written);
  for (let indent = deepest; indent >= 0; indent--) {
    matcher.restart();
    if (readLines(matcher, lines, indent, style)) return true;
    if (!indicated) return false;
  }
  return false;
}

function readLines(matcher: Matcher, lines: readonly Line[], indent: number, style: 'literal' | 'folded'): boolean {
  /** Line ends since the last line with text. */
  let ends = 0;
  let wasDeeper = true;
  let isFirst = true;
  for (const { text, start } of lines) {
    const content = text.slice(indent);
    if (content !== '') {
      const isDeeper = style === 'literal' || /^[ \t]/.test(content);
      const isFolded = !isFirst && !isDeeper && !wasDeeper;
      if (!matcher.skip(isFolded ? '\n'.repeat(ends - 1) || ' ' : '\n'.repeat(ends))) return false;
      const from = start + Math.min(indent, text.length);
      if (!matcher.take(content, { start: from, end: from + content.length })) return false;
      [ends, wasDeeper, isFirst] = [0, isDeeper, false];
    }
    ends++;
  }
  return matcher.skipEnds();
}

const fold = /[ \t]*(?:\r\n|\n|\r)[ \t\r\n]*/y;
const escapeAt = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r\n|[\s\S])/y;

/** A scalar in quotes, or a plain one; of JSON, too. */
function readFlow(matcher: Matcher, written: string, offset: number, style: ScalarStyle): boolean {
  const isQuoted = style !== 'plain';
  const end = written.length - (isQuoted ? 1 : 0);
  for (let at = isQuoted ? 1 : 0; at < end; ) {
    const length = readNext(matcher, written, at, { offset, style });
    if (length === undefined) return false;
    at += length;
  }
  return true;
}

/** Reads one character, escape or fold; gives its length, or undefined where the value has something else. */
function readNext(
  matcher: Matcher,
  written: string,
  at: number,
  { offset, style }: { readonly offset: number; readonly style: ScalarStyle },
): number | undefined {
  const outer = (length: number): Span => ({ start: offset + at, end: offset + at + length });
  const character = written.charAt(at);
  if (character === '\\' && (style === 'double' || style === 'json')) {
    escapeAt.lastIndex = at;
    const sequence = escapeAt.exec(written)?.[0] ?? character;
    if (/^\\[\r\n]/.test(sequence)) {
      return sequence.length + (/^[ \t\r\n]*/.exec(written.slice(at + sequence.length, at + 10_000))?.[0].length ?? 0);
    }
    return matcher.take(unescaped(sequence), outer(sequence.length)) ? sequence.length : undefined;
  }
  if (character === "'" && style === 'single') return matcher.take("'", outer(2)) ? 2 : undefined;
  fold.lastIndex = at;
  const folded = /[ \t\r\n]/.test(character) ? fold.exec(written)?.[0] : undefined;
  if (folded === undefined) return matcher.take(character, outer(1)) ? 1 : undefined;
  const ends = folded.match(/\r\n|\n|\r/g)?.length ?? 0;
  return matcher.skip('\n'.repeat(ends - 1) || ' ') ? folded.length : undefined;
}

const named: { readonly [name: string]: string } = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function unescaped(sequence: string): string {
  const name = sequence.charAt(1);
  if (sequence.length > 2 && /[xuU]/.test(name)) {
    const code = Number.parseInt(sequence.slice(2), 16);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  }
  return named[name] ?? sequence.slice(1);
}

import type { Span } from '../model.ts';

/** One document of a stream: from its prefix (directives, comments) and `---` up to the next marker. */
export interface Slice extends Span {
  /** Position in the stream, from 0. */
  readonly index: number;
}

/**
 * Cuts a YAML stream at its document markers: `---` and `...` at the start of a line, before white space. A marker ends
 * a document wherever it stands, inside of a block scalar or quotes too (YAML 1.2.2, 9.1.4). Text without anything but
 * comments is a document only after a `---`, and is then an empty one.
 */
export function* split(text: string, from: number): Generator<Slice> {
  let start = from;
  let index = 0;
  /** The slice has its `---` already. */
  let explicit = false;
  for (let at = marker(text, from, from); ; at = marker(text, at + 3, from)) {
    // Directives belong to the document whose `---` follows them; without one they are a fault.
    const isPrefix = text.charCodeAt(at) === 45;
    const isDocument = explicit || contentStart(text, start, at, isPrefix) < at;
    if (isDocument) yield { start, end: at, index: index++ };
    if (at === text.length) return;
    if (isPrefix) {
      if (isDocument) start = at;
    } else start = at + 3;
    explicit = isPrefix;
  }
}

const markers = /\n(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;
const markerHere = /(?:---|\.\.\.)(?=[ \t\r\n]|$)/y;

/** The next marker at or behind `at`; the text's length if there is none. */
function marker(text: string, at: number, first: number): number {
  markerHere.lastIndex = at;
  if (at === first && markerHere.test(text)) return at;
  markers.lastIndex = at;
  const found = markers.exec(text);
  return found ? found.index + 1 : text.length;
}

/** NaN is the end of the text. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || Number.isNaN(code);
}

/** The first character in `[from, to)` that belongs to no comment, white space or (allowed) directive; else `to`. */
function contentStart(text: string, from: number, to: number, directives: boolean): number {
  let at = from;
  let lineStart = true;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === 35 || (code === 37 && lineStart && directives)) {
      const newline = text.indexOf('\n', at);
      if (newline === -1) return to;
      at = newline;
    } else if (!isBlank(code)) return at;
    lineStart = text.charCodeAt(at) === 10;
    at++;
  }
  return to;
}

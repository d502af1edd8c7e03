import type { Span } from '../../model/document.ts';
import { type ParseError, yamlFault } from '../error.ts';
import { firstLine } from '../span.ts';

/** One document of a stream: from its prefix (directives, comments) and `---` up to the next marker. */
export interface Slice extends Span {
  /** Position in the stream, from 0. */
  readonly index: number;
  /** Why kubectl reads nothing of it, whatever it says. */
  readonly fault?: ParseError;
}

/**
 * Cuts a YAML stream as kubectl does (k8s.io/apimachinery pkg/util/yaml, YAMLReader), before anything is parsed: a line that
 * starts with `---` ends a document wherever it stands, inside of a block scalar or quotes too, and may hold nothing else but
 * a comment. A line of `...`, or a `---` behind what ends a line to YAML but not to kubectl, ends the document, and what
 * follows is not read up to the next marker. Text without anything but comments is a document only after a `---`, and is
 * then an empty one.
 * @param text with a line feed for whatever ends a line to YAML
 * @param written the same text as it stands in the file
 */
export function* split(text: string, from: number, written = text): Generator<Slice> {
  let start = from;
  let index = 0;
  /** The slice has its `---` already. */
  let explicit = false;
  /** Whether kubectl, which reads one document between two of its markers, has one already. */
  let isRead = false;
  let stray: ParseError | undefined;
  for (let at = marker(text, from, from); ; at = marker(text, at + 3, from)) {
    // Directives belong to the document whose `---` follows them; without one they are a fault.
    const isPrefix = text.charCodeAt(at) === 45;
    const isSeen = at === from || written.charCodeAt(at - 1) === 10;
    const line = isPrefix && isSeen ? written.slice(at + 3, lineEnd(written, at)).trim() : '';
    if (isPrefix && (isSeen ? line !== '' && line[0] !== '#' : !isMarker(text, at))) {
      if (isSeen) stray ??= yamlFault({ start: at, end: dashesEnd(written, at) }, strayMarker, strayHint);
      continue;
    }
    const content = contentStart(text, start, at, isPrefix);
    if (explicit || content < at) {
      const fault =
        stray ?? (isRead && content < at ? yamlFault(firstLine(text, content, at), unreadText, unreadHint) : undefined);
      yield { start, end: at, index: index++, ...(fault && { fault }) };
      start = at;
      isRead = true;
    }
    if (at === text.length) return;
    if (!isPrefix) start = at + 3;
    if (isPrefix && isSeen) isRead = false;
    explicit = isPrefix;
    stray = undefined;
    if (isPrefix && isSeen && at > from) start = withoutMark(text, written, start, at);
  }
}

const strayMarker = 'a line that starts with three dashes ends a document for kubectl, which refuses text after them';
const strayHint = 'put the text on the next line, or indent the line if it belongs to a text';
const unreadText = 'kubectl reads nothing from here up to the next line of three dashes';
const unreadHint = 'start each document with a line of three dashes';

const markers = /\n(?:---|\.\.\.(?=[ \t\r\n]|$))/g;
const markerHere = /---|\.\.\.(?=[ \t\r\n]|$)/y;

/** The next marker at or behind `at`; the text's length if there is none. */
function marker(text: string, at: number, first: number): number {
  markerHere.lastIndex = at;
  if (at === first && markerHere.test(text)) return at;
  markers.lastIndex = at;
  const found = markers.exec(text);
  return found ? found.index + 1 : text.length;
}

/** True for three dashes that YAML takes for a marker. */
function isMarker(text: string, at: number): boolean {
  return isBlank(text.charCodeAt(at + 3));
}

function dashesEnd(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 45) end++;
  return end;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

/**
 * Where a document starts whose marker kubectl takes away: a byte order mark may follow, a comment needs no space before it,
 * and a line end that only YAML knows does not end it.
 */
function withoutMark(text: string, written: string, start: number, at: number): number {
  const end = lineEnd(written, at);
  if (written.charCodeAt(end + 1) === 0xfeff) return end + 2;
  if (!isMarker(text, at)) return Math.min(end + 1, text.length);
  const own = lineEnd(text, at);
  return own < end && text.charCodeAt(own) !== 13 ? Math.min(end + 1, text.length) : start;
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

/** An operation as an edit of the text: comments, quotes, order and line ends stay as they are. */
import { isObject } from '../lib/json.ts';
import type { Document, Json, Path, Span } from '../model/document.ts';
import { depthOf, nested, type Operation } from './operations.ts';
import { type Entry, eolOf, flowSyntax, type Holder, holderAt, indentAt, lineEnd, lineStart } from './places.ts';
import { keyText, memberLines, type ReadsAs, type Syntax, scalarText } from './write.ts';

/** A stretch of a text and what takes its place. */
export interface Replacement extends Span {
  readonly text: string;
}

/**
 * The edit for an operation at a path of a document's value; undefined where it cannot be done without loss. `gone` are
 * the paths that other operations of the same fix remove: nothing is put behind them.
 */
export function editFor(
  document: Document,
  path: Path,
  operation: Exclude<Operation, { readonly op: 'split' }>,
  { readsAs, gone }: { readonly readsAs: ReadsAs; readonly gone: readonly Path[] },
): Replacement | undefined {
  switch (operation.op) {
    case 'replace':
      return replace(document, path, operation.value, readsAs);
    case 'rename':
      return rename(document, path, operation.value);
    case 'remove':
      return remove(document, path);
    case 'add':
      return add(document, path, operation.value, { readsAs, gone });
  }
}

/** A marker on a line of its own, before that of a key and the comments right above it. */
export function splitEdit({ source: { text } }: Document, { start }: Span): Replacement {
  let at = lineStart(text, start);
  while (at > 0 && text[lineStart(text, at - 1)] === '#') at = lineStart(text, at - 1);
  return { start: at, end: at, text: `---${eolOf(text)}` };
}

function replace(document: Document, path: Path, value: Json, readsAs: ReadsAs): Replacement | undefined {
  const [span] = document.locate([{ path, on: 'value' }]);
  if (span === undefined || isObject(value) || Array.isArray(value)) return undefined;
  const style = document.style(path)?.style;
  const written = document.source.text.slice(span.start, span.end);
  const block = style === 'literal' || style === 'folded';
  // The comment behind the indicator of a block scalar stays behind what takes its place.
  const comment = (block && /^[^\n]*?([ \t]+#[^\r\n]*)/.exec(written)?.[1]) || '';
  const text = scalarText(value, block ? 'double' : style, syntaxAt(document, path), readsAs);
  const tail = block ? (/\s*$/.exec(written)?.[0] ?? '') : '';
  return { start: span.start, end: span.end - tail.length, text: text + comment };
}

/** What surrounds a value. */
function syntaxAt(document: Document, path: Path): Syntax {
  if (document.style(path)?.style === 'json') return 'json';
  const { text } = document.source;
  for (let length = path.length - 1; length >= 0; length--) {
    const [span] = document.locate([{ path: path.slice(0, length), on: 'value' }]);
    if (span === undefined) continue;
    if (text[span.start] === '{') return flowSyntax(text, span);
    if (text[span.start] === '[') return 'flow';
  }
  return 'block';
}

function rename(document: Document, path: Path, name: string): Replacement | undefined {
  const holder = holderAt(document, path.slice(0, -1));
  const entry = holder?.entries.find((one) => one.name === path.at(-1));
  if (holder === undefined || entry === undefined) return undefined;
  const old = document.source.text.slice(entry.key.start, entry.key.end);
  return { ...entry.key, text: keyText(name, old, holder.syntax) };
}

function remove(document: Document, path: Path): Replacement | undefined {
  const holder = holderAt(document, path.slice(0, -1));
  const index = holder?.entries.findIndex((one) => one.name === path.at(-1)) ?? -1;
  const entry = holder?.entries[index];
  // Without any member the mapping itself would become null.
  if (holder === undefined || entry === undefined || holder.entries.length === 1) return undefined;
  const { text } = document.source;
  const [before, after] = [holder.entries[index - 1], holder.entries[index + 1]];
  const gone = holder.syntax === 'block' ? goneLines(text, entry, after) : goneBetween(text, entry, before, after);
  return gone === undefined ? undefined : { ...gone, text: '' };
}

/** The lines of a member; the first member of a list's item shares its line with the dash, and leaves it to the next. */
function goneLines(text: string, { span }: Entry, after: Entry | undefined): Span | undefined {
  const indent = indentAt(text, span.start);
  if (indent === undefined) {
    if (after === undefined) return undefined;
    const lost = text.slice(lineEnd(text, span.end), after.span.start);
    return /#/.test(lost) ? undefined : { start: span.start, end: after.span.start };
  }
  const ends = text[span.end - 1] === '\n' ? span.end : text.indexOf('\n', span.end) + 1;
  const start = span.start - indent.length;
  if (ends > 0) return { start, end: ends };
  // The last line of a file without a line end: the one before it goes too.
  return { start: start - (text[start - 2] === '\r' ? 2 : 1), end: text.length };
}

/** A member in brackets, with one comma. */
function goneBetween(
  text: string,
  { span }: Entry,
  before: Entry | undefined,
  after: Entry | undefined,
): Span | undefined {
  const gone = after
    ? { start: span.start, end: after.span.start }
    : { start: before?.span.end ?? span.start, end: span.end };
  const lost = text.slice(gone.start, span.start) + text.slice(span.end, gone.end);
  return /#/.test(lost) ? undefined : gone;
}

function add(
  document: Document,
  path: Path,
  value: Json,
  { readsAs, gone }: { readonly readsAs: ReadsAs; readonly gone: readonly Path[] },
): Replacement | undefined {
  const depth = depthOf(document.value, path);
  const parent = path.slice(0, depth);
  const holder = holderAt(document, parent);
  const key = path[depth];
  const last = holder?.entries.findLast(({ name }) => !gone.some((other) => isPath(other, [...parent, name])));
  if (holder === undefined || typeof key !== 'string') return undefined;
  const member = nested(path.slice(depth + 1), value);
  if (last === undefined) return fill(document, holder, { key, member }, readsAs);
  return holder.syntax === 'block'
    ? addLines(document, holder, last, { key, member }, { readsAs, gone })
    : addInBrackets(document, holder, last, { key, member }, readsAs);
}

function isPath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, i) => step === other[i]);
}

interface Member {
  readonly key: string;
  readonly member: Json;
}

/** The first member of empty brackets. */
function fill(
  { source: { text } }: Document,
  { syntax, span }: Holder,
  { key, member }: Member,
  readsAs: ReadsAs,
): Replacement | undefined {
  if (!/^\{[ \t]*\}$/.test(text.slice(span.start, span.end))) return undefined;
  const line = memberLines(key, member, { syntax, indent: '', step: '', eol: ' ' }, readsAs);
  return { ...span, text: syntax === 'json' ? `{${line}}` : `{ ${line} }` };
}

/** New lines below the last member, as far in as the first. */
function addLines(
  { source: { text } }: Document,
  { entries }: Holder,
  last: Entry,
  { key, member }: Member,
  { readsAs, gone }: { readonly readsAs: ReadsAs; readonly gone: readonly Path[] },
): Replacement | undefined {
  const first = entries[0]?.key.start ?? 0;
  const indent = ' '.repeat(first - lineStart(text, first));
  const eol = eolOf(text);
  const lines = memberLines(key, member, { syntax: 'block', indent, step: '  ', eol }, readsAs);
  if (text[last.span.end - 1] === '\n') {
    return { start: last.span.end, end: last.span.end, text: indent + lines + eol };
  }
  const end = lineEnd(text, last.span.end);
  // What else the fix removes may be the end of that member, with its line's end.
  const next = gone.length > 0 && text.startsWith(eol, end) ? end + eol.length : undefined;
  if (next !== undefined) return { start: next, end: next, text: indent + lines + eol };
  return { start: end, end, text: eol + indent + lines };
}

/** Behind the last member and a comma: on a line of its own where that has one. */
function addInBrackets(
  { source: { text } }: Document,
  { syntax, span }: Holder,
  last: Entry,
  { key, member }: Member,
  readsAs: ReadsAs,
): Replacement | undefined {
  const eol = eolOf(text);
  const indent = indentAt(text, last.span.start);
  const step = indent?.slice((indentOfLine(text, span.start) ?? '').length) ?? '';
  const lines = memberLines(key, member, { syntax, indent: indent ?? '', step, eol }, readsAs);
  const { end } = last.span;
  return { start: end, end, text: indent === undefined ? `, ${lines}` : `,${eol}${indent}${lines}` };
}

/** The white space at the start of the line of an offset. */
function indentOfLine(text: string, offset: number): string | undefined {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0];
}

/** Where the parts of a mapping stand in the text. */
import { at, isObject } from '../lib/json.ts';
import type { Document, Path, Span } from '../model/document.ts';
import type { Syntax } from './write.ts';

/** A member of a mapping that is written in it: one that a merge key brings from elsewhere is none. */
export interface Entry {
  readonly name: string;
  readonly key: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** A mapping in the text. */
export interface Holder {
  readonly syntax: Syntax;
  readonly span: Span;
  /** In the order of the text. */
  readonly entries: readonly Entry[];
}

/** The mapping at a path; undefined if there is none, or if it stands behind an alias where nothing tells. */
export function holderAt(document: Document, path: Path): Holder | undefined {
  const value = at(document.value, path);
  if (!isObject(value)) return undefined;
  const names = Object.keys(value);
  const asked = names.flatMap((name) => [
    { path: [...path, name], on: 'key' as const },
    { path: [...path, name], on: 'value' as const },
  ]);
  const [own, ...spans] = document.locate([{ path, on: 'value' }, ...asked]);
  const { text, file } = document.source;
  if (own === undefined) return undefined;
  const entries = names.flatMap((name, i): Entry[] => {
    const [key, held] = [spans[2 * i], spans[2 * i + 1]];
    if (key === undefined || held === undefined || key.start < own.start || key.end > own.end) return [];
    // A value behind an alias stands at its anchor: here only the key is known.
    const end = held.start >= key.end && held.end <= own.end ? held.end : key.end;
    return [{ name, key, span: { start: key.start, end } }];
  });
  entries.sort((a, b) => a.key.start - b.key.start);
  const isFlow = text[own.start] === '{';
  return { syntax: isFlow ? (/\.json$/i.test(file) ? 'json' : flowSyntax(text, own)) : 'block', span: own, entries };
}

/** JSON where the keys of a mapping in brackets have double quotes: it is valid YAML too, and stays JSON. */
export function flowSyntax(text: string, { start, end }: Span): Syntax {
  return /^\{\s*"/.test(text.slice(start, Math.min(end, start + 1000))) ? 'json' : 'flow';
}

/** How the lines of a text end. */
export function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The white space with which the line of an offset begins, if nothing but white space stands before the offset. */
export function indentAt(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The start of the line of an offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line of an offset, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  if (next === -1) return text.length;
  return text[next - 1] === '\r' && next - 1 >= offset ? next - 1 : next;
}

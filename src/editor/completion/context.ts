/**
 * Where in a YAML text a cursor is, by indentation alone: while somebody writes, hardly any text can be parsed. Block style;
 * of a list in brackets the scalars on one line.
 */
import type { EditorLines, Position } from '../positions.ts';

/** The annotation of an object that suppresses findings (src/suppress/annotations.ts). */
export const annotation = 'bgplint/ignore';

/** What is about to be written. */
export interface YamlContext {
  /** The keys from the root, `*` for an item of a list. Of a key to be written that of the mapping; of a value with its key. */
  readonly path: readonly string[];
  readonly slot: 'key' | 'value';
  /** Columns of the cursor's line, from 0: what is written already of the word. */
  readonly word: { readonly start: number; readonly end: number };
  /** The column at which the key begins, or its items would. */
  readonly column: number;
  /** Keys that the mapping has already. */
  readonly siblings: ReadonlySet<string>;
}

/** Lines above a cursor that are looked at. */
const mostLines = 20_000;

interface Line {
  /** The column of the first dash; undefined where the line begins no item. */
  readonly dash: number | undefined;
  /** Where the key, or what stands in its place, begins. */
  readonly column: number;
  readonly key: string | undefined;
  /** What follows the colon, or begins at the column. */
  readonly rest: string;
}

/** A line with more characters is no line of a person. */
const longestLine = 10_000;

/** A line of YAML by its signs; each character is seen a few times at most. Undefined for one that says nothing. */
function read(text: string): Line | undefined {
  const indent = blanksAt(text, 0);
  if (indent === text.length || text[indent] === '#' || text.length > longestLine) return undefined;
  let column = indent;
  let dash: number | undefined;
  while (text[column] === '-' && (text[column + 1] === ' ' || column + 1 === text.length)) {
    dash ??= indent;
    column = blanksAt(text, column + 1);
  }
  const colon = colonAfter(text, column);
  if (colon === undefined) return { dash, column, key: undefined, rest: text.slice(column) };
  const key = text
    .slice(column, colon)
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  return { dash, column, key, rest: text.slice(blanksAt(text, colon + 1)) };
}

/** The first column from one on that is no blank. */
function blanksAt(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

/** Where the colon is that ends a key which begins at a column; undefined where none does. */
function colonAfter(text: string, from: number): number | undefined {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, from + 1);
    const colon = end < 0 ? text.length : blanksAt(text, end + 1);
    return text[colon] === ':' ? colon : undefined;
  }
  if (quote === '[' || quote === '{' || quote === undefined) return undefined;
  for (let colon = text.indexOf(':', from); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    if (colon + 1 === text.length || text[colon + 1] === ' ') return colon > from ? colon : undefined;
  }
  return undefined;
}

/** Where the cursor is; undefined in a comment, and where nothing can be said. */
export function yamlContext(lines: EditorLines, { line, character }: Position): YamlContext | undefined {
  const whole = lines.textOf(line);
  const before = whole.slice(0, character);
  if (/(?:^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, (quoted) => '.'.repeat(quoted.length)))) return undefined;
  const own = read(before) ?? { dash: undefined, column: before.length, key: undefined, rest: '' };
  const after = /^[\w/@*.-]*/.exec(whole.slice(character))?.[0].length ?? 0;
  const wordStart = character - (/[^\s"'[\],{}]*$/.exec(before)?.[0].length ?? 0);
  const word = { start: wordStart, end: character + after };
  const above = pathAbove(lines, line, own);
  // Behind a colon a value needs a blank.
  if (own.key !== undefined && before.endsWith(':')) return undefined;
  if (own.key !== undefined) {
    const isListed = own.rest.startsWith('[');
    return {
      path: [...above, own.key, ...(isListed ? ['*'] : [])],
      slot: 'value',
      word,
      column: own.column,
      siblings: new Set(),
    };
  }
  return { path: above, slot: 'key', word, column: own.column, siblings: siblingsOf(lines, line, own) };
}

/** The keys and lists that hold what a line begins. */
function pathAbove(lines: EditorLines, line: number, own: Line): readonly string[] {
  const path: string[] = [];
  // Who holds it has its key further left; a list may be as far left as its key.
  let limit = own.column;
  // Another item of a list holds nothing of this one: the dash of a list that does is further left.
  let dashes = own.column;
  if (own.dash !== undefined) {
    path.unshift('*');
    limit = own.dash + 1;
    dashes = own.dash;
  }
  for (let i = line - 1; i >= Math.max(0, line - mostLines) && limit > 0; i--) {
    const text = lines.textOf(i);
    if (/^---(?:\s|$)/.test(text)) break;
    const one = read(text);
    if (one === undefined) continue;
    if (one.column < limit && one.key !== undefined) {
      path.unshift(one.key);
      limit = one.column;
      dashes = one.column;
    }
    if (one.dash !== undefined && one.dash < dashes && one.column >= limit) {
      path.unshift('*');
      limit = one.dash + 1;
      dashes = one.dash;
    }
  }
  return path;
}

/** The keys of the mapping that a line has a key of; above an item that begins with it there are none. */
function siblingsOf(lines: EditorLines, line: number, { column, dash }: Line): ReadonlySet<string> {
  const found = new Set<string>();
  for (const step of dash === undefined ? [-1, 1] : [1]) {
    for (let i = line + step; i >= 0 && i < lines.count && Math.abs(i - line) < mostLines; i += step) {
      const text = lines.textOf(i);
      if (/^---(?:\s|$)/.test(text)) break;
      const one = read(text);
      if (one === undefined) continue;
      if (step > 0 && one.dash !== undefined && one.dash < column) break;
      if (one.column < column) break;
      if (one.column === column && one.key !== undefined) found.add(one.key);
      if (step < 0 && one.dash !== undefined && one.dash < column) break;
    }
  }
  return found;
}

/** What the document around a line says of itself at its left edge. */
export function kindAround(lines: EditorLines, line: number): { readonly apiVersion: string; readonly kind: string } {
  const said = { apiVersion: '', kind: '' };
  for (const step of [-1, 1]) {
    for (let i = step < 0 ? line : line + 1; i >= 0 && i < lines.count && Math.abs(i - line) < mostLines; i += step) {
      const text = lines.textOf(i);
      if (/^---(?:\s|$)/.test(text)) break;
      const [, key, value = ''] = /^(apiVersion|kind):[ ]+["']?([^\s"'#]{1,200})/.exec(text) ?? [];
      if (key === 'apiVersion') said.apiVersion ||= value;
      if (key === 'kind') said.kind ||= value;
    }
  }
  return said;
}

import type { CST } from 'yaml';
import type { Span } from '../../model/document.ts';
import { type ParseError, yamlFault } from '../error.ts';
import type { Props } from './properties.ts';

/** Faults of mappings and lists: what they look like to the parser, and what the writer most likely did. */

export const keyOnOneLine = 'a key and its colon must be on one line';

/** Throws a Refusal for a key that cannot be one. */
export function checkImplicitKey(key: CST.Token | null | undefined, props: Props): void {
  if (!key) return;
  if (key.type === 'block-seq') throw yamlFault(startOf(key, key.offset), 'a list where a key was expected');
  if (key.type === 'block-scalar') {
    const hint = 'indent it deeper than its key';
    throw yamlFault(
      { start: key.props[0]?.offset ?? key.offset, end: key.offset + 1 },
      'a block scalar where a key was expected',
      hint,
    );
  }
  if (props.newlineAfter) throw yamlFault(startOf(key, key.offset), keyOnOneLine);
  if ('source' in key && key.type !== 'comment' && key.source.includes('\n')) throw spreadKey(key);
  if (key.type === 'flow-collection' && hasNewline(key)) throw yamlFault(startOf(key, key.offset), keyOnOneLine);
}

/** A text of several lines before a colon: the first of them lacks its own. */
function spreadKey(key: CST.Token & { readonly source: string }): ParseError {
  if (key.type !== 'scalar')
    return yamlFault(startOf(key, key.offset), keyOnOneLine, 'check that the quotes are closed');
  return lineWithoutColon(key.source, key.offset);
}

/** A key that no colon follows. */
export function keyWithoutValue(key: CST.Token | null | undefined, props: Props): ParseError {
  if (key?.type === 'scalar') return lineWithoutColon(key.source, key.offset);
  return yamlFault(startOf(key, props.end), 'a colon is missing after this key');
}

function lineWithoutColon(source: string, offset: number): ParseError {
  const [line = ''] = source.split(/\r?\n/, 1);
  const span = { start: offset, end: offset + Math.max(line.trimEnd().length, 1) };
  if (/^(?:<{7}|={7}|>{7})/.test(line)) return yamlFault(span, 'a marker of an unresolved merge conflict');
  if (/^-{4,}\s*$/.test(line)) return yamlFault(span, 'a document marker has three dashes, no more');
  const colon = /^[\w.\-/]+:(?=\S)/.exec(line);
  if (colon) {
    const at = offset + colon[0].length - 1;
    return yamlFault({ start: at, end: at + 1 }, 'a space is missing after this colon');
  }
  return yamlFault(
    span,
    'this line is not a key with a colon',
    'add the colon, or indent the line if it continues the one above',
  );
}

/** A mapping that starts on the line of a key that holds it, or in the text of that key's value. */
export function secondKey(value: CST.BlockMap): ParseError {
  const item = value.items[0];
  const key = item?.key;
  if (key && 'source' in key && key.source.includes('\n')) {
    const last = key.source.lastIndexOf('\n');
    const text = key.source.slice(last + 1).trimStart();
    const start = key.offset + key.source.length - text.length;
    const reason = 'this line is indented deeper than the key above it, which already has a value';
    return yamlFault({ start, end: start + Math.max(text.length, 1) }, reason, 'align it with that key');
  }
  const colon = item?.sep?.find((token) => token.type === 'map-value-ind');
  const start = colon?.offset ?? value.offset;
  return yamlFault(
    { start, end: start + 1 },
    'a second colon on the line of a key',
    'quote the value if the colon belongs to it',
  );
}

/** A member or item that does not stand under the others. */
export function misaligned(token: CST.Token | null | undefined): ParseError {
  const reason = 'the indentation of this line fits neither the mapping or list around it nor a new one';
  return yamlFault(startOf(token, 0), reason, 'align it with the line that it belongs to');
}

/** Throws a Refusal for a block mapping or list within brackets, which mostly is an item without its comma. */
export function refuseBlock(token: CST.Token | null | undefined): void {
  if (token?.type !== 'block-map' && token?.type !== 'block-seq') return;
  const sep = token.type === 'block-map' ? (token.items[0]?.sep ?? []) : [];
  const item = sep.find(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
  if (item && item.type !== 'map-value-ind') throw yamlFault(startOf(item, 0), missingComma);
  if (item) {
    const hint = 'add the missing comma, or quote the value if the colon belongs to it';
    throw yamlFault(startOf(item, 0), 'a second colon in one item', hint);
  }
  throw yamlFault(startOf(token, token.offset), 'a mapping or list without brackets inside brackets');
}

export const missingComma = 'a comma is missing before this item';

/** The first line of a token. */
export function startOf(token: CST.Token | null | undefined, otherwise: number): Span {
  if (!token) return { start: otherwise, end: otherwise + 1 };
  const first = token.type === 'block-map' || token.type === 'block-seq' ? firstToken(token) : token;
  const source = 'source' in first ? first.source : '';
  const newline = source.search(/\r?\n/);
  const length = newline === -1 ? source.length : newline;
  return { start: first.offset, end: first.offset + Math.max(length, 1) };
}

function firstToken(token: CST.BlockMap | CST.BlockSequence): CST.Token {
  return token.items[0]?.key ?? token.items[0]?.start[0] ?? token;
}

function hasNewline(collection: CST.FlowCollection): boolean {
  return collection.items.some(
    ({ start, key, sep, value }) =>
      [...start, ...(sep ?? [])].some((token) => token.type === 'newline') ||
      [key, value].some((token) => token?.type === 'flow-collection' && hasNewline(token)),
  );
}

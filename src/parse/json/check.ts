import { hasTypographicQuote } from '../../lib/quotes.ts';
import type { Span } from '../../model/document.ts';
import type { Duplicate } from '../duplicates.ts';
import { jsonFault, type ParseError } from '../error.ts';

/** What may come next; `*OrEnd` also allows the bracket that closes an empty object or list. */
type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

interface Open {
  readonly isObject: boolean;
  readonly start: number;
  /** Where each key of an object stands first. */
  readonly keys: Map<string, number>;
}

/**
 * Walks strict JSON (RFC 8259) and returns its first fault. JSON.parse says where a fault is in words that differ by
 * engine and version.
 * @param onDuplicate is called for each key that its object has already
 */
export function checkJson(
  text: string,
  from: number,
  onDuplicate?: (duplicate: Duplicate) => void,
): ParseError | undefined {
  const stack: Open[] = [];
  let expected: Expected = 'value';
  let at = from;
  for (;;) {
    at = skipSpace(text, at);
    const character = text.charAt(at);
    const top = stack.at(-1);
    if (character === '') {
      return expected === 'nothing' ? undefined : jsonFault(endOf(text, top), endReason(top));
    }
    if (expected === 'nothing') return afterEnd(text, at);
    const isClosing = character === '}' || character === ']';
    if (isClosing && top && mayClose(expected) && top.isObject === (character === '}')) {
      stack.pop();
      at++;
      expected = stack.length === 0 ? 'nothing' : 'commaOrEnd';
      continue;
    }
    if (expected === 'colon' || expected === 'commaOrEnd') {
      if (character !== (expected === 'colon' ? ':' : ',')) return unexpected(text, at, expected, top);
      expected = expected === 'colon' ? 'value' : top?.isObject ? 'key' : 'value';
      at++;
      continue;
    }
    if (expected === 'key' || expected === 'keyOrEnd') {
      if (character !== '"') return unexpected(text, at, expected, top);
      const end = stringEnd(text, at);
      if (typeof end !== 'number') return end;
      if (onDuplicate && top) noteKey(text, { start: at, end }, top, onDuplicate);
      at = end;
      expected = 'colon';
      continue;
    }
    if (character === '{' || character === '[') {
      stack.push({ isObject: character === '{', start: at, keys: new Map() });
      expected = character === '{' ? 'keyOrEnd' : 'valueOrEnd';
      at++;
      continue;
    }
    const end = character === '"' ? stringEnd(text, at) : literalEnd(text, at);
    if (end === undefined) return unexpected(text, at, expected, top);
    if (typeof end !== 'number') return end;
    at = end;
    expected = stack.length === 0 ? 'nothing' : 'commaOrEnd';
  }
}

function mayClose(expected: Expected): boolean {
  return expected === 'valueOrEnd' || expected === 'keyOrEnd' || expected === 'commaOrEnd';
}

function noteKey(text: string, span: Span, { keys, start }: Open, onDuplicate: (duplicate: Duplicate) => void): void {
  const source = text.slice(span.start + 1, span.end - 1);
  const key = source.includes('\\') ? String(JSON.parse(`"${source}"`)) : source;
  const first = keys.get(key);
  if (first === undefined) keys.set(key, span.start);
  else onDuplicate({ key, span, first, mapping: start });
}

/** The first offset at or behind `at` that is no white space. */
export function skipSpace(text: string, at: number): number {
  let next = at;
  for (let code = text.charCodeAt(next); code === 32 || code === 10 || code === 13 || code === 9; ) {
    code = text.charCodeAt(++next);
  }
  return next;
}

const literal = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;

function literalEnd(text: string, at: number): number | undefined {
  literal.lastIndex = at;
  return literal.test(text) ? literal.lastIndex : undefined;
}

const escapes = '"\\/bfnrt';

function stringEnd(text: string, start: number): number | ParseError {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code === 10 || code === 13) return unclosedString(start);
    if (code < 32) {
      return jsonFault({ start: at, end: at + 1 }, 'a control character inside a string', 'write it as an escape');
    }
    if (code !== 92) continue;
    const next = text.charAt(at + 1);
    const length = next === 'u' ? 6 : 2;
    const isEscape =
      next === 'u' ? /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) : next !== '' && escapes.includes(next);
    if (!isEscape) {
      return jsonFault(
        { start: at, end: at + 2 },
        'an escape sequence that JSON does not know',
        'write two backslashes if one is meant',
      );
    }
    at += length - 1;
  }
  return unclosedString(start);
}

function unclosedString(start: number): ParseError {
  return jsonFault({ start, end: start + 1 }, 'this string is not closed on its line');
}

function endOf(text: string, top: Open | undefined): Span {
  return top ? { start: top.start, end: top.start + 1 } : { start: text.length - 1, end: text.length };
}

function endReason(top: Open | undefined): string {
  if (!top) return 'the file contains no JSON value';
  return `the text ends before this ${top.isObject ? 'object' : 'list'} is closed`;
}

function afterEnd(text: string, at: number): ParseError {
  const next = text.charAt(at);
  const reason =
    next === '{' || next === '[' ? 'a second JSON value follows the first' : 'text after the end of the JSON value';
  return jsonFault(
    word(text, at),
    reason,
    'a JSON file holds one value; put others into files of their own, or into a list',
  );
}

function unexpected(text: string, at: number, expected: Expected, top: Open | undefined): ParseError {
  const span = word(text, at);
  const character = text.charAt(at);
  if (character === '/' && /[/*]/.test(text.charAt(at + 1)))
    return jsonFault(span, 'a comment, which JSON does not have');
  if (character === "'") return jsonFault(span, 'a single quote', 'JSON strings have double quotes');
  if (hasTypographicQuote(character))
    return jsonFault(span, 'a typographic quote', 'JSON strings have straight double quotes');
  const isClosing = character === '}' || character === ']';
  if (isClosing && (expected === 'key' || (expected === 'value' && top && !top.isObject))) {
    return jsonFault(span, 'a comma with nothing after it', 'remove the comma before this bracket');
  }
  switch (expected) {
    case 'colon':
      return jsonFault(span, 'a colon was expected after the key');
    case 'commaOrEnd':
      return jsonFault(span, `a comma was expected, or the end of the ${top?.isObject ? 'object' : 'list'}`);
    case 'key':
    case 'keyOrEnd':
      return jsonFault(span, 'a key in double quotes was expected');
    default:
      return jsonFault(
        span,
        'a value was expected',
        'text needs double quotes; the only words without them are true, false and null',
      );
  }
}

/** The word at an offset, up to 40 characters of it. */
function word(text: string, at: number): Span {
  const length = /^\w{1,40}/.exec(text.slice(at, at + 40))?.[0].length ?? 1;
  return { start: at, end: at + length };
}

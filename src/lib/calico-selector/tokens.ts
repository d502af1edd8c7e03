/**
 * The words of a Calico selector, as projectcalico/calico libcalico-go/lib/selector/tokenizer/tokenizer.go reads them,
 * with their places in UTF-16 units.
 */

/** The operators that take a label before and one string after them. */
export type Comparison = 'eq' | 'ne' | 'contains' | 'starts-with' | 'ends-with';

export type Kind =
  | Comparison
  | 'label'
  | 'string'
  | 'in'
  | 'not-in'
  | 'has'
  | 'all'
  | 'global'
  | 'not'
  | 'and'
  | 'or'
  | '('
  | ')'
  | '{'
  | '}'
  | ','
  | 'end'
  | 'bad';

/** A token. One of kind `bad` starts where the offence is and has no length. */
export interface Token {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** The name of a label, the argument of `has`, the text inside the quotes of a string; else empty. */
  readonly value: string;
  /** Of a bad token: what had to stand there for the token to be whole, in words. */
  readonly want?: string;
  /** Of a bad token inside the parentheses of `has(`, `all(` or `global(`: that word. */
  readonly call?: Call;
}

export type Call = 'has' | 'all' | 'global';

/** The longest label that Calico reads, in characters. */
const maxLabel = 512;

const calls: readonly Call[] = ['has', 'all', 'global'];

const symbols: readonly (readonly [string, Kind])[] = [
  ['==', 'eq'],
  ['!=', 'ne'],
  ['!', 'not'],
  ['&&', 'and'],
  ['||', 'or'],
  ['(', '('],
  [')', ')'],
  ['{', '{'],
  ['}', '}'],
  [',', ','],
];

const operators: readonly (readonly [Kind, string, string])[] = [
  ['contains', 'contains', ''],
  ['starts-with', 'starts', 'with'],
  ['ends-with', 'ends', 'with'],
  ['not-in', 'not', 'in'],
  ['in', 'in', ''],
];

/**
 * The token at or behind `offset`. Calico reads a word as an operator, and only as one, right behind a label: the
 * caller says with `afterLabel` whether the token before is one.
 */
export function tokenAt(text: string, offset: number, afterLabel: boolean): Token {
  const start = skipBlanks(text, offset);
  const char = text[start];
  if (char === undefined) return { kind: 'end', start, end: start, value: '' };
  if (char === '"' || char === "'") return quoted(text, start, char);
  for (const [symbol, kind] of symbols) {
    if (text.startsWith(symbol, start)) return { kind, start, end: start + symbol.length, value: '' };
  }
  if (afterLabel) return operator(text, start);
  for (const name of calls) {
    if (text.startsWith(`${name}(`, start)) return call(text, start, name);
  }
  return label(text, start);
}

/** The offset of the first character at or behind `offset` that is no blank; a newline is none. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** The end of the run of a label's characters at `offset`; `offset` itself if there is none. */
export function wordEnd(text: string, offset: number): number {
  let at = offset;
  while (isWordCharacter(text.charCodeAt(at))) at++;
  return at;
}

/** True if the text is a label that Calico reads. */
export function isLabel(text: string): boolean {
  return text !== '' && text.length <= maxLabel && wordEnd(text, 0) === text.length;
}

function isWordCharacter(code: number): boolean {
  // Beyond the text the code is NaN, which no comparison holds for. 45 to 57 are `-`, `.`, `/` and the digits.
  return (code >= 45 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

function bad(start: number, want?: string, call?: Call): Token {
  const token = { kind: 'bad', start, end: start, value: '' } as const;
  return { ...token, ...(want !== undefined && { want }), ...(call !== undefined && { call }) };
}

function quoted(text: string, start: number, quote: string): Token {
  const close = text.indexOf(quote, start + 1);
  if (close < 0) return bad(start);
  return { kind: 'string', start, end: close + 1, value: text.slice(start + 1, close) };
}

function operator(text: string, start: number): Token {
  for (const [kind, first, second] of operators) {
    if (!text.startsWith(first, start)) continue;
    const rest = start + first.length;
    const at = second === '' ? rest : skipBlanks(text, rest);
    if (!text.startsWith(second, at)) continue;
    const end = at + second.length;
    // An operator is a whole word. Calico skips blanks before it looks for that behind two words, and so refuses
    // `starts with x` here, which the parser refuses one token later.
    if (wordEnd(text, end) === end) return { kind, start, end, value: '' };
  }
  return bad(start);
}

function call(text: string, start: number, name: Call): Token {
  const open = skipBlanks(text, start + name.length + 1);
  const end = name === 'has' ? wordEnd(text, open) : open;
  const value = text.slice(open, end);
  if (name === 'has' && value === '') return bad(open, 'an identifier', name);
  if (value.length > maxLabel) return tooLong(open);
  const close = skipBlanks(text, end);
  if (text[close] !== ')') return bad(close, '`)`', name);
  return { kind: name, start, end: close + 1, value };
}

function label(text: string, start: number): Token {
  const end = wordEnd(text, start);
  if (end === start) return bad(start);
  if (end - start > maxLabel) return tooLong(start);
  return { kind: 'label', start, end, value: text.slice(start, end) };
}

function tooLong(start: number): Token {
  return bad(start, `an identifier of at most ${maxLabel} characters`);
}

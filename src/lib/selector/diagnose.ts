/** Tells which mistake made the parser stop, and how it is mended. */
import { expectation, type Finding, finding } from './fault.ts';
import { braced, plainQuote, straightened, terminated } from './quotes.ts';
import type { Stop } from './read.ts';
import { isLabel, skipBlanks, type Token, tokenAt, wordEnd } from './tokens.ts';

/** The fault at which the parser stopped. */
export function diagnose(text: string, stop: Stop): Finding {
  return foreign(text, stop) ?? inState(text, stop) ?? other(text, stop);
}

function other(text: string, stop: Stop): Finding {
  return finding(text, pieceAt(text, stop.token), expectation(stop), 'other');
}

/** The token; of a bad one the word, string or character at its place. */
function pieceAt(text: string, { kind, start, end }: Token): { start: number; end: number } {
  if (kind === 'has' || kind === 'all' || kind === 'global') return { start, end: wordEnd(text, start) };
  if (kind !== 'bad') return { start, end };
  const word = wordEnd(text, start);
  if (word > start) return { start, end: word };
  const token = tokenAt(text, start, false);
  return { start, end: token.kind === 'string' ? token.end : start + characterAt(text, start).length };
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** Characters that no selector may hold outside of a string, whatever the parser looks for. */
function foreign(text: string, stop: Stop): Finding | undefined {
  const { start, kind } = stop.token;
  if (kind !== 'bad') return undefined;
  const expected = expectation(stop);
  const char = characterAt(text, start);
  if (char === '\n' || char === '\r') {
    const end = start + (text.startsWith('\r\n', start) ? 2 : 1);
    const outside = text.slice(0, start).trim() === '' || text.slice(end).trim() === '';
    const edit = { start, end, text: outside ? '' : ' ' };
    return finding(text, { start, end, found: 'a newline' }, expected, 'newline', edit);
  }
  const piece = { start, end: start + char.length };
  if (plainQuote(char) !== undefined) {
    return finding(text, piece, expected, 'smart-quote', straightened(text, start));
  }
  if (char > '\u007f') {
    // A blank that is not ASCII looks like one; a character without width looks like nothing.
    const blank = /\p{Zs}/u.test(char) ? ' ' : /[\u200b-\u200d\u2060\ufeff]/.test(char) ? '' : undefined;
    const found =
      blank === undefined ? undefined : `U+${text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0')}`;
    const edit = blank === undefined ? undefined : { ...piece, text: blank };
    return finding(text, { ...piece, ...(found !== undefined && { found }) }, expected, 'non-ascii', edit);
  }
  if ((char === '"' || char === "'") && !text.includes(char, start + 1)) return unterminated(text, start, char);
  return undefined;
}

function unterminated(text: string, start: number, quote: string): Finding {
  const edit = terminated(text, start);
  const expected = `a closing \`${quote}\``;
  if (edit !== undefined && plainQuote(text.charAt(edit.start)) !== undefined) {
    return finding(text, edit, expected, 'smart-quote', edit);
  }
  return finding(text, { start, end: start + 1, found: 'the end' }, expected, 'unterminated-string', edit);
}

function inState(text: string, stop: Stop): Finding | undefined {
  if (stop.token.call !== undefined) return argument(text, stop);
  switch (stop.state) {
    case 'operand':
      return quotedName(text, stop, 'quoted-key');
    case 'operator':
      return operator(text, stop);
    case 'string':
      return unquotedValue(text, stop);
    case 'set':
      return '(['.includes(text.charAt(stop.token.start)) && stop.token.kind !== 'end'
        ? brackets(text, stop)
        : undefined;
    case 'member':
      return member(text, stop);
    case 'more':
      return closing(text, stop);
    case 'connective':
      return connective(text, stop);
    case 'depth':
      return finding(text, stop.token, expectation(stop), 'too-deep');
  }
}

function argument(text: string, stop: Stop): Finding | undefined {
  return stop.token.call === 'has' ? quotedName(text, stop, 'quoted-argument') : undefined;
}

function quotedName(text: string, stop: Stop, cause: 'quoted-key' | 'quoted-argument'): Finding | undefined {
  const token = tokenAt(text, stop.token.start, false);
  if (token.kind !== 'string') return undefined;
  const edit = isLabel(token.value) ? { start: token.start, end: token.end, text: token.value } : undefined;
  return finding(text, token, 'an identifier', cause, edit);
}

function operator(text: string, stop: Stop): Finding | undefined {
  const { token, label, negated } = stop;
  if (label === undefined) return undefined;
  const char = text.charAt(token.start);
  const name = label.value.toLowerCase();
  if (token.kind === '(' && (name === 'has' || name === 'all' || name === 'global'))
    return call(text, stop, label, name);
  if (name === 'not' && (char === '(' || isLabel(char))) {
    return finding(text, label, '`!`', 'word-operator', { start: label.start, end: label.end, text: '!' });
  }
  if (token.kind === 'bad' && char === '=') return equals(text, stop);
  const word = wordEnd(text, token.start);
  if (word > token.start) return operatorWord(text, stop);
  if (!['end', 'and', 'or', ')', ','].includes(token.kind)) return undefined;
  if (label.value === 'all' || label.value === 'global') {
    const right = `${label.value}()`;
    return finding(text, label, `\`${right}\``, 'other', { start: label.start, end: label.end, text: right });
  }
  // Without a mark the rest of a comparison may be what is missing.
  const edit = negated ? { start: label.start, end: label.end, text: `has(${label.value})` } : undefined;
  return finding(text, label, '`has(…)` or a comparison', 'kubernetes-syntax', edit);
}

function call(text: string, { token }: Stop, label: Token, name: string): Finding {
  if (label.value !== name) {
    return finding(text, label, `\`${name}\``, 'case', { start: label.start, end: label.end, text: name });
  }
  const piece = { start: label.end, end: token.start };
  const expected = `\`(\` right behind \`${name}\``;
  return finding(text, { ...piece, found: 'a blank' }, expected, 'blank-before-parenthesis', { ...piece, text: '' });
}

function equals(text: string, { token }: Stop): Finding {
  const piece = { start: token.start, end: token.start + 1 };
  const next = skipBlanks(text, piece.end);
  // `key=value` without quotes is how kubectl writes it.
  const cause = wordEnd(text, next) > next ? 'kubernetes-syntax' : 'single-equals';
  return finding(text, piece, '`==`', cause, { ...piece, text: '==' });
}

/** A word where an operator must stand, such as `IN` or `startsWith`. */
function operatorWord(text: string, stop: Stop): Finding | undefined {
  const { start } = stop.token;
  const end = wordEnd(text, start);
  const second = skipBlanks(text, end);
  for (const stops of [end, wordEnd(text, second)]) {
    const word = text.slice(start, stops);
    const token = tokenAt(word.toLowerCase(), 0, true);
    if (token.kind === 'bad' || token.end !== word.length) continue;
    const piece = { start, end: stops };
    return finding(text, piece, `\`${word.toLowerCase()}\``, 'case', { ...piece, text: word.toLowerCase() });
  }
  return connectiveWord(text, start) === undefined
    ? undefined
    : finding(text, { start, end }, expectation(stop), 'word-operator');
}

function unquotedValue(text: string, stop: Stop): Finding | undefined {
  const { start, kind } = stop.token;
  const end = wordEnd(text, start);
  if (end === start || (kind !== 'label' && kind !== 'bad')) return undefined;
  const word = text.slice(start, end);
  return finding(text, { start, end }, expectation(stop), 'unquoted-value', { start, end, text: `'${word}'` });
}

function brackets(text: string, stop: Stop): Finding {
  const { start } = stop.token;
  return finding(text, { start, end: start + 1 }, expectation(stop), 'set-brackets', braced(text, start));
}

function member(text: string, stop: Stop): Finding | undefined {
  const { start } = stop.token;
  const end = wordEnd(text, start);
  if (end === start || stop.brace === undefined) return undefined;
  return finding(text, { start, end }, expectation(stop), 'unquoted-set-member', braced(text, stop.brace));
}

function closing(text: string, stop: Stop): Finding | undefined {
  const { start } = stop.token;
  const char = text.charAt(start);
  if (char !== ')' && char !== ']') return undefined;
  const piece = { start, end: start + 1 };
  return finding(text, piece, expectation(stop), 'set-brackets', { ...piece, text: '}' });
}

function connective(text: string, stop: Stop): Finding | undefined {
  const { start } = stop.token;
  const word = connectiveWord(text, start);
  if (word !== undefined) return between(text, stop, start + word.length, 'word-operator', word.symbol);
  // Kubernetes joins conditions with commas.
  return stop.token.kind === ',' ? between(text, stop, start + 1, 'kubernetes-syntax', '&&') : undefined;
}

function between(
  text: string,
  stop: Stop,
  end: number,
  cause: 'word-operator' | 'kubernetes-syntax',
  symbol: string,
): Finding {
  const { start } = stop.token;
  const blank = (char: string): boolean => char === ' ' || char === '\t';
  const before = blank(text.charAt(start - 1)) ? '' : ' ';
  const after = blank(text.charAt(end)) ? '' : ' ';
  return finding(text, { start, end }, expectation(stop), cause, { start, end, text: before + symbol + after });
}

/** `AND`, `or`, `&` and the like at this place, and what Calico writes for it. */
function connectiveWord(text: string, start: number): { length: number; symbol: string } | undefined {
  const char = text.charAt(start);
  if ((char === '&' || char === '|') && text.charAt(start + 1) !== char) return { length: 1, symbol: char + char };
  const word = text.slice(start, Math.min(wordEnd(text, start), start + 4)).toLowerCase();
  if (word === 'and') return { length: 3, symbol: '&&' };
  return word === 'or' ? { length: 2, symbol: '||' } : undefined;
}

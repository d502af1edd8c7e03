/** Tells which mistake made the parser stop, and how it is fixed. */
import { expectation, type Finding, finding } from './fault.ts';
import { characterAt, foreign } from './foreign.ts';
import { connectiveWord, operator } from './operator.ts';
import { braced } from './quotes.ts';
import type { Stop } from './read.ts';
import { isLabel, type Token, tokenAt, wordEnd } from './tokens.ts';

/** The fault at which the parser stopped. */
export function diagnose(text: string, stop: Stop): Finding {
  const { kind, start } = stop.token;
  const strange = kind === 'bad' ? foreign(text, start, expectation(stop)) : undefined;
  return strange ?? inState(text, stop) ?? other(text, stop);
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

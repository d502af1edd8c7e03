/** Faults where an operator must stand, or a connective. */
import { expectation, type Finding, finding } from './fault.ts';
import { foreign } from './foreign.ts';
import type { Stop } from './read.ts';
import { isLabel, skipBlanks, type Token, tokenAt, wordEnd } from './tokens.ts';

/** The fault behind a label where no operator follows. */
export function operator(text: string, stop: Stop): Finding | undefined {
  const { token, label, negated } = stop;
  if (label === undefined) return undefined;
  const char = text.charAt(token.start);
  const name = label.value.toLowerCase();
  const callable = name === 'has' || name === 'all' || name === 'global';
  if (callable && token.kind === '(') return call(text, stop, label, name);
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
  // A newline or the like may also part the two words of an operator.
  const halved = ['not', 'starts', 'ends'].includes(text.slice(start, end));
  const parted = halved ? foreign(text, second, expectation(stop)) : undefined;
  if (parted !== undefined) return parted;
  return connectiveWord(text, start) === undefined
    ? undefined
    : finding(text, { start, end }, expectation(stop), 'word-operator');
}

/** `AND`, `or`, `&` and the like at this place, and what Calico writes for it. */
export function connectiveWord(text: string, start: number): { length: number; symbol: string } | undefined {
  const char = text.charAt(start);
  if ((char === '&' || char === '|') && text.charAt(start + 1) !== char) return { length: 1, symbol: char + char };
  const word = text.slice(start, Math.min(wordEnd(text, start), start + 4)).toLowerCase();
  if (word === 'and') return { length: 3, symbol: '&&' };
  return word === 'or' ? { length: 2, symbol: '||' } : undefined;
}

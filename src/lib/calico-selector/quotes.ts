/** Strings that are not quite strings: in curly quotes, or not quoted at all. */
import { isLabel, skipBlanks, wordEnd } from './tokens.ts';

/** A replacement of a piece of a selector. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const double = '“”„‟«»″＂';
const single = '‘’‚‛‹›′＇';

/** The ASCII quote that a word processor turned into this character; undefined if it is no such character. */
export function plainQuote(char: string): '"' | "'" | undefined {
  if (char === '') return undefined;
  return double.includes(char) ? '"' : single.includes(char) ? "'" : undefined;
}

/** A string that begins with a smart quote at `start`, in ASCII quotes; undefined where its end is not certain. */
export function straightened(text: string, start: number): Edit | undefined {
  const quote = plainQuote(text.charAt(start));
  if (quote === undefined) return undefined;
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote || plainQuote(char) === quote) {
      return { start, end: at + 1, text: quote + text.slice(start + 1, at) + quote };
    }
    if (char === '"' || char === "'" || char === '\n') return undefined;
  }
  return undefined;
}

/** The end of an unterminated string at `start`, fixed; undefined where its end is not certain. */
export function terminated(text: string, start: number): Edit | undefined {
  const quote = text.charAt(start);
  const end = wordEnd(text, start + 1);
  if (end === start + 1) return undefined;
  const char = text.charAt(end);
  if (char === '"' || char === "'" || plainQuote(char) === quote) return { start: end, end: end + 1, text: quote };
  return skipBlanks(text, end) === text.length ? { start: end, end, text: quote } : undefined;
}

/**
 * The set whose opening bracket stands at `start`, of whatever kind, as Calico wants it: braces around quoted strings.
 * Undefined if it is no plain list of words and strings.
 */
export function braced(text: string, start: number): Edit | undefined {
  const members: string[] = [];
  let at = start;
  do {
    const member = readMember(text, skipBlanks(text, at + 1));
    if (member === undefined) return undefined;
    members.push(member.text);
    at = skipBlanks(text, member.end);
  } while (text[at] === ',');
  if (!')]}'.includes(text.charAt(at)) || at >= text.length) return undefined;
  return { start, end: at + 1, text: `{${members.join(', ')}}` };
}

function readMember(text: string, start: number): Edit | undefined {
  const quote = text.charAt(start);
  if (plainQuote(quote) !== undefined) return straightened(text, start);
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    return close < 0 ? undefined : { start, end: close + 1, text: text.slice(start, close + 1) };
  }
  const end = wordEnd(text, start);
  return isLabel(text.slice(start, end)) ? { start, end, text: `'${text.slice(start, end)}'` } : undefined;
}

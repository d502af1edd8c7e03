import type { Span } from '../model/document.ts';

/** Where a token stands. */
export function spanOf(token: { readonly offset: number; readonly source: string }): Span {
  return { start: token.offset, end: token.offset + token.source.length };
}

/** A span without the white space at its ends. */
export function trim(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return { start, end };
}

/** The first line with text in `[from, to)`: where a limit on the whole is shown. */
export function firstLine(text: string, from: number, to: number): Span {
  let start = from;
  while (start < to - 1 && /\s/.test(text.charAt(start))) start++;
  const newline = text.indexOf('\n', start);
  const end = Math.min(newline === -1 ? to : newline, to, start + 120);
  return { start, end: text[end - 1] === '\r' ? end - 1 : end };
}

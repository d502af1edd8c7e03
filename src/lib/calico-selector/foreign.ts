/** Faults of characters that belong nowhere in a selector. */
import { type Finding, finding } from './fault.ts';
import { plainQuote, straightened, terminated } from './quotes.ts';

/** The fault of a character that no selector may hold outside of a string, whatever the parser looks for. */
export function foreign(text: string, start: number, expected: string): Finding | undefined {
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

/** The character at this place, both halves of a surrogate pair; empty at the end. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

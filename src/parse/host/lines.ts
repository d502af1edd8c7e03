import type { Span } from '../../model/document.ts';

/** What stands behind the last white space; of a text without one, all of it. */
export function lastWord(text: string): string {
  return text.split(/\s/).at(-1) ?? '';
}

/** The lines of a text, without their ends. */
export function* linesOf(text: string): Generator<Span> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield { start, end };
    start = end + 1;
  }
}

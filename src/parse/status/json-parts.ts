/** JSON between other lines: behind a prompt, or a note of kubectl's. */
import type { Span } from '../../model/document.ts';

/** Nobody asks for more in one text. */
const mostParts = 40;

/** Where values begin with a bracket at the start of a line; each up to its last bracket, or to the end of the text. */
export function jsonParts(text: string): readonly Span[] {
  const parts: Span[] = [];
  const start = /^[ \t]*(?=[{[][ \t]*(?:\r?\n|["{[}\]]))/gm;
  for (let found = start.exec(text); found !== null && parts.length < mostParts; found = start.exec(text)) {
    const from = found.index + found[0].length;
    const end = endOf(text, from);
    parts.push({ start: from, end });
    start.lastIndex = end;
  }
  return parts;
}

/** Behind the bracket that closes the one at `from`. */
function endOf(text: string, from: number): number {
  const token = /"(?:[^"\\\n]|\\.)*"?|[{}[\]]/g;
  token.lastIndex = from;
  let depth = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '{' || found[0] === '[') depth++;
    else if (found[0] === '}' || found[0] === ']') depth--;
    if (depth === 0) return found.index + 1;
  }
  return text.length;
}

/** The text with blanks for all but one part: places stay as they are. */
export function onlyPart(text: string, { start, end }: Span): string {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  return blank(text.slice(0, start)) + text.slice(start, end) + blank(text.slice(end));
}

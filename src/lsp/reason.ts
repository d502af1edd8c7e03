/** The place in a suppression that a person completes: where its mark is, and as a snippet. */
import { markIn, type TextEdit } from '../editor/index.ts';
import { EditorLines, type Range } from '../editor/positions.ts';

/** The text as a snippet with the mark as its placeholder; undefined where it holds none. */
export function snippetOf(text: string): string | undefined {
  const mark = markIn(text);
  if (mark === undefined) return undefined;
  const [before, within, after] = [text.slice(0, mark.start), text.slice(mark.start, mark.end), text.slice(mark.end)];
  return `${escaped(before)}\${1:${escaped(within)}}${escaped(after)}`;
}

/** A snippet's own signs (LSP 3.17, Snippet Syntax). */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Where the mark of an edit is once it is applied, and nothing before it; undefined where it holds none. */
export function whereMark({ range: { start }, text }: TextEdit): Range | undefined {
  const mark = markIn(text);
  if (mark === undefined) return undefined;
  const { start: from, end: to } = new EditorLines(text).range(mark);
  const shifted = ({ line, character }: Range['start']) => ({
    line: start.line + line,
    character: line === 0 ? start.character + character : character,
  });
  return { start: shifted(from), end: shifted(to) };
}

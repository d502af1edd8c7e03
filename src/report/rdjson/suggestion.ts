import type { Range } from '../../model/document.ts';
import type { Fix } from '../../model/finding.ts';
import type { ShownText } from './places.ts';

/** One range of a file, and what to write there. */
export interface Suggestion {
  readonly range: Range;
  readonly text: string;
}

/** What hides a secret in a text that is shown. */
const star = '*';

/**
 * A fix as one suggestion for a file. A reader may take one of several suggestions and leave the others, and the edits of
 * a fix mean something only together: so they become one that covers them all, with the text between them. Undefined where
 * that cannot be said: the fix touches another file, or the text is not known, or may hold a secret as stars between the
 * edits or before them in a line, where it would shift what is counted in bytes.
 */
export function suggestionOf(fix: Fix, file: string, shown: ShownText | undefined): Suggestion | undefined {
  if (shown === undefined || fix.edits.some((edit) => edit.file !== file)) return undefined;
  const edits = fix.edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const first = edits[0];
  const last = edits.at(-1);
  if (first === undefined || last === undefined || last.range.endLine > shown.lines.count) return undefined;
  let text = '';
  let end = first.span.start;
  for (const edit of edits) {
    const between = shown.text.slice(end, edit.span.start);
    if (between.includes(star)) return undefined;
    text += between + edit.text;
    end = edit.span.end;
  }
  const { startLine, startColumn } = first.range;
  const { endLine, endColumn } = last.range;
  const hides = (line: number, column: number) =>
    shown.lines
      .at(line)
      .slice(0, column - 1)
      .includes(star);
  if (hides(startLine, startColumn) || hides(endLine, endColumn)) return undefined;
  return { range: { startLine, startColumn, endLine, endColumn }, text };
}

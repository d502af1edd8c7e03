/** Offsets into the state of an editor, of places that were told for a text that may be another one by now. */
import type { EditorState } from '@codemirror/state';
import type { Position } from '../../editor/index.ts';
import type { Range } from '../../model/document.ts';

/** The offset of a line and a character from 0, as far as the text has them. */
export function offsetOf({ doc }: EditorState, { line, character }: Position): number {
  const { from, to } = doc.line(Math.min(line + 1, doc.lines));
  return Math.min(to, from + character);
}

/** The offsets of a range, as far as the text has them. */
export function offsetsOf({ doc }: EditorState, range: Range): readonly [from: number, to: number] {
  const at = (line: number, column: number) => {
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
    return Math.min(to, from + Math.max(0, column - 1));
  };
  const from = at(range.startLine, range.startColumn);
  return [from, Math.max(from, at(range.endLine, range.endColumn))];
}

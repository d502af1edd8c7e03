/** Texts as an editor leaves them. */
import { type Action, EditorLines, type TextEdit } from '../../src/editor/index.ts';
import type { Files } from './known.ts';

/** The files with the edits of an action, which must not overlap. */
export function edited(files: Files, { edits }: Pick<Action, 'edits'>): Files {
  const names = new Set(edits.map(({ file }) => file));
  const made = [...names].map((file) => [
    file,
    withEdits(
      files[file] ?? '',
      edits.filter((one) => one.file === file),
    ),
  ]);
  return { ...files, ...(Object.fromEntries(made) as Files) };
}

function withEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = new EditorLines(text);
  const spans = edits.map(({ range, text: by }) => ({ ...lines.span(range), by })).sort((a, b) => b.start - a.start);
  let made = text;
  let from = Number.POSITIVE_INFINITY;
  for (const { start, end, by } of spans) {
    if (end > from) throw new Error('edits overlap');
    made = made.slice(0, start) + by + made.slice(end);
    from = start;
  }
  return made;
}

import type { JsonObject, Range } from '../../model/document.ts';
import type { ReportContext } from '../../model/report.ts';
import { linesOf, type TextLines } from '../text/lines.ts';
import { byteColumns } from '../text/utf8.ts';

/** The text of a file that may be shown, by lines, with a way to count the columns of those that were asked for. */
export interface ShownText {
  readonly text: string;
  readonly lines: TextLines;
  readonly columns: Map<number, (column: number) => number>;
}

/** The texts of a run, each read once; undefined where none may be shown. */
export function shownTexts({ frame }: Pick<ReportContext, 'frame'>): (file: string) => ShownText | undefined {
  const texts = new Map<string, ShownText | undefined>();
  return (file) => {
    if (!texts.has(file)) {
      const text = frame(file);
      texts.set(file, text === undefined ? undefined : { text, lines: linesOf(text), columns: new Map() });
    }
    return texts.get(file);
  };
}

/**
 * A range in rdjson: columns count bytes of UTF-8, for which the line's text is needed. Where no text may be shown the
 * range has lines only, and means the whole of them, the last included (reviewdog.proto, on Position and on Range).
 */
export function rangeIn(text: ShownText | undefined, range: Range): JsonObject {
  const { startLine, startColumn, endLine, endColumn } = range;
  if (text === undefined || endLine > text.lines.count) {
    const last = endColumn === 1 ? Math.max(startLine, endLine - 1) : endLine;
    return { start: { line: startLine }, end: { line: last } };
  }
  return {
    start: { line: startLine, column: columnOf(text, startLine, startColumn) },
    end: { line: endLine, column: columnOf(text, endLine, endColumn) },
  };
}

function columnOf({ lines, columns }: ShownText, line: number, column: number): number {
  const offsets = columns.get(line) ?? byteColumns(lines.at(line));
  columns.set(line, offsets);
  return offsets(column);
}

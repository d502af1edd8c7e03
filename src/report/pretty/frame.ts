import { displayWidth, wrap } from '../../lib/text.ts';
import type { Range } from '../../model/document.ts';
import type { Level } from '../../model/rule.ts';
import type { TextLines } from '../text/lines.ts';
import type { Paint } from './style.ts';
import { type Window, windowOf } from './window.ts';

/** A place in a frame. The finding's own carries its level and is underlined with `^`, a further one with `-`. */
export interface Mark {
  readonly range: Range;
  readonly label: string;
  readonly level: Level | null;
}

/** How wide a frame may be, in columns, and how it is painted. */
export interface Look {
  readonly width: number;
  readonly paint: Paint;
}

const linesBefore = 2;

const linesAfter = 1;

const gap = '...';

/**
 * The lines around the marks, numbered, with the marked text underlined. Lines between marks that lie far apart are left
 * out. The result is empty if no mark lies in the text.
 */
export function frame(lines: TextLines, marks: readonly Mark[], look: Look): readonly string[] {
  const inside = marks.filter((mark) => mark.range.startLine <= lines.count);
  const numbers = shownLines(lines, inside);
  const gutter = `${numbers.at(-1) ?? 0}`.length;
  const room = Math.max(20, look.width - gutter - 3);
  const row = (number: string, text: string): string =>
    `${look.paint('faint', `${number.padStart(gutter)} |`)}${text === '' ? '' : ` ${text}`}`;
  const result: string[] = [];
  for (const [index, number] of numbers.entries()) {
    const previous = numbers[index - 1];
    if (previous !== undefined && previous !== number - 1) result.push(look.paint('faint', gap));
    const here = inside.filter((mark) => mark.range.startLine === number);
    for (const [text, isSource] of lineWithMarks(lines.at(number), here, room, look.paint)) {
      result.push(row(isSource ? `${number}` : '', text));
    }
  }
  return result;
}

/** The numbers of the lines to show, ascending: some context for each mark, without blank lines at either end. */
function shownLines(lines: TextLines, marks: readonly Mark[]): readonly number[] {
  const shown = new Set<number>();
  for (const { range } of marks) {
    let first = Math.max(1, range.startLine - linesBefore);
    let last = Math.min(lines.count, range.startLine + linesAfter);
    while (first < range.startLine && isEdge(lines.at(first))) first++;
    while (last > range.startLine && isEdge(lines.at(last))) last--;
    for (let number = first; number <= last; number++) shown.add(number);
  }
  return [...shown].toSorted((a, b) => a - b);
}

/** What is no context: a blank line, or the border of a YAML document. */
function isEdge(line: string): boolean {
  return line.length < 200 && (line.trim() === '' || line === '---');
}

/** The rows of one line: its text, shown again for a mark outside of the window, and what stands under each mark. */
function* lineWithMarks(
  line: string,
  marks: readonly Mark[],
  room: number,
  paint: Paint,
): Generator<readonly [text: string, isSource: boolean]> {
  if (marks.length === 0) yield [windowOf(line, 0, 0, room).shown, true];
  let before: string | undefined;
  for (const mark of marks.toSorted((a, b) => a.range.startColumn - b.range.startColumn)) {
    const start = mark.range.startColumn - 1;
    const end = mark.range.endLine > mark.range.startLine ? line.length : mark.range.endColumn - 1;
    const view = windowOf(line, start, end, room);
    if (view.shown !== before) yield [view.shown, true];
    before = view.shown;
    for (const text of underline(view, mark, room, paint)) yield [text, false];
  }
}

/** The underline and its label: beside it where there is room, else below. */
function underline(view: Window, mark: Mark, room: number, paint: Paint): readonly string[] {
  const style = mark.level ?? 'strong';
  const signs = (mark.level === null ? '-' : '^').repeat(Math.max(1, view.width));
  const label = labelOf(mark);
  const line = ' '.repeat(view.column) + paint(style, signs);
  if (label === '') return [line];
  const beside = view.column + signs.length + 1;
  if (beside + displayWidth(label) <= room) return [`${line} ${paint(style, label)}`];
  const indent = Math.min(view.column, Math.floor(room / 2));
  return [line, ...wrap(label, room - indent).map((text) => ' '.repeat(indent) + paint(style, text))];
}

/** The label, and how far the mark reaches where that is more than the underlined line. */
function labelOf({ label, range }: Mark): string {
  const last = range.endColumn === 1 ? range.endLine - 1 : range.endLine;
  return [label, last > range.startLine ? `(to line ${last})` : ''].filter(Boolean).join(' ');
}

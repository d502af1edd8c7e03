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

/** How wide a frame and its column of line numbers may be, and how it is painted. */
export interface Look {
  readonly width: number;
  readonly gutter: number;
  readonly paint: Paint;
}

const linesBefore = 2;

const linesAfter = 1;

const gap = '...';

/** The columns that a label of more than two lines needs beside its mark, needs below it, and gets where it has to move. */
const [leastBeside, leastBelow, moved] = [56, 48, 60];

/** How many columns the line numbers of a frame take. */
export function gutterOf(lines: TextLines | undefined, marks: readonly Mark[]): number {
  return lines === undefined ? 0 : `${shownLines(lines, marks).at(-1) ?? 0}`.length;
}

/**
 * The lines around the marks, numbered, with the marked text underlined and labelled, under an empty row. Lines between marks
 * that lie far apart are left out. The result is empty if no mark lies in the text.
 */
export function frame(lines: TextLines, marks: readonly Mark[], look: Look): readonly string[] {
  const inside = marks.filter((mark) => mark.range.startLine <= lines.count);
  if (inside.length === 0) return [];
  const { gutter } = look;
  const numbers = shownLines(lines, inside);
  const room = Math.max(20, look.width - gutter - 3);
  const row = (number: string, text: string): string =>
    `${look.paint('faint', `${number.padStart(gutter)} |`)}${text === '' ? '' : ` ${text}`}`;
  const result = [row('', '')];
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

/**
 * The underline and its label: beside it where that leaves a column that is wide enough, else below, and moved to the left as
 * far as its own column needs.
 */
function underline(view: Window, mark: Mark, room: number, paint: Paint): readonly string[] {
  const signs = (mark.level === null ? '-' : '^').repeat(Math.max(1, view.width));
  const label = labelOf(mark);
  const line = ' '.repeat(view.column) + paint(mark.level ?? 'strong', signs);
  const said = (text: string) => (mark.level === null ? text : paint('strong', text));
  if (label === '') return [line];
  const beside = view.column + signs.length + 1;
  const hanging = room - beside;
  if (hanging >= Math.min(leastBeside, displayWidth(label)) || hanging >= shortest(label)) {
    const [first = '', ...rest] = wrap(label, hanging);
    return [`${line} ${said(first)}`, ...rest.map((text) => ' '.repeat(beside) + said(text))];
  }
  const left = ' '.repeat(room - view.column >= leastBelow ? view.column : Math.max(0, room - moved));
  return [line, ...wrap(label, room - left.length).map((text) => left + said(text))];
}

/** The column in which a label surely takes no more than two lines; half of it would do, but for words that break. */
function shortest(label: string): number {
  return Math.max(36, Math.ceil(displayWidth(label) * 0.6));
}

/** The label, and how far the mark reaches where that is more than the underlined line. */
function labelOf({ label, range }: Mark): string {
  const last = range.endColumn === 1 ? range.endLine - 1 : range.endLine;
  return [label, last > range.startLine ? `(to line ${last})` : ''].filter(Boolean).join(' ');
}

/** A line of an example, with its number, and what is said of it below. */

import type { Line } from '../../lib/alignment.ts';
import type { Said } from '../../lib/example.ts';
import { append } from '../../lib/lists.ts';
import { displayWidth, wrap } from '../../lib/text.ts';
import type { Style } from '../../report/pretty/style.ts';
import { windowOf } from '../../report/pretty/window.ts';
import type { Look } from './model.ts';

export const indent = '  ';

/** Into a pipe lines are whole: those of an example are no longer. */
const anyWidth = 10_000;
/** A label is not squeezed into less. */
const narrowestLabel = 24;

export type Sign = '' | '-' | '+';

export interface Printed {
  readonly line: Line;
  readonly sign: Sign;
  readonly findings: readonly Said[];
  readonly digits: number;
  /** What it was, or becomes: of a line that is cut, what differs is shown. */
  readonly other?: Line | undefined;
}

/** A line with its number, and below it carets and messages, wrapped under each other. */
export function lineWithFindings({ line, sign, findings, digits, other }: Printed, { width, paint }: Look): string[] {
  const room = width === undefined ? anyWidth : roomOf(width, digits);
  const here = findings.filter(({ range }) => range?.startLine === line.number);
  const gutter = (mark: string, number: string) => `${mark.padEnd(1)} ${number.padStart(digits)} |`;
  const style: Style | undefined = sign === '-' ? 'error' : sign === '+' ? 'added' : undefined;
  const put = (text: string) =>
    style === undefined
      ? `${paint('faint', gutter(sign, `${line.number}`))}${spaced(text)}`
      : paint(style, gutter(sign, `${line.number}`) + spaced(text));
  if (here.length === 0) {
    const from = other === undefined ? 0 : samePrefix(line.text, other.text);
    return [put(view(line.text, from, from, room).shown)];
  }
  const result: string[] = [];
  let before: string | undefined;
  for (const { range, level, message } of here) {
    const start = (range?.startColumn ?? 1) - 1;
    const end = range !== null && range.endLine === range.startLine ? range.endColumn - 1 : line.text.length;
    const seen = view(line.text, start, end, room);
    if (seen.shown !== before) result.push(put(seen.shown));
    before = seen.shown;
    const carets = ' '.repeat(seen.column) + paint(level, '^'.repeat(Math.max(1, seen.width)));
    const label = labelled(
      `${level}: ${message}`,
      seen.column,
      seen.width,
      width === undefined ? roomOf(80, digits) : room,
    );
    const [first = '', ...rest] = label.lines;
    const rows = label.isBeside
      ? [`${carets} ${paint(level, first)}`]
      : [carets, ' '.repeat(label.indent) + paint(level, first)];
    append(
      rows,
      rest.map((text) => ' '.repeat(label.indent) + paint(level, text)),
    );
    append(
      result,
      rows.map((text) => `${paint('faint', gutter('', ''))} ${text}`),
    );
  }
  return result;
}

/** A message beside its carets where there is room, else below them. */
function labelled(text: string, column: number, width: number, room: number) {
  const beside = column + Math.max(1, width) + 1;
  const isBeside = room - beside >= narrowestLabel || displayWidth(text) <= room - beside;
  const from = isBeside ? beside : Math.min(column, Math.max(0, room - 2 * narrowestLabel));
  return { isBeside, indent: from, lines: wrap(text, Math.max(narrowestLabel, room - from)) };
}

/** What is said of a file as a whole. */
export function placeless(findings: readonly Said[], { width }: Look): readonly string[] {
  return findings
    .filter(({ range }) => range === null)
    .flatMap(({ level, message }) => wrap(`${level}: ${message}`, (width ?? 80) - indent.length));
}

function view(text: string, start: number, end: number, room: number) {
  return windowOf(text, Math.min(start, Math.max(0, text.length - 1)), Math.min(end, text.length), room);
}

/** The columns for the text itself: without the indent, the sign, the number and the bar. */
export function roomOf(width: number, digits: number): number {
  return Math.max(20, width - indent.length - digits - 5);
}

function spaced(text: string): string {
  return text === '' ? '' : ` ${text}`;
}

function samePrefix(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

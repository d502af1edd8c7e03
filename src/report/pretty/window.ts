import { type Cell, cells, isHighSurrogate } from '../../lib/text.ts';

/** A line, or the part of it around a mark, as it is shown; and where the mark lies in it, in columns from 0. */
export interface Window {
  readonly shown: string;
  readonly column: number;
  readonly width: number;
}

const more = '...';

/**
 * The part of a line that holds `start` to `end` (UTF-16 units from 0) in at most `room` columns. `...` stands for what
 * was cut off at either side; a mark that is wider than the window is shown from its start. Reads only the
 * neighborhood of the mark, because the line may be a whole plan.
 */
export function windowOf(line: string, start: number, end: number, room: number): Window {
  const from = boundary(line, Math.max(0, start - room));
  const to = boundary(line, Math.min(line.length, start + 2 * room));
  const near = cells(line.slice(from, to)).map((cell) => ({ ...cell, start: cell.start + from, end: cell.end + from }));
  const whole = from === 0 && to === line.length && widthOf(near) <= room;
  const first = whole ? 0 : firstCell(near, start, end, room, from === 0);
  const left = from > 0 || first > 0 ? more : '';
  const visible = fitting(near.slice(first), room - left.length, to < line.length);
  const column = left.length + widthOf(visible.cells.filter((cell) => cell.end <= start));
  const width = widthOf(visible.cells.filter((cell) => cell.end > start && cell.start < end));
  return { shown: left + visible.cells.map((cell) => cell.shown).join('') + (visible.cut ? more : ''), column, width };
}

/** The cell with which the window starts: the line's first if the mark fits in then, else one a little before the mark. */
function firstCell(near: readonly Cell[], start: number, end: number, room: number, fromStart: boolean): number {
  const upToMark = near.filter((cell) => cell.start < Math.max(end, start + 1));
  if (fromStart && widthOf(upToMark) + more.length <= room) return 0;
  const marked = near.filter((cell) => cell.end > start && cell.start < end);
  const before = Math.floor((room - Math.min(widthOf(marked), room) - 2 * more.length) / 2);
  let first = near.filter((cell) => cell.end <= start).length;
  for (let used = near[first - 1]?.width ?? 0; first > 0 && used <= before; used += near[first - 1]?.width ?? 0)
    first--;
  return first;
}

/** The first cells that fit into `room` columns, with room for `...` where something is left out. */
function fitting(rest: readonly Cell[], room: number, goesOn: boolean): { cells: readonly Cell[]; cut: boolean } {
  if (!goesOn && widthOf(rest) <= room) return { cells: rest, cut: false };
  let used = 0;
  const last = rest.findIndex((cell) => {
    used += cell.width;
    return used > room - more.length;
  });
  return { cells: last === -1 ? rest : rest.slice(0, last), cut: true };
}

function widthOf(some: readonly Cell[]): number {
  return some.reduce((sum, cell) => sum + cell.width, 0);
}

/** An index that does not split a surrogate pair. */
function boundary(line: string, index: number): number {
  return index > 0 && isHighSurrogate(line, index - 1) ? index - 1 : index;
}

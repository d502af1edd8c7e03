/**
 * Where boxes and lines are drawn, in pixels: columns from left to right, meshes, speakers, what connects many with many, speakers
 * that others lead to, routers. Speakers stand in the order of their names, each cluster in a band of its own; what they lead
 * to stands beside them, so that lines cross little. The work is that of sorting.
 */
import { largest } from '../../lib/lists.ts';
import { getOrMake } from '../../lib/maps.ts';
import { displayWidth } from '../../lib/text.ts';
import type { Box, Drawing, Line } from '../drawing.ts';

export interface PlacedBox {
  readonly box: Box;
  readonly x: number;
  y: number;
  readonly width: number;
  readonly height: number;
}

export type Point = readonly [x: number, y: number];

export interface PlacedLine {
  readonly line: Line;
  /** Start, two points that draw the curve, and end: a cubic one of Bézier's. */
  readonly points: readonly [Point, Point, Point, Point];
}

/** The frame around the boxes of a cluster. */
export interface Frame {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
  readonly frames: readonly Frame[];
}

/** Pixels: a character of the page's text at most, a line of it, and the room around. */
const character = 7.6;
const lineHeight = 18;
const padding = 12;
const gap = 18;
const betweenColumns = 250;
const nearColumns = 90;
const frameHead = 34;
const frameRoom = 18;
const betweenFrames = 28;
const margin = 24;

/** How far the corners of a router stand out. */
export function cornerOf({ kind }: Box): number {
  return kind === 'router' || kind === 'address' ? 10 : 0;
}

/** How far a line that comes back to its box goes out. */
const loop = 44;

/** The column of routers; the others are of clusters. */
const last = 4;

export function layoutOf({ boxes, lines, clusters }: Drawing): Layout {
  const near = neighbors(lines);
  const columns = columnsOf(boxes, lines);
  const xs = leftOf(columns);
  const found = new Map<string, PlacedBox>();
  const frames: Frame[] = [];
  const inClusters = columns.slice(0, last);
  const left = smallestX(xs, inClusters);
  const right = rightOf(xs, inClusters);
  let top = margin;
  for (const [cluster, title] of clusters.entries()) {
    const own = inClusters.map((column) => column.filter((box) => box.cluster === cluster));
    if (own.every(({ length }) => length === 0)) continue;
    const inside = largest(own.map(heightOf));
    for (const [i, column] of own.entries()) {
      let y = top + frameHead + (inside - heightOf(column)) / 2;
      for (const box of i === 1 ? column : byNeighbors(column, near, found)) {
        const placed = { box, x: xs[i] ?? 0, y, ...sizeOf(box) };
        found.set(box.id, placed);
        y += placed.height + gap;
      }
    }
    const height = frameHead + inside + frameRoom;
    frames.push({ title, x: left - frameRoom, y: top, width: right - left + 2 * frameRoom, height });
    top += height + betweenFrames;
  }
  placeRouters(columns[last] ?? [], xs[last] ?? 0, near, found);
  const placed = [...found.values()];
  return {
    width: largest(placed.map(({ x, width }) => x + width)) + margin + frameRoom,
    height: Math.max(top - betweenFrames, largest(placed.map(({ y, height }) => y + height))) + margin,
    boxes: placed,
    lines: linesBetween(lines, found),
    frames,
  };
}

function neighbors(lines: readonly Line[]): Map<string, string[]> {
  const near = new Map<string, string[]>();
  for (const { from, to } of lines) {
    getOrMake(near, from, () => []).push(to);
    getOrMake(near, to, () => []).push(from);
  }
  return near;
}

function columnsOf(boxes: readonly Box[], lines: readonly Line[]): readonly (readonly Box[])[] {
  const isLed = new Set<string>();
  for (const { from, to, sessions } of lines)
    if (from !== to && sessions.some(({ kind }) => kind === 'internal')) isLed.add(to);
  const columns: Box[][] = [[], [], [], [], []];
  for (const box of boxes) columns[columnOf(box, isLed)]?.push(box);
  return columns;
}

function columnOf({ id, kind, sessions }: Box, isLed: ReadonlySet<string>): number {
  if (kind === 'router' || kind === 'address') return last;
  if (kind === 'hub') return sessions[0]?.kind === 'mesh' ? 0 : 2;
  return isLed.has(id) ? 3 : 1;
}

/** The left edges of columns; one without boxes takes no room. */
function leftOf(columns: readonly (readonly Box[])[]): readonly number[] {
  let x = margin + frameRoom;
  return columns.map((column, i) => {
    const left = x;
    if (column.length > 0) x += widthOf(column) + (i === 0 ? nearColumns : betweenColumns);
    return left;
  });
}

function smallestX(xs: readonly number[], columns: readonly (readonly Box[])[]): number {
  return xs[columns.findIndex(({ length }) => length > 0)] ?? margin;
}

function rightOf(xs: readonly number[], columns: readonly (readonly Box[])[]): number {
  return largest(columns.map((column, i) => (column.length === 0 ? 0 : (xs[i] ?? 0) + widthOf(column))));
}

function widthOf(column: readonly Box[]): number {
  return largest(column.map((box) => sizeOf(box).width));
}

function heightOf(column: readonly Box[]): number {
  return column.reduce((sum, box) => sum + sizeOf(box).height + gap, 0);
}

function sizeOf({ lines }: Box): { readonly width: number; readonly height: number } {
  const width = largest(lines.map(displayWidth)) * character + 2 * padding;
  return { width: Math.max(96, Math.round(width)), height: lines.length * lineHeight + padding };
}

/** Where the neighbors of a box are that have their place, on the average; undefined where none has. */
function heightAmong(box: Box, near: ReadonlyMap<string, readonly string[]>, found: ReadonlyMap<string, PlacedBox>) {
  const heights = (near.get(box.id) ?? []).flatMap((id) => {
    const placed = found.get(id);
    return placed === undefined ? [] : [placed.y + placed.height / 2];
  });
  return heights.length === 0 ? undefined : heights.reduce((sum, y) => sum + y, 0) / heights.length;
}

function byNeighbors(
  column: readonly Box[],
  near: ReadonlyMap<string, readonly string[]>,
  found: ReadonlyMap<string, PlacedBox>,
): readonly Box[] {
  const keyed = column.map((box) => ({ box, y: heightAmong(box, near, found) ?? 0 }));
  return keyed.sort((a, b) => a.y - b.y).map(({ box }) => box);
}

/** Each as near to its neighbors as those above it let it. */
function placeRouters(
  column: readonly Box[],
  x: number,
  near: ReadonlyMap<string, readonly string[]>,
  found: Map<string, PlacedBox>,
): void {
  const placed: PlacedBox[] = [];
  let least = margin;
  let off = 0;
  for (const box of byNeighbors(column, near, found)) {
    const size = sizeOf(box);
    const wanted = (heightAmong(box, near, found) ?? least) - size.height / 2;
    const y = Math.max(least, wanted);
    off += y - wanted;
    placed.push({ box, x, y, ...size });
    least = y + size.height + gap;
  }
  // What was pushed down all in all is taken back, as far as there is room.
  const up = Math.min((placed[0]?.y ?? margin) - margin, placed.length === 0 ? 0 : off / placed.length);
  for (const one of placed) {
    one.y -= up;
    found.set(one.box.id, one);
  }
}

/** Lines leave a side of their box in the order of where they go. */
function linesBetween(lines: readonly Line[], found: ReadonlyMap<string, PlacedBox>): readonly PlacedLine[] {
  const ends = lines.flatMap((line) => {
    const [a, b] = [found.get(line.from), found.get(line.to)];
    return a === undefined || b === undefined ? [] : [{ line, a, b, isBack: a.x > b.x }];
  });
  const sides = new Map<string, { readonly other: number; set(y: number): void }[]>();
  const starts = new Map<Line, number>();
  const stops = new Map<Line, number>();
  for (const { line, a, b, isBack } of ends) {
    if (a === b) continue;
    const put = (box: PlacedBox, other: PlacedBox, side: boolean, into: Map<Line, number>) =>
      getOrMake(sides, `${box.box.id} ${side}`, () => []).push({
        other: other.y + other.height / 2,
        set: (y) => into.set(line, y),
      });
    put(a, b, !isBack, starts);
    put(b, a, isBack, stops);
  }
  for (const [key, side] of sides) {
    const box = found.get(key.slice(0, key.indexOf(' ')));
    if (box === undefined) continue;
    side.sort((one, two) => one.other - two.other);
    const step = Math.min(12, (box.height - 10) / side.length);
    for (const [i, { set }] of side.entries()) set(box.y + box.height / 2 + (i - (side.length - 1) / 2) * step);
  }
  return ends.map(({ line, a, b, isBack }) => {
    if (a === b) return { line, points: around(a) };
    const start: Point = [isBack ? a.x - cornerOf(a.box) : a.x + a.width + cornerOf(a.box), starts.get(line) ?? a.y];
    const stop: Point = [isBack ? b.x + b.width + cornerOf(b.box) : b.x - cornerOf(b.box), stops.get(line) ?? b.y];
    // Boxes of one column are joined by a curve beside it.
    const bend = a.x === b.x ? [a.x + a.width + loop, a.x + a.width + loop] : middle(start, stop);
    return { line, points: [start, [bend[0] ?? 0, start[1]], [bend[1] ?? 0, stop[1]], stop] };
  });
}

function middle([from]: Point, [to]: Point): readonly number[] {
  return [from + (to - from) / 2, from + (to - from) / 2];
}

function around({ x, y, width, height }: PlacedBox): PlacedLine['points'] {
  const right = x + width;
  return [
    [right, y + height * 0.3],
    [right + loop, y - height * 0.4],
    [right + loop, y + height * 1.4],
    [right, y + height * 0.7],
  ];
}

/** The drawing as SVG. Everything in it that is of strangers is text or an attribute, escaped. */
import { largest } from '../../lib/lists.ts';
import { displayWidth, neutralise } from '../../lib/text.ts';
import type { Box, Line } from '../drawing.ts';
import { escaped } from './escaped.ts';
import { cornerOf, type Layout, type PlacedBox, type PlacedLine, type Point } from './layout.ts';

/** With more lines than these, labels would only hide each other: then those of faulty ones stand alone. The list has them all. */
const mostLabelled = 20;

/** So many of these find room. */
const mostFaulty = 80;

/** Where along its curve a label may stand. */
const along = [0.5, 0.36, 0.64, 0.25, 0.75];

/** Pixels of a label: a line of it, and its characters. */
const labelHeight = 15;
const labelCharacter = 6.4;

export function svgOf({ width, height, boxes, lines, frames }: Layout, name: string): string {
  const size = `viewBox="0 0 ${round(width)} ${round(height)}" data-width="${round(width)}" data-height="${round(height)}"`;
  const free = new Occupied(boxes);
  const faulty = lines.filter(({ line }) => line.state === 'faulty');
  const others = lines.filter(({ line }) => line.state !== 'faulty');
  return [
    `<svg id="map" ${size} role="group" aria-label="${escaped(name)}" tabindex="0" preserveAspectRatio="xMidYMid meet">`,
    '<g id="view">',
    ...frames.map(
      ({ title, x, y, width: wide, height: high }) =>
        `<g class="frame"><rect x="${round(x)}" y="${round(y)}" width="${round(wide)}" height="${round(high)}" rx="10"/>` +
        `<text x="${round(x + 14)}" y="${round(y + 22)}">${shown(title)}</text></g>`,
    ),
    ...lines.map(drawnLine),
    ...boxes.map(drawnBox),
    ...(lines.length > mostLabelled ? faulty.slice(0, mostFaulty) : [...faulty, ...others]).flatMap((line) =>
      labelled(line, free),
    ),
    '</g>',
    '</svg>',
  ].join('\n');
}

function drawnLine({ line, points: [a, b, c, d] }: PlacedLine): string {
  const path = `M${point(a)} C${point(b)} ${point(c)} ${point(d)}`;
  const title = `<title>${shown(`${line.labels.join(': ') || 'mesh'} (${line.state})`)}</title>`;
  // The wide one, which nobody sees, is what a finger meets.
  return `<g class="line ${line.state}" ${joins(line)}>${title}<path class="wide" d="${path}"/><path d="${path}"/></g>`;
}

function joins({ from, to, sessions }: Line): string {
  return `data-ends="${from} ${to}" data-sessions="${sessions.map(({ id }) => id).join(' ')}"`;
}

function drawnBox({ box, x, y, width, height }: PlacedBox): string {
  const [title = '', ...more] = box.lines;
  const middle = round(x + width / 2);
  const texts = box.lines.map((line, i) => {
    const baseline = round(y + (height - box.lines.length * 18) / 2 + 18 * i + 13.5);
    return `<text x="${middle}" y="${baseline}"${i === 0 ? ' class="name"' : ''}>${shown(line)}</text>`;
  });
  const state = box.state ?? (box.findings.length > 0 ? 'faulty' : '');
  const name = `${title}${more.length === 0 ? '' : `, ${more.join(', ')}`}`;
  return (
    `<g class="box ${box.kind} ${state}" data-box="${box.id}" role="button" tabindex="0" aria-label="${shown(name)}">` +
    `${outline(box, x, y, width, height)}${texts.join('')}</g>`
  );
}

function outline(box: Box, x: number, y: number, width: number, height: number): string {
  const { kind, nodes } = box;
  const at = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  if (kind === 'router' || kind === 'address') {
    const corner = cornerOf(box);
    const [left, right, middle, slope] = [x - corner, x + width + corner, y + height / 2, 4];
    const corners = [
      [left, middle],
      [x + slope, y],
      [x + width - slope, y],
      [right, middle],
      [x + width - slope, y + height],
      [x + slope, y + height],
    ];
    return `<polygon points="${corners.map(([a = 0, b = 0]) => point([a, b])).join(' ')}"/>`;
  }
  const round_ = kind === 'selector' || kind === 'hub' ? ` rx="${round(height / 2)}"` : ' rx="5"';
  if (nodes.length < 2) return `<rect ${at}${round_}/>`;
  // Many nodes look like many.
  const behind = [8, 4].map(
    (off) =>
      `<rect class="behind" x="${round(x + off)}" y="${round(y + off)}" width="${round(width)}" height="${round(height)}"${round_}/>`,
  );
  return `${behind.join('')}<rect ${at}${round_}/>`;
}

/** Where labels stand, so that no two stand on each other: rows of a grid. */
class Occupied {
  readonly #rows = new Map<number, [left: number, right: number][]>();

  constructor(boxes: readonly PlacedBox[]) {
    for (const { x, y, width, height } of boxes) this.#take(x, x + width, y, y + height);
  }

  /** Takes the room, if it is free. */
  take(x: number, y: number, width: number, height: number): boolean {
    const [left, right] = [x - width / 2, x + width / 2];
    for (const row of rowsOf(y - height / 2, y + height / 2))
      if ((this.#rows.get(row) ?? []).some(([from, to]) => from < right && left < to)) return false;
    this.#take(left, right, y - height / 2, y + height / 2);
    return true;
  }

  #take(left: number, right: number, top: number, bottom: number): void {
    for (const row of rowsOf(top, bottom)) {
      const known = this.#rows.get(row);
      if (known === undefined) this.#rows.set(row, [[left, right]]);
      else known.push([left, right]);
    }
  }
}

function rowsOf(top: number, bottom: number): readonly number[] {
  const first = Math.floor(top / 8);
  return Array.from({ length: Math.floor(bottom / 8) - first + 1 }, (_, i) => first + i);
}

/** A label that finds no room is left out. */
function labelled({ line, points }: PlacedLine, free: Occupied): string[] {
  const { labels, state } = line;
  if (labels.length === 0) return [];
  const width = largest(labels.map(displayWidth)) * labelCharacter;
  const height = labels.length * labelHeight;
  for (const t of along) {
    const [x, y] = onCurve(points, t);
    if (!free.take(x, y, width, height)) continue;
    const top = y - height / 2 + labelHeight * 0.75;
    const texts = labels.map(
      (label, i) => `<text x="${round(x)}" y="${round(top + i * labelHeight)}">${shown(label)}</text>`,
    );
    const behind = `<rect x="${round(x - width / 2 - 4)}" y="${round(y - height / 2)}" width="${round(width + 8)}" height="${height}" rx="4"/>`;
    return [`<g class="label ${state}" ${joins(line)}>${behind}${texts.join('')}</g>`];
  }
  return [];
}

function onCurve([a, b, c, d]: PlacedLine['points'], t: number): Point {
  const s = 1 - t;
  const at = (i: 0 | 1) => s ** 3 * a[i] + 3 * s ** 2 * t * b[i] + 3 * s * t ** 2 * c[i] + t ** 3 * d[i];
  return [at(0), at(1)];
}

function shown(text: string): string {
  return escaped(neutralise(text));
}

function point([x, y]: Point): string {
  return `${round(x)},${round(y)}`;
}

/** A tenth of a pixel is more than anyone sees. */
function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** An example before and after, beside each other. */

import type { Line, Row } from '../../lib/alignment.ts';
import { around, type Comparison, gap, mostLines, near, type Said } from '../../lib/example.ts';
import { append } from '../../lib/lists.ts';
import { displayWidth } from '../../lib/text.ts';
import type { Paint, Style } from '../../report/pretty/style.ts';
import { indent, lineWithFindings, placeless, roomOf, type Sign } from './line.ts';
import type { Look } from './model.ts';

/** Columns of each side, below which nothing is shown beside the other. */
const narrowestSide = 56;
const between = '   ';

/** Both beside each other: rows that correspond stand on one line. */
export function besides(files: readonly Comparison[], side: number, paint: Paint): string {
  const look = { width: side, paint };
  const pair = (left: string, right: string, style?: Style): string => {
    const text = right === '' ? left : `${left}${' '.repeat(Math.max(0, side - printed(left)))}${between}${right}`;
    return style === undefined ? text : paint(style, text);
  };
  const out = [pair('Flagged', 'Fixed', 'strong')];
  for (const [index, { file, rows, findings, digits, isNew, isRemoved }] of files.entries()) {
    if (index > 0) out.push('');
    out.push(pair(isNew ? '' : indent + file, isRemoved ? `${indent}${file} is removed` : indent + file));
    append(
      out,
      placeless(findings, look).map((line) => indent + line),
    );
    const matters = (row: Row) => row.changed || findings.some(({ range }) => range?.startLine === row.old?.number);
    for (const row of rows.length <= mostLines ? rows : near(rows, matters, 2 * around)) {
      if (row === undefined) out.push(pair(indent + gap, indent + gap));
      else {
        const side = (line: Line | undefined, other: Line | undefined, sign: Sign, said: readonly Said[]) =>
          line === undefined
            ? []
            : lineWithFindings({ line, other: row.changed ? other : undefined, sign, findings: said, digits }, look);
        const left = side(row.old, row.fresh, row.changed ? '-' : '', findings);
        const right = side(row.fresh, row.old, row.changed ? '+' : '', []);
        for (let i = 0; i < Math.max(left.length, right.length); i++) {
          const [one, other] = [left[i], right[i]];
          out.push(pair(one === undefined ? '' : indent + one, other === undefined ? '' : indent + other));
        }
      }
    }
  }
  return out.join('\n');
}

/** How wide each side is, where every line fits into it; undefined where nothing stands beside anything. */
export function sideWidth(files: readonly Comparison[], { width }: Look): number | undefined {
  if (width === undefined) return undefined;
  const side = Math.floor((width - between.length) / 2);
  const fits = ({ rows, digits }: Comparison) =>
    rows.every(({ old, fresh }) =>
      [old, fresh].every((line) => displayWidth(line?.text ?? '') <= roomOf(side, digits)),
    );
  return side >= narrowestSide && files.every(fits) ? side : undefined;
}

/** The columns of a line that may be painted. */
function printed(text: string): number {
  return displayWidth(text.replace(/\x1b\[[\d;]*m/g, ''));
}

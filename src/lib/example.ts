/** A rule's example: what it is made of, and its lines before and after. */

import type { Range } from '../model/document.ts';
import type { Level } from '../model/rule.ts';
import { aligned, type Row } from './alignment.ts';
import { append } from './lists.ts';

/** A file of an example. */
export interface Shown {
  readonly file: string;
  readonly text: string;
}

/** What bgplint says of an example. */
export interface Said {
  readonly file: string;
  /** Null for what has no text, such as a file that cannot be read. */
  readonly range: Range | null;
  readonly level: Level;
  readonly message: string;
}

/** An example as dist/pages.json holds it. */
export interface Example {
  readonly flagged: readonly Shown[];
  readonly findings: readonly Said[];
  /** The files that are others once it is fixed, whole. */
  readonly fixed: readonly Shown[];
  /** Files that are no more. */
  readonly removed: readonly string[];
}

/** A file before and after. */
export interface Comparison {
  readonly file: string;
  readonly rows: readonly Row[];
  readonly findings: readonly Said[];
  readonly isNew: boolean;
  readonly isRemoved: boolean;
  /** Columns that the line numbers take. */
  readonly digits: number;
}

export function comparisons({ flagged, findings, fixed, removed }: Example): readonly Comparison[] {
  const after = new Map(fixed.map(({ file, text }) => [file, text]));
  const compare = (file: string, before: string | undefined): Comparison => {
    const isRemoved = removed.includes(file);
    const rows = aligned(before ?? '', isRemoved ? '' : (after.get(file) ?? before ?? ''));
    return {
      file,
      rows,
      findings: findings.filter((finding) => finding.file === file),
      isNew: before === undefined,
      isRemoved,
      digits: `${rows.length}`.length,
    };
  };
  const known = new Set(flagged.map(({ file }) => file));
  return [
    ...flagged.map(({ file, text }) => compare(file, text)),
    ...fixed.filter(({ file }) => !known.has(file)).map(({ file }) => compare(file, undefined)),
  ];
}

/** Lines that are shown around what matters, where a file has many. */
export const around = 3;
/** A flagged file with more lines is shown in parts. */
export const mostLines = 40;
/** Stands for lines that are left out. */
export const gap = '...';
/** `...` in the place of fewer lines would save nothing. */
const fewest = 3;

/** The items that matter, with some around each; undefined stands for those between that are left out. */
export function near<T>(
  items: readonly T[],
  matters: (item: T) => boolean,
  distance: number,
): readonly (T | undefined)[] {
  const shown = new Set<number>();
  for (const [index, item] of items.entries()) {
    if (!matters(item)) continue;
    for (let at = Math.max(0, index - distance); at <= Math.min(items.length - 1, index + distance); at++)
      shown.add(at);
  }
  const result: (T | undefined)[] = [];
  let last = -1;
  const skip = (to: number) => {
    if (to - last - 1 < fewest) append(result, items.slice(last + 1, to));
    else result.push(undefined);
  };
  for (const index of [...shown].sort((a, b) => a - b)) {
    skip(index);
    result.push(items[index]);
    last = index;
  }
  skip(items.length);
  return result;
}

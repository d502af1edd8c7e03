/** A diff as `git apply` and `patch` read it. */
import { type Change as Difference, diff } from '@codemirror/merge';
import { getOrMake } from '../../lib/maps.ts';

/** Lines of context around a change. */
const context = 3;

/** What `before` has to become `after`: hunks with their headers, under the file's name. Empty for equal texts. */
export function unifiedDiff(name: string, before: string, after: string): string {
  const [a, b] = [linesOf(before), linesOf(after)];
  const hunks = hunksOf(changesOf(a, b), a.length);
  if (hunks.length === 0) return '';
  return [`--- a/${name}`, `+++ b/${name}`, ...hunks.flatMap((hunk) => written(hunk, a, b))].join('\n').concat('\n');
}

/** Lines that differ, by number from 0; the ends are exclusive. */
type Change = Pick<Difference, 'fromA' | 'toA' | 'fromB' | 'toB'>;

/** Each line is a character, so that what compares characters compares lines with their ends. */
function changesOf(a: readonly string[], b: readonly string[]): readonly Change[] {
  const characters = new Map<string, string>();
  const asText = (lines: readonly string[]) =>
    lines.map((line) => getOrMake(characters, line, () => String.fromCharCode(characters.size + 1))).join('');
  const [textA, textB] = [asText(a), asText(b)];
  // More different lines than there are characters before the surrogates.
  if (characters.size >= 0xd7ff) return [{ fromA: 0, toA: a.length, fromB: 0, toB: b.length }];
  return diff(textA, textB, { scanLimit: 5000 });
}

/** Lines with their ends; the last may have none. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

interface Hunk extends Change {
  readonly changes: readonly Change[];
}

/** Changes whose contexts meet are one hunk. */
function hunksOf(changes: readonly Change[], linesA: number): readonly Hunk[] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    const end = last?.at(-1)?.toA;
    if (last !== undefined && end !== undefined && change.fromA - end <= 2 * context) last.push(change);
    else hunks.push([change]);
  }
  return hunks.map((own) => {
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) throw new Error('a hunk has a change');
    const before = Math.min(context, first.fromA);
    const behind = Math.min(context, linesA - last.toA);
    return {
      fromA: first.fromA - before,
      toA: last.toA + behind,
      fromB: first.fromB - before,
      toB: last.toB + behind,
      changes: own,
    };
  });
}

function written({ fromA, toA, fromB, toB, changes }: Hunk, a: readonly string[], b: readonly string[]): string[] {
  const lines = [`@@ -${span(fromA, toA)} +${span(fromB, toB)} @@`];
  const put = (sign: string, texts: readonly string[]) => {
    for (const text of texts) {
      const hasEnd = text.endsWith('\n');
      lines.push(sign + (hasEnd ? text.slice(0, -1) : text));
      if (!hasEnd) lines.push('\\ No newline at end of file');
    }
  };
  let at = fromA;
  for (const change of changes) {
    put(' ', a.slice(at, change.fromA));
    put('-', a.slice(change.fromA, change.toA));
    put('+', b.slice(change.fromB, change.toB));
    at = change.toA;
  }
  put(' ', a.slice(at, toA));
  return lines;
}

function span(from: number, to: number): string {
  return `${to === from ? from : from + 1},${to - from}`;
}

import { append } from '../../lib/lists.ts';
import { firstWhere } from '../../lib/search.ts';
import { neutralise } from '../../lib/text.ts';
import { withoutCommand } from '../text/phrases.ts';
import { type Paint, painter } from './style.ts';

/** A file as it is and as it would be. */
export interface FileEdits {
  /** As the reports name it. */
  readonly file: string;
  /** The text; what may not be shown is masked, on the same grid. */
  readonly before: string;
  /** What is replaced, in any order; no two overlap. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Lines that one edit, or several that share a line, replace. */
interface Block {
  /** Lines of the old text, from 0; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Lines that stand around a change. */
const around = 3;

/** The changes as a unified diff, which `git apply` and `patch -p1` take where nothing in it had to be masked. */
export function unifiedDiff(changes: readonly FileEdits[], color: boolean): string {
  const paint = painter(color);
  return changes.map((change) => ofFile(change, paint)).join('');
}

function ofFile({ file, before, edits }: FileEdits, paint: Paint): string {
  const old = linesOf(before);
  const blocks = blocksOf(before, old, edits);
  const name = neutralise(file);
  const head = [paint('strong', `--- a/${name}`), paint('strong', `+++ b/${name}`)].map((line) => `${line}\n`);
  let shift = 0;
  const hunks = grouped(blocks).map((group) => {
    const text = hunk(group, old, shift, paint);
    for (const block of group) shift += block.lines.length - (block.end - block.start);
    return text;
  });
  return blocks.length === 0 ? '' : [...head, ...hunks].join('');
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What changes, by lines; lines that an edit leaves as they are do not count. */
function blocksOf(before: string, old: readonly string[], edits: FileEdits['edits']): readonly Block[] {
  const starts: number[] = [];
  let offset = 0;
  for (const line of old) {
    starts.push(offset);
    offset += line.length;
  }
  const blocks: Block[] = [];
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  for (let i = 0; i < sorted.length; ) {
    const first = lineAt(starts, sorted[i]?.start ?? 0);
    let last = first;
    let text = '';
    let from = starts[first] ?? before.length;
    for (let edit = sorted[i]; edit !== undefined && lineAt(starts, edit.start) <= last; edit = sorted[++i]) {
      text += before.slice(from, edit.start) + edit.text;
      from = edit.end;
      last = Math.max(last, lineAt(starts, edit.end === edit.start ? edit.end : edit.end - 1));
    }
    const end = Math.min(last + 1, old.length);
    text += before.slice(from, starts[end] ?? before.length);
    const block = trimmed({ start: first, end, lines: linesOf(text) }, old);
    if (block.end > block.start || block.lines.length > 0) blocks.push(block);
  }
  return blocks;
}

/** The line of an offset, from 0; the end of the text is on its last line. */
function lineAt(starts: readonly number[], offset: number): number {
  return Math.max(0, firstWhere(starts, (start) => start > offset) - 1);
}

/** A block without the lines at its start and end that stay. */
function trimmed({ start, end, lines }: Block, old: readonly string[]): Block {
  let [head, tail] = [0, 0];
  const most = Math.min(end - start, lines.length);
  while (head < most && old[start + head] === lines[head]) head++;
  while (tail < most - head && old[end - 1 - tail] === lines[lines.length - 1 - tail]) tail++;
  return { start: start + head, end: end - tail, lines: lines.slice(head, lines.length - tail) };
}

/** Blocks whose surroundings meet are one hunk. */
function grouped(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && block.start - last.end <= 2 * around) groups.at(-1)?.push(block);
    else groups.push([block]);
  }
  return groups;
}

function hunk(group: readonly Block[], old: readonly string[], shift: number, paint: Paint): string {
  const start = Math.max(0, (group[0]?.start ?? 0) - around);
  const end = Math.min(old.length, (group.at(-1)?.end ?? 0) + around);
  const grown = group.reduce((sum, block) => sum + block.lines.length - (block.end - block.start), 0);
  const body: string[] = [];
  let at = start;
  for (const block of group) {
    append(
      body,
      old.slice(at, block.start).map((line) => shown(' ', line, paint)),
    );
    append(
      body,
      old.slice(block.start, block.end).map((line) => shown('-', line, paint)),
    );
    append(
      body,
      block.lines.map((line) => shown('+', line, paint)),
    );
    at = block.end;
  }
  append(
    body,
    old.slice(at, end).map((line) => shown(' ', line, paint)),
  );
  const range = `@@ -${place(start, end - start)} +${place(start + shift, end - start + grown)} @@`;
  return [`${paint('note', range)}\n`, ...body].join('');
}

/** `line,count`: the line is counted from 1, and is the one before where there are none. */
function place(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}

function shown(mark: ' ' | '-' | '+', line: string, paint: Paint): string {
  const [, text = '', end = ''] = /^(.*?)(\r?\n?)$/s.exec(line) ?? [];
  // A tab is harmless, and a diff without it would not apply.
  const harmless = text.split('\t').map(neutralise).join('\t');
  const written = withoutCommand(mark + harmless);
  const painted = mark === ' ' ? written : paint(mark === '-' ? 'error' : 'added', written);
  return painted + (end.endsWith('\n') ? end : `${end}\n\\ No newline at end of file\n`);
}

/** Reads what `git diff --raw --patch --unified=0` prints. */
import type { FileChange, Hunk, Removed } from './changes.ts';
import { unquoted } from './names.ts';

/** What a diff says of files, and whether it removed anything. */
export interface Diff {
  readonly files: Map<string, FileChange>;
  readonly removed: boolean;
}

const minus = 45;
const backslash = 92;

/**
 * Files by their new names. The lines of raw entries say what became of each, and those of the patch where: its texts are
 * passed over by the counts of their pieces, so that nothing in them is taken for a line of the diff.
 */
export function readDiff(bytes: Uint8Array): Diff {
  const files = new Map<string, FileChange>();
  let removed = false;
  let hunks: Hunk[] | undefined;
  let at = 0;
  while (at < bytes.length) {
    const { text, next } = lineAt(bytes, at);
    at = next;
    if (text.startsWith(':')) {
      const entry = rawEntry(text);
      if (entry.gone) removed = true;
      if (entry.file !== undefined) files.set(entry.file, entry.whole ? 'all' : []);
    } else if (text.startsWith('diff --git ')) {
      hunks = undefined;
    } else if (text.startsWith('+++ ')) {
      const file = nameIn(text.slice('+++ '.length));
      const pieces = file === undefined ? undefined : files.get(file);
      hunks = pieces === undefined || pieces === 'all' ? undefined : [];
      if (file !== undefined && hunks !== undefined) files.set(file, hunks);
      const body = readPieces(bytes, at, hunks);
      at = body.next;
      if (body.removed) removed = true;
      // git counts no characters in texts of two bytes each: a line feed may be half of one.
      if (body.binary && file !== undefined) files.set(file, 'all');
    }
  }
  return { files, removed };
}

/** The pieces of one file, from the line after its names. */
function readPieces(
  bytes: Uint8Array,
  start: number,
  hunks: Hunk[] | undefined,
): { readonly next: number; readonly removed: boolean; readonly binary: boolean } {
  let at = start;
  let removed = false;
  let binary = false;
  while (at < bytes.length) {
    const { text, next } = lineAt(bytes, at);
    const counts = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (counts === null) break;
    const [, old = '1', line = '0', added = '1'] = counts;
    const count = Number(added);
    const from = count === 0 ? Number(line) + 1 : Number(line);
    const body = readBody(bytes, next, Number(old), count);
    if (Number(old) > 0) removed = true;
    if (bytes.subarray(next, body.next).includes(0)) binary = true;
    const { gone } = body;
    hunks?.push({ start: from, end: from + count, ...(gone === undefined ? {} : { removed: gone }) });
    at = body.next;
  }
  return { next: at, removed, binary };
}

/** The lines of one piece: so many removed ones, and so many new ones. */
function readBody(
  bytes: Uint8Array,
  start: number,
  old: number,
  added: number,
): { readonly next: number; readonly gone: Removed | undefined } {
  let at = start;
  const indents: (number | undefined)[] = [];
  for (let left = old + added; left > 0 && at < bytes.length; ) {
    const byte = bytes[at];
    const next = afterLine(bytes, at);
    // `\ No newline at end of file` is no line of either text.
    if (byte !== backslash) left--;
    if (byte === minus) indents.push(indentOf(bytes, at + 1, next));
    at = next;
  }
  while (bytes[at] === backslash) at = afterLine(bytes, at);
  return { next: at, gone: indents.length === 0 ? undefined : removedOf(indents) };
}

function removedOf(indents: readonly (number | undefined)[]): Removed {
  const telling = [...indents.keys()].filter((i) => indents[i] !== undefined);
  const [first = -1, last = first] = [telling[0], telling.at(-1)];
  const ends = { head: indents[first] ?? -1, tail: indents[last] ?? -1 };
  const [from, to] = [indents.indexOf(-1), indents.lastIndexOf(-1)];
  if (from === -1) return ends;
  const before = telling.filter((i) => i < from).at(-1) ?? -1;
  const after = telling.find((i) => i > to) ?? indents.length;
  return { ...ends, parted: { before: before + 1, after: indents.length - after } };
}

/** Leading spaces of a line; -1 for a marker of documents, undefined for a blank line or a comment. */
function indentOf(bytes: Uint8Array, start: number, end: number): number | undefined {
  let at = start;
  while (at < end && bytes[at] === 32) at++;
  const first = at < end ? (bytes[at] ?? 10) : 10;
  if (first === 10 || first === 13 || first === 35) return undefined;
  const dashesOrDots = at === start && (first === minus || first === 46);
  const marker = dashesOrDots && bytes[at + 1] === first && bytes[at + 2] === first && (bytes[at + 3] ?? 10) <= 32;
  return marker ? -1 : at - start;
}

/** `:100644 100644 0c02ccc 0000000 M\tname`, or two names where it was renamed. */
function rawEntry(text: string): { readonly file?: string; readonly whole: boolean; readonly gone: boolean } {
  const [facts = '', ...names] = text.split('\t');
  const [, , , , status = ''] = facts.split(' ');
  const name = names.at(-1);
  if (name === undefined) return { whole: false, gone: false };
  const file = unquoted(name);
  // A submodule has another commit, with more or with less in it.
  const submodule = facts.startsWith(':160000') || facts.slice(8).startsWith('160000');
  if (status === 'D') return { whole: false, gone: true };
  return { file, whole: !/^[MR]/.test(status) || submodule, gone: /^[RT]/.test(status) || submodule };
}

/** The name in `+++ b/name`; a tab ends one with a space in it. Undefined for a file that is gone. */
function nameIn(written: string): string | undefined {
  const whole = unquoted(written.replace(/\t$/, ''));
  return whole === '/dev/null' ? undefined : whole.slice('b/'.length);
}

/** One line, a character for each byte, and where the next one starts. */
function lineAt(bytes: Uint8Array, start: number): { readonly text: string; readonly next: number } {
  const next = afterLine(bytes, start);
  const end = bytes[next - 1] === 10 ? next - 1 : next;
  let text = '';
  // A header is short: what is longer is none, and only its beginning is looked at.
  for (const byte of bytes.subarray(start, Math.min(end, start + longestLine))) text += String.fromCharCode(byte);
  return { text, next };
}

/** Two names of 4,096 bytes, the longest path of Linux, each byte spelled by four characters. */
const longestLine = 40_000;

function afterLine(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(10, start);
  return end === -1 ? bytes.length : end + 1;
}

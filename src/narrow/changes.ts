/** What changed in a repository, and whether lines of a file are among it. */
import { below } from '../lib/paths.ts';
import { firstWhere } from '../lib/search.ts';
import type { Lines } from '../model/finding.ts';

/**
 * A piece of a diff without context, in the lines of the new text: `start` up to, without it, `end`. Where both are one,
 * lines were only removed, between `start - 1` and `start`.
 */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  /** What was removed; undefined where nothing was. */
  readonly removed?: Removed;
}

/** Removed lines. Blank ones and comments at the ends of what is told here are passed over. */
export interface Removed {
  /** How far the first one is indented, in spaces, and the last one; -1 for a marker that parts YAML's documents. */
  readonly head: number;
  readonly tail: number;
  /** How many lines stood before the first such marker, and after the last one; undefined without one. */
  readonly parted?: { readonly before: number; readonly after: number };
}

/** What became of a file that changed: all of it may be new, or these pieces, which do not meet, in their order. */
export type FileChange = 'all' | readonly Hunk[];

/** What changed against one commit. Paths are relative to `root`. */
export interface Changes {
  /** The folder of the working tree: absolute, links followed, with forward slashes. */
  readonly root: string;
  readonly files: ReadonlyMap<string, FileChange>;
  /** Files whose history git keeps. */
  readonly tracked: ReadonlySet<string>;
  /** Folders that are repositories of their own, of which git keeps the commit alone. */
  readonly submodules: ReadonlySet<string>;
  /** Lines, or whole files, were removed somewhere. */
  readonly removed: boolean;
}

/** Where a file is: absolute, as it was named and with all links followed; the latter is left out for standard input. */
export interface Where {
  readonly named: string;
  readonly real?: string;
}

/** What became of a file; undefined where nothing did. What git keeps no history of counts as new. */
export function changeOf(
  { root, files, tracked, submodules }: Changes,
  { named, real }: Where,
): FileChange | undefined {
  const path = real === undefined ? undefined : below(root, real);
  // The link to another file is what changed.
  const link = named === real ? undefined : below(root, named);
  if (link !== undefined && files.has(link)) return 'all';
  if (path === undefined) return 'all';
  if (tracked.has(path)) return files.get(path);
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at);
    if (submodules.has(folder)) return files.has(folder) ? 'all' : undefined;
  }
  return 'all';
}

/** True if a change of a file touches these lines of it; null stands for a file without a text to point at. */
export function touches(change: FileChange | undefined, lines: Lines | null): boolean {
  if (change === undefined || change === 'all' || lines === null) return change !== undefined;
  for (let i = firstFrom(change, lines.first); i < change.length; i++) {
    const hunk = change[i];
    if (hunk === undefined || hunk.start > lines.last + 1) return false;
    if (isIn(hunk, lines)) return true;
  }
  return false;
}

function isIn(hunk: Hunk, lines: Lines): boolean {
  const { start, end, removed } = hunk;
  const { first, last, indent } = lines;
  if (start < end && start <= last && end > first) return true;
  if (start === end && start > first && start <= last) return !isOther(hunk, lines);
  if (indent === undefined || removed === undefined) return false;
  // The first line of a list's item holds the dash: without it, it was another's.
  return (start === last + 1 && removed.head >= indent) || (end === first && indent === 0 && removed.tail >= 0);
}

/**
 * True if what was removed inside of an object is a document before it, or one after it. Where both begin alike, git may
 * show that the first one went from after these lines up to, with them, those of the second: `name: a … --- kind: B` of
 * `kind: B, name: a … --- kind: B, name: b`. It then shows as many lines behind the marker as the object has before the
 * gap, and so for two that end alike.
 */
function isOther({ start, removed }: Hunk, { first, last, indent }: Lines): boolean {
  if (indent !== 0 || removed?.parted === undefined) return false;
  const { before, after } = removed.parted;
  return after === start - first || before === last + 1 - start;
}

/** The index of the first piece that ends at this line or later. */
function firstFrom(hunks: readonly Hunk[], line: number): number {
  return firstWhere(hunks, (hunk) => hunk.end >= line);
}

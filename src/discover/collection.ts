/** What a walk found so far: files to read, and what it left alone. */
import { relative } from '../lib/paths.ts';
import { type FileKind, fileKind, leftByName } from './kinds.ts';
import type { Candidate, Left } from './types.ts';

export const byGitignore = 'ignored by .gitignore';

/** Paths are absolute; `real` is one with all links followed. */
export class Collection {
  readonly candidates: Candidate[] = [];
  readonly #cwd: string;
  readonly #left: Left[] = [];
  /** Folders that were walked and files that were considered, with all links followed. */
  readonly #seen = new Set<string>();
  /** Where a file is among the candidates, by its path with all links followed. */
  readonly #at = new Map<string, number>();
  /** What was left at first and is read after all, as it is shown. */
  readonly #read = new Set<string>();

  /** `cwd` is the folder that paths are shown from. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  hasSeen(real: string): boolean {
    return this.#seen.has(real);
  }

  /** Notes a folder that is walked. */
  see(real: string): void {
    this.#seen.add(real);
  }

  /** The candidates with all links followed. */
  reals(): readonly string[] {
    return [...this.#at.keys()];
  }

  /** Takes a file, unless it was taken under another name. */
  add(path: string, real: string, kind: FileKind, how: Pick<Candidate, 'lenient'> & { explicit?: boolean } = {}): void {
    if (this.#at.has(real)) return;
    this.#seen.add(real);
    this.#at.set(real, this.candidates.length);
    const file = this.show(path);
    this.#read.add(file);
    const lenient = kind === 'template' && how.explicit === true ? { lenient: true as const } : {};
    this.candidates.push({ file, path, kind, explicit: false, ...lenient, ...how });
  }

  /** Takes a file that somebody named: it is read whatever its name is. */
  addNamed(path: string, real: string): void {
    this.add(path, real, meant(path), { explicit: true });
  }

  /** Takes a file if its name says that it may be meant. */
  consider(path: string, real: string): void {
    if (fileKind(path) !== 'other') this.add(path, real, fileKind(path));
    else if (!this.#seen.has(real)) {
      this.#seen.add(real);
      this.leave(path, leftByName);
    }
  }

  /** Takes a file that a link leads to: the name of the link says what its reader takes the file for. */
  addLinked(path: string, real: string, kind: FileKind): void {
    const candidate = this.#candidate(real);
    if (candidate === undefined) this.add(path, real, kind);
    else if (mayBeOther(candidate.kind) && kind !== candidate.kind) this.#set(real, { ...candidate, kind });
  }

  /** Takes a file that is read whatever its name is, though nobody says that it holds something. */
  addLenient(path: string, real: string): void {
    const candidate = this.#candidate(real);
    if (candidate === undefined) this.add(path, real, meant(path), { lenient: true });
    else if (mayBeOther(candidate.kind)) this.#set(real, { ...candidate, kind: meant(path), lenient: true });
  }

  /** Leaves a file or folder alone. */
  leave(path: string, reason: string, how: Partial<Pick<Left, 'notable' | 'lost' | 'passedOver'>> = {}): void {
    this.#left.push({ file: this.show(path), reason, notable: false, lost: false, ...how });
  }

  /** What was not read, without what was read after all. `doubt` is said of what .gitignore names, if it is not ''. */
  left(doubt: string): readonly Left[] {
    return this.#left
      .filter(({ file }) => !this.#read.has(file))
      .map((one) => (doubt !== '' && one.reason === byGitignore && one.notable ? { ...one, reason: doubt } : one));
  }

  show(path: string): string {
    return relative(this.#cwd, path);
  }

  #candidate(real: string): Candidate | undefined {
    const at = this.#at.get(real);
    return at === undefined ? undefined : this.candidates[at];
  }

  #set(real: string, candidate: Candidate): void {
    const at = this.#at.get(real);
    if (at !== undefined) this.candidates[at] = candidate;
  }
}

/** The kind of a file that is read whatever its name is. */
function meant(path: string): FileKind {
  const kind = fileKind(path);
  return kind === 'loose' ? 'other' : kind;
}

/** True for files that are read as something else under another name. */
function mayBeOther(kind: FileKind): boolean {
  return kind === 'template' || kind === 'loose';
}

/** Bytes that each check reads again: kept from one to the next, within a bound. */
import { type Bytes, type FileSystem, TooLarge } from '../../lib/host.ts';
import { isWithin } from '../../lib/paths.ts';

/** Bytes that are kept, of one file and of all of them; in memory they take as much. */
const mostOfFile = 4 << 20;
const mostOfAll = 64 << 20;

interface Kept {
  readonly bytes: Bytes;
  /** The path with all links followed. */
  readonly real: string;
}

export class KeptReads {
  readonly #files: FileSystem;
  /** What was read since the last whole check, and what only the one before it has read. */
  #young = new Map<string, Kept>();
  #old = new Map<string, Kept>();
  #size = 0;

  constructor(files: FileSystem) {
    this.#files = files;
  }

  /** The same files. */
  get files(): FileSystem {
    return { ...this.#files, read: (path, most) => this.#read(path, most) };
  }

  /** Forgets what the last whole check had no use for. */
  turn(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }

  /** Forgets a file, or all in a folder; everything without a path. */
  forget(path?: string): void {
    for (const kept of [this.#young, this.#old])
      for (const [at, { real }] of kept)
        if (path === undefined || isWithin(path, at) || isWithin(path, real)) kept.delete(at);
  }

  #read(path: string, most: number): Bytes {
    const known = this.#young.get(path) ?? this.#old.get(path);
    if (known !== undefined && known.bytes.binary.length > most) throw new TooLarge(known.bytes.binary.length);
    const bytes = known?.bytes ?? this.#files.read(path, most);
    const { length } = bytes.binary;
    if (!this.#young.has(path) && length <= mostOfFile && this.#size + length <= mostOfAll) {
      this.#young.set(path, known ?? { bytes, real: this.#files.real(path) ?? path });
      this.#size += length;
    }
    return bytes;
  }
}

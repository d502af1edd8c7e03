/** Texts that somebody has open, before those of the disk. */
import { binaryOf } from '../../lib/binary.ts';
import { type Bytes, type Encoding, type Entry, type FileSystem, type Stat, TooLarge } from '../../lib/host.ts';
import { getOrMake } from '../../lib/maps.ts';
import { folderOf, nameOf } from '../../lib/paths.ts';
import { realOf } from './names.ts';

/** A text as a file would hold it. */
export interface OpenText {
  /** Its length in UTF-8. */
  readonly length: number;
  readonly bytes: Bytes;
}

/** A text as a file of UTF-8 would hold it; half a surrogate pair, which no file can hold, is U+FFFD. */
export function openText(text: string): OpenText {
  const whole = text.replace(/\p{Surrogate}/gu, '\ufffd');
  const binary = /^[\0-\x7f]*$/.test(whole) ? whole : binaryOf(new TextEncoder().encode(whole));
  const bytes = {
    binary,
    decode: (encoding: Encoding) =>
      encoding === 'utf-8'
        ? whole.replace(/^\ufeff/, '')
        : new TextDecoder(encoding, { fatal: true }).decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0))),
  };
  return { length: binary.length, bytes };
}

/**
 * A file system in which these texts, by absolute path, are what their files hold, also those of files that do not exist.
 * A link to a file is the same file.
 */
export function withOpenTexts(files: FileSystem, texts: ReadonlyMap<string, OpenText>): FileSystem {
  if (texts.size === 0) return files;
  const real = (path: string): string | undefined => {
    const found = files.real(path);
    if (found !== undefined) return found;
    return texts.has(path) || isAbove(path) ? realOf(files, path) : undefined;
  };
  const paths = [...texts.keys()];
  const above = entriesBelow(paths);
  const isAbove = (folder: string) => above.has(folder);
  const byReal = new Map([...texts].map(([path, text]) => [real(path) ?? path, text]));
  const names = new Set([...byReal.keys()].map(nameOf));
  const entries = entriesBelow([...paths, ...byReal.keys()]);
  const find = (path: string): OpenText | undefined =>
    texts.get(path) ?? (names.has(nameOf(path)) ? byReal.get(files.real(path) ?? path) : undefined);

  function list(folder: string): readonly Entry[] {
    const added = new Map(entries.get(folder));
    if (added.size === 0) return files.list(folder);
    const there = files.stat(folder).kind === 'missing' ? [] : files.list(folder);
    for (const { name } of there) added.delete(name);
    if (added.size === 0) return there;
    return [...there, ...added.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  function stat(path: string): Stat {
    const text = find(path);
    if (text !== undefined) return { kind: 'file', bytes: text.length };
    const found = files.stat(path);
    return found.kind === 'missing' && isAbove(path) ? { kind: 'folder' } : found;
  }

  function read(path: string, most: number): Bytes {
    const text = find(path);
    if (text === undefined) return files.read(path, most);
    if (text.length > most) throw new TooLarge(text.length);
    return text.bytes;
  }

  return { list, stat, real, read };
}

/** What these files put into folders, by folder: one look for each folder, however many files there are. */
function entriesBelow(paths: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const found = new Map<string, Map<string, Entry>>();
  for (const path of paths) {
    let entry: Entry = { name: nameOf(path), kind: 'file' };
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
      const own = getOrMake(found, folder, () => new Map<string, Entry>());
      const isKnown = own.get(entry.name)?.kind === 'folder';
      if (!isKnown) own.set(entry.name, entry);
      // Whatever is above was put there with the first file of this folder.
      if (isKnown) break;
      entry = { name: nameOf(folder), kind: 'folder' };
    }
  }
  return found;
}

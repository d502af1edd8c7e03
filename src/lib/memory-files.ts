/** Files that are in memory: what somebody pasted into a browser, and what a test makes up. */
import { binaryOf } from './binary.ts';
import { type Bytes, type Entry, type FileSystem, HostError, TooLarge } from './host.ts';
import { folderOf, nameOf } from './paths.ts';

/** A file's content: a text, or bytes of whatever encoding. */
export type Content = string | Uint8Array;

/** What stands at a path is asked for at each reading. */
export interface Contents {
  /** Absolute paths of all files, each once. */
  readonly paths: readonly string[];
  /** Undefined where nothing is. Throws a HostError. */
  read(path: string): Content | undefined;
}

/** A file system of these files; the folders above them are there. There are no links. */
export function memoryFiles({ paths, read }: Contents): FileSystem {
  const files = new Set(paths);
  const folders = foldersOf(paths);
  return {
    list: (folder) =>
      [...(folders.get(folder) ?? [])]
        .sort()
        .map((path): Entry => ({ name: nameOf(path), kind: folders.has(path) ? 'folder' : 'file' })),
    stat: (path) => (folders.has(path) ? { kind: 'folder' } : { kind: files.has(path) ? 'file' : 'missing', bytes: 0 }),
    real: (path) => path,
    read(path, most) {
      const content = read(path);
      if (content === undefined) throw new HostError('there is no such file or folder');
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      if (bytes.length > most) throw new TooLarge(bytes.length);
      return bytesIn(bytes, typeof content === 'string' ? content : undefined);
    },
  };
}

/** The paths in each folder, however many folders are above a file. */
function foldersOf(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    let inside = path;
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
      const known = folders.get(folder);
      if (known === undefined) folders.set(folder, new Set([inside]));
      else known.add(inside);
      if (known !== undefined) break;
      inside = folder;
    }
  }
  return folders;
}

/** `text` where these are its bytes in UTF-8. */
function bytesIn(bytes: Uint8Array, text: string | undefined): Bytes {
  // A text of ASCII has a byte for each of its characters.
  const binary = text?.length === bytes.length ? text : binaryOf(bytes);
  return {
    binary,
    decode: (encoding) =>
      binary === text && encoding === 'utf-8' ? text : new TextDecoder(encoding, { fatal: true }).decode(bytes),
  };
}

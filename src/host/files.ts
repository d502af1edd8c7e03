/** Files and folders through Node. */
import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { type Entry, type FileSystem, HostError, type Stat, TooLarge } from '../lib/host.ts';

/** What people call the errors of the system. */
const words: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  ELOOP: 'its links lead in a circle',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
};

/** The clause for an error of the system. */
export function clause(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return words[code] ?? (code === '' ? String(error) : code);
}

function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof HostError) throw error;
    throw new HostError(clause(error));
  }
}

export const nodeFiles: FileSystem = {
  list: (folder) =>
    attempt(() =>
      readdirSync(folder, { withFileTypes: true })
        .map(
          (entry): Entry => ({
            name: entry.name,
            kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other',
          }),
        )
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  stat: (path) =>
    attempt((): Stat => {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found === undefined) return { kind: 'missing' };
      return found.isFile() ? { kind: 'file', bytes: found.size } : { kind: found.isDirectory() ? 'folder' : 'other' };
    }),
  real: (path) => {
    try {
      return realpathSync(path).replaceAll('\\', '/');
    } catch {
      return undefined;
    }
  },
  read: (path, most) => attempt(() => readWhole(path, most)),
  includes: (bytes, needle) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(needle, 0, 'latin1'),
};

/** Opens without waiting, so that a pipe that took a file's place does not stop the run, and looks before it reads. */
function readWhole(path: string, most: number): Uint8Array {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const before = fstatSync(file);
    if (!before.isFile()) throw new HostError('it is not a regular file');
    if (before.size > most) throw new TooLarge(before.size);
    const bytes = Buffer.allocUnsafe(before.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(file, bytes, length, bytes.length - length, length);
      if (count === 0) break;
      length += count;
    }
    if (length !== before.size || fstatSync(file).size !== before.size)
      throw new HostError('it changed while it was read');
    return bytes;
  } finally {
    closeSync(file);
  }
}

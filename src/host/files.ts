/**
 * Files and folders through Node.
 *
 * A file is read into one buffer, with one byte more than it should have: that tells that it grew without asking again.
 * ASCII, as most is, is not decoded.
 */
import { Buffer, isAscii } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { type Bytes, type Entry, type FileSystem, HostError, type Stat, TooLarge } from '../lib/host.ts';

/** What people call the errors of the system. */
const words: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  ELOOP: 'its symbolic links form a loop',
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

/** Node 22 finds nothing where a part of the path is a file; Node 20 throws there. */
function entryAt(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOTDIR') return undefined;
    throw error;
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
      const found = entryAt(path);
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
};

/** Bytes of which the buffer may be written over afterwards: text in ASCII, as most is, is copied once. */
export function bytesOf(bytes: Uint8Array): Bytes {
  const binary = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const plain = isAscii(bytes);
  return {
    binary,
    decode: (encoding) =>
      plain && encoding === 'utf-8'
        ? binary
        : new TextDecoder(encoding, { fatal: true }).decode(Buffer.from(binary, 'latin1')),
  };
}

/** Files are read into this one after the other. It grows with them up to a bound; larger files get one of their own. */
let scratch = Buffer.allocUnsafe(256 * 1024);
const mostScratch = 4 * 1024 * 1024;

function bufferFor(size: number): Buffer {
  if (size <= scratch.length) return scratch;
  const buffer = Buffer.allocUnsafeSlow(size);
  if (size <= mostScratch) scratch = buffer;
  return buffer;
}

/** Opens without waiting, so that a pipe that took a file's place does not stop the run, and looks before it reads. */
function readWhole(path: string, most: number): Bytes {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw new HostError('it is not a regular file');
    if (found.size > most) throw new TooLarge(found.size);
    // One byte more than there should be: it comes if the file has grown, and only at the end does a file give less than asked for.
    const buffer = bufferFor(found.size + 1);
    let length = 0;
    do {
      const count = readSync(file, buffer, length, found.size + 1 - length, length);
      if (count === 0) break;
      length += count;
    } while (length < found.size);
    if (length !== found.size) throw new HostError('it changed while it was read');
    return bytesOf(buffer.subarray(0, length));
  } finally {
    closeSync(file);
  }
}

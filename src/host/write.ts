/** Files that bgplint writes: whole or not at all. */

import { Buffer } from 'node:buffer';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { kindAt } from '../lib/files.ts';
import { HostError } from '../lib/host.ts';
import { clause, nodeFiles } from './files.ts';

/**
 * Writes beside the file and renames, so that nobody reads half of it. A link stays one, a file that was there keeps its
 * mode, and what is no file (`/dev/stderr`, a pipe) is written to as it stands: nothing may take its place. Throws a
 * HostError.
 */
export function writeFile(path: string, text: string): void {
  const target = nodeFiles.real(path) ?? path;
  const beside = besideOf(target);
  try {
    const kind = kindAt(nodeFiles, path);
    if (kind === 'other') {
      writeFileSync(path, text);
      return;
    }
    writeFileSync(beside, text, { flag: 'wx' });
    if (kind === 'file') chmodSync(beside, statSync(target).mode);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new HostError(clause(error));
  }
}

/**
 * Writes a file that was there: its mode, owner and hard links stay. One that its owner may not write is refused, whoever
 * runs this: its mode says that it is to stay as it is. Throws a HostError.
 *
 * What it becomes is first written beside it: where that cannot be had the file is left alone. It takes the file's place
 * only where nobody could tell them apart; else the file's own bytes are written over, and are there whole beside it, should
 * the process end in between.
 */
export function rewriteFile(path: string, before: string, after: string): void {
  const target = nodeFiles.real(path) ?? path;
  const beside = besideOf(target);
  try {
    const { mode, nlink, uid, gid } = statSync(target);
    if ((mode & constants.S_IWUSR) === 0) throw new HostError('its mode says that it is read-only');
    accessSync(target, constants.W_OK);
    writeFileSync(beside, after, { flag: 'wx', mode: 0o600 });
    const own = statSync(beside);
    if (nlink === 1 && own.uid === uid && own.gid === gid) {
      chmodSync(beside, mode);
      renameSync(beside, target);
    } else writeInPlace(target, before, after);
  } catch (error) {
    throw error instanceof HostError ? error : new HostError(clause(error));
  } finally {
    rmSync(beside, { force: true });
  }
}

/** True for a symbolic link, wherever it leads. */
export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function writeInPlace(target: string, before: string, after: string): void {
  try {
    overwrite(target, after);
  } catch (error) {
    overwrite(target, before);
    throw error;
  }
}

function overwrite(target: string, text: string): void {
  const file = openSync(target, constants.O_WRONLY);
  try {
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, done);
    ftruncateSync(file, bytes.length);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function besideOf(target: string): string {
  return `${target}.${Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')}.tmp`;
}

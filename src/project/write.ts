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
import { clause, nodeFiles } from '../host/files.ts';
import { kindAt } from '../lib/files.ts';
import { leadsOut } from './links.ts';
import { Refusal } from './refusal.ts';

/** What is written, for sentences: its path as the user gave it, and what it is. */
interface Named {
  readonly shown: string;
  readonly what: string;
}

/**
 * Writes beside the file and renames, so that nobody reads half of it. A link stays one, a file that was there keeps its
 * mode, and what is no file (`/dev/stderr`, a pipe) is written to as it stands: nothing may take its place.
 * `shown` and `what` name it where it cannot be written.
 */
export function writeWhole(path: string, shown: string, text: string, what: string): void {
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
    throw unwritable({ shown, what }, clause(error));
  }
}

/**
 * Writes a report. One that would leave the repository through a link is refused, as whoever made the link chose the file
 * then; a path that lies outside as it was given is the user's own choice.
 */
export function writeReport(cwd: string, path: string, shown: string, text: string): void {
  refuseLeading(cwd, path, { shown, what: 'report' });
  writeWhole(path, shown, text, 'report');
}

/** Throws a Refusal for a path that a link leads out of the repository, or nowhere. */
export function refuseLeading(cwd: string, path: string, named: Named): void {
  if (leadsOut(cwd, path)) {
    throw new Refusal(
      `The ${named.what} ${JSON.stringify(named.shown)} is a link out of its repository and is not written: name the file itself.`,
    );
  }
  if (isLink(path) && nodeFiles.real(path) === undefined) {
    throw unwritable(named, 'it is a link that leads nowhere');
  }
}

/**
 * Writes a file that was there: its mode, owner and hard links stay. One that its owner may not write is refused, whoever
 * runs this: its mode says that it is to stay as it is. Throws a Refusal.
 *
 * What it becomes is first written beside it: where that cannot be had the file is left alone. It takes the file's place
 * only where nobody could tell them apart; else the file's own bytes are written over, and are there whole beside it, should
 * the process end in between.
 */
export function rewrite(path: string, shown: string, before: string, after: string): void {
  const target = nodeFiles.real(path) ?? path;
  const beside = besideOf(target);
  try {
    const { mode, nlink, uid, gid } = statSync(target);
    if ((mode & constants.S_IWUSR) === 0) {
      throw unwritable({ shown, what: 'file' }, 'its mode says that it is read-only');
    }
    accessSync(target, constants.W_OK);
    writeFileSync(beside, after, { flag: 'wx', mode: 0o600 });
    const own = statSync(beside);
    if (nlink === 1 && own.uid === uid && own.gid === gid) {
      chmodSync(beside, mode);
      renameSync(beside, target);
    } else writeInPlace(target, before, after);
  } catch (error) {
    throw error instanceof Refusal ? error : unwritable({ shown, what: 'file' }, clause(error));
  } finally {
    rmSync(beside, { force: true });
  }
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

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function unwritable({ shown, what }: Named, why: string): Refusal {
  return new Refusal(`The ${what} ${JSON.stringify(shown)} cannot be written: ${why}.`);
}

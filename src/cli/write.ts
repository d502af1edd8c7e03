/** Files that bgplint writes: whole or not at all. */
import { Buffer } from 'node:buffer';
import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { clause, nodeFiles } from '../host/files.ts';
import { kindAt } from './paths.ts';
import { Refusal } from './world.ts';

/**
 * Writes beside the file and renames, so that nobody reads half of it. A link stays one, a file that was there keeps its
 * mode, and what is no file (`/dev/stderr`, a pipe) is written to as it stands: nothing may take its place.
 * `shown` and `what` name it where it cannot be written.
 */
export function writeWhole(path: string, shown: string, text: string, what: string): void {
  const target = nodeFiles.real(path) ?? path;
  const beside = `${target}.${Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')}.tmp`;
  try {
    const kind = kindAt(path);
    if (kind === 'other') {
      writeFileSync(path, text);
      return;
    }
    writeFileSync(beside, text, { flag: 'wx' });
    if (kind === 'file') chmodSync(beside, statSync(target).mode);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new Refusal(`The ${what} ${JSON.stringify(shown)} cannot be written: ${clause(error)}.`);
  }
}

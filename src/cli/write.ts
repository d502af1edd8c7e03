/** Reports into files: whole or not at all. */
import { Buffer } from 'node:buffer';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { clause, nodeFiles } from '../host/files.ts';
import { kindAt } from './paths.ts';
import { Refusal } from './world.ts';

/**
 * Writes beside the file and renames, so that nobody reads half a report. A link stays one, and what is no file
 * (`/dev/stderr`, a pipe) is written to as it stands: nothing may take its place.
 */
export function writeReport(path: string, shown: string, text: string): void {
  const target = nodeFiles.real(path) ?? path;
  const beside = `${target}.${Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')}.tmp`;
  try {
    if (kindAt(path) === 'other') {
      writeFileSync(path, text);
      return;
    }
    writeFileSync(beside, text, { flag: 'wx' });
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new Refusal(`The report ${JSON.stringify(shown)} cannot be written: ${clause(error)}.`);
  }
}

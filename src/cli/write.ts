/** Reports into files: whole or not at all. */
import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { clause } from '../host/files.ts';
import { Refusal } from './world.ts';

/** Writes beside the file and renames, so that nobody reads half a report. */
export function writeReport(path: string, shown: string, text: string): void {
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(beside, text, { flag: 'wx' });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new Refusal(`The report ${JSON.stringify(shown)} cannot be written: ${clause(error)}.`);
  }
}

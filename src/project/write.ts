/** What may be written, and what is said where it cannot be. Everything here throws a Refusal. */
import { nodeFiles } from '../host/files.ts';
import { isLink, rewriteFile, writeFile } from '../host/write.ts';
import { HostError } from '../lib/host.ts';
import { mostBaselineBytes, writeBaseline } from '../suppress/baseline.ts';
import type { ChangedBaseline } from '../suppress/types.ts';
import type { OpenBaseline } from './baseline-file.ts';
import { leadsOut } from './links.ts';
import { Refusal } from './refusal.ts';

/** What is written, for sentences: its path as the user gave it, and what it is. */
interface Named {
  readonly shown: string;
  readonly what: string;
}

/** Writes a file: whole or not at all. `shown` and `what` name it where it cannot be written. */
export function writeWhole(path: string, shown: string, text: string, what: string): void {
  written({ shown, what }, () => writeFile(path, text));
}

/**
 * Writes a report. One that would leave the repository through a link is refused, as whoever made the link chose the file
 * then; a path that lies outside as it was given is the user's own choice.
 */
export function writeReport(cwd: string, path: string, shown: string, text: string): void {
  refuseLeading(cwd, path, { shown, what: 'report' });
  writeWhole(path, shown, text, 'report');
}

/** Refuses a path that a link leads out of the repository, or nowhere. */
export function refuseLeading(cwd: string, path: string, named: Named): void {
  if (leadsOut(nodeFiles, cwd, path)) {
    throw new Refusal(
      `The ${named.what} ${JSON.stringify(named.shown)} is a link to a file outside its repository and is not written: name the file itself.`,
    );
  }
  if (isLink(path) && nodeFiles.real(path) === undefined) {
    throw unwritable(named, 'it is a broken link');
  }
}

/** Writes a file that was there, from one text to another: its mode, owner and hard links stay. */
export function rewrite(path: string, shown: string, before: string, after: string): void {
  written({ shown, what: 'file' }, () => rewriteFile(path, before, after));
}

function written(named: Named, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw unwritable(named, error.message);
  }
}

function unwritable({ shown, what }: Named, why: string): Refusal {
  return new Refusal(`The ${what} ${JSON.stringify(shown)} cannot be written: ${why}.`);
}

/** Writes the baseline as a run leaves it, if that differs. Throws a Refusal. */
export function saveBaseline({ file, path }: OpenBaseline, { entries, differs }: ChangedBaseline): void {
  if (!differs) return;
  const text = writeBaseline(entries);
  if (new TextEncoder().encode(text).length > mostBaselineBytes) {
    throw new Refusal(
      `The baseline ${JSON.stringify(file)} would be too large, with ${entries.length} findings: check less, or turn rules off.`,
    );
  }
  writeWhole(path, file, text, 'baseline');
}

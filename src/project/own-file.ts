/** Texts of bgplint's own: the config and the baseline. */
import { type FileSystem, HostError } from '../lib/host.ts';
import { Refusal } from './refusal.ts';

/** The text of a file that `shown` names to the user. Throws a Refusal if it cannot be read, or is over `most` bytes. */
export function ownText(
  path: string,
  shown: string,
  what: 'baseline' | 'config',
  most: number,
  files: FileSystem,
): string {
  try {
    return files.read(path, most).decode('utf-8');
  } catch (error) {
    const reason = error instanceof HostError ? error.message : 'it is not UTF-8';
    throw new Refusal(`The ${what} ${JSON.stringify(shown)} cannot be read: ${reason}.`);
  }
}

/** What a user named, and how far links are followed from there. */
import { repositoryOf } from '../lib/files.ts';
import type { FileSystem } from '../lib/host.ts';
import { isWithin } from '../lib/paths.ts';

/** A path that a user named, and the folder out of which no link is followed: its repository, else the working directory. */
export interface NamedPath {
  readonly path: string;
  /** With all links followed. */
  readonly real: string;
  readonly kind: 'file' | 'folder';
  readonly root: string;
}

/** The folder that holds `.git`, upwards from a folder; outside of one the working directory, or else the folder. */
export function rootOf(files: FileSystem, cwd: string, folder: string): string {
  return repositoryOf(files, folder) ?? (isWithin(cwd, folder) ? cwd : folder);
}

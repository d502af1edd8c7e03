/** What a user named, and how far links are followed from there. */
import { type FileSystem, HostError } from '../lib/host.ts';
import { below, folderOf, isWithin } from './paths.ts';

/** A path that a user named, and the folder out of which no link is followed: its repository, else the working directory. */
export interface Named {
  readonly path: string;
  /** With all links followed. */
  readonly real: string;
  readonly kind: 'file' | 'folder';
  readonly root: string;
}

/** The folder that holds `.git`, upwards from a folder; outside of one the working directory, or else the folder. */
export function rootOf(files: FileSystem, cwd: string, folder: string): string {
  for (let at = folder; ; at = folderOf(at)) {
    if (kindOf(files, below(at, '.git')) !== 'missing') return at;
    if (folderOf(at) === at) return isWithin(cwd, folder) ? cwd : folder;
  }
}

/** What is at a path; 'missing' too where it cannot be looked at. */
export function kindOf(files: FileSystem, path: string) {
  try {
    return files.stat(path).kind;
  } catch (error) {
    if (error instanceof HostError) return 'missing';
    throw error;
  }
}

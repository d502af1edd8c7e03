/** What several stages and front ends ask of a file system. */
import { type FileSystem, HostError, type Stat } from './host.ts';
import { child, folderOf } from './paths.ts';

/** What is at a path, links followed; `missing` too where it cannot be looked at. */
export function kindAt(files: FileSystem, path: string): Stat['kind'] {
  try {
    return files.stat(path).kind;
  } catch (error) {
    if (error instanceof HostError) return 'missing';
    throw error;
  }
}

/** The folder that holds `.git`, upwards from an absolute path, itself among them; undefined outside of a repository. */
export function repositoryOf(files: FileSystem, path: string): string | undefined {
  for (let folder = path; folder !== ''; folder = folderOf(folder)) {
    if (kindAt(files, child(folder, '.git')) !== 'missing') return folder;
  }
  return undefined;
}

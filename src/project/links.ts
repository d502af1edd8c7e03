/** Whether links lead a path out of where it lies. Whoever made such a link chose the file that is read or written then. */
import { repositoryOf } from '../lib/files.ts';
import type { FileSystem } from '../lib/host.ts';
import { folderOf, isWithin } from '../lib/paths.ts';

/**
 * True for a path that lies in the repository (or, outside of one, in the working directory) as it is given, and elsewhere
 * with its links followed; a file that is not there lies where its folder does. Each repository on the way counts, as a
 * link may lead into another one.
 */
export function leadsOut(files: FileSystem, cwd: string, path: string): boolean {
  const real = files.real(path) ?? files.real(folderOf(path));
  // Where its folder is missing too there is no link to follow: it cannot be written, which is said then.
  if (real === undefined) return false;
  const roots = repositoryOf(files, cwd) === undefined ? [cwd] : [];
  for (let at = folderOf(path); at !== ''; at = folderOf(at)) {
    const root = repositoryOf(files, at);
    if (root === undefined) break;
    roots.push(root);
    at = root;
  }
  return roots.some((root) => {
    const realRoot = files.real(root);
    return realRoot !== undefined && isWithin(root, path) && !isWithin(realRoot, real);
  });
}

/** True for a path in a folder that no link leads out of; a file that is not there lies where its folder does. */
export function staysIn(files: FileSystem, folder: string, path: string): boolean {
  const real = files.real(path) ?? files.real(folderOf(path));
  const realFolder = files.real(folder);
  if (!isWithin(folder, path) || realFolder === undefined) return false;
  // Where its folder is missing too there is no link to follow: it cannot be written, which is said then.
  return real === undefined || isWithin(realFolder, real);
}

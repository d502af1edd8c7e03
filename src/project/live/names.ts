/** The names of a file: an editor may know it by another one than the walk, which goes into links only once. */
import type { FileSystem } from '../../lib/host.ts';
import { below, child, folderOf, isWithin, nameOf } from '../../lib/paths.ts';

/** A path as it was given, with all links followed, and as it is below each of the roots, which may be links. */
export function namesOf(files: FileSystem, roots: readonly string[], path: string): readonly string[] {
  const real = realOf(files, path);
  const inRoots = roots.flatMap((root) => {
    const realRoot = files.real(root) ?? root;
    if (!isWithin(realRoot, real)) return [];
    const rest = below(realRoot, real);
    return [rest === undefined ? root : child(root, rest)];
  });
  return [...new Set([path, real, ...inRoots])];
}

/** With all links followed, of the folders above at least where the last parts do not exist. */
export function realOf(files: FileSystem, path: string): string {
  const real = files.real(path);
  const folder = folderOf(path);
  if (real !== undefined || folder === '') return real ?? path;
  return child(realOf(files, folder), nameOf(path));
}

/** True for a file that is there under its own name, and no link. */
export function isPlainFile(files: FileSystem, path: string): boolean {
  const folder = folderOf(path);
  return files.real(path) === child(files.real(folder) ?? folder, nameOf(path));
}

/** What .gitignore files of a repository name, now or at a commit. */
import { IgnoreStack } from '../discover/ignore.ts';
import type { FileSystem } from '../lib/host.ts';
import { folderOf, nameOf } from '../lib/paths.ts';

/** True for the path of a .gitignore. */
export function isGitignore(path: string): boolean {
  return nameOf(path) === '.gitignore';
}

/** Tells whether git would ignore a path relative to the root, or a folder that holds it. */
export function ignoring(
  files: FileSystem,
  root: string,
  shared = IgnoreStack.shared(),
): (path: string) => Promise<boolean> {
  const folders = new Map<string, Promise<IgnoreStack | 'ignored'>>();
  const stackOf = (folder: string): Promise<IgnoreStack | 'ignored'> => {
    const stack = folders.get(folder) ?? open(folder);
    folders.set(folder, stack);
    return stack;
  };
  const open = async (folder: string): Promise<IgnoreStack | 'ignored'> => {
    if (folder === '') return (await IgnoreStack.above(files, root, shared)).below(files, root);
    const above = await stackOf(folderOf(folder));
    if (above === 'ignored' || above.ignores(`${root}/${folder}`, true)) return 'ignored';
    return above.below(files, `${root}/${folder}`);
  };
  return async (path) => {
    const stack = await stackOf(folderOf(path));
    return stack === 'ignored' || stack.ignores(`${root}/${path}`, false);
  };
}

/**
 * Folders that hold no sources of their own. What lies in one all the same is told, and not read.
 *
 * git cannot tell sources there from what was installed: the ledger says what is in them, up to a bound.
 */
import { type Entry, type FileSystem, HostError } from '../lib/host.ts';
import { child, isWithin, nameOf } from '../lib/paths.ts';
import { fileKind } from './kinds.ts';

export const neverRead: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform', '.hg', '.svn']);

/** How much of one such folder is looked at: 100,000 files of packages are not worth the time. */
const mostEntries = 1_000;
const mostFolders = 50;

/** Why a folder that is never read stands in the ledger; undefined where nothing in it could be meant. */
export function heldIn(files: FileSystem, folder: string): string | undefined {
  const open = [folder];
  let looked = 0;
  for (let i = 0; i < open.length; i++) {
    const at = open[i] ?? folder;
    for (const { name, kind } of listOr(files, at)) {
      if (kind === 'folder') open.push(child(at, name));
      else if (mayBeRead(name)) return 'never read unless it is named, and holds YAML or JSON';
      if (++looked >= mostEntries) return 'never read unless it is named, and was not searched';
    }
    // git tracks nothing there, and what it writes itself are no manifests.
    if (nameOf(folder) === '.git') return undefined;
    if (i + 1 >= mostFolders && open.length > mostFolders) {
      return 'never read unless it is named, and was not searched';
    }
  }
  return undefined;
}

/** The folder below a root that is never read and holds the path, or is it; undefined where none does. */
export function neverReadAbove(root: string, path: string): string | undefined {
  if (!isWithin(root, path)) return undefined;
  let at = root;
  for (const name of path.slice(root.length).split('/').filter(Boolean)) {
    at = child(at, name);
    if (neverRead.has(name)) return at;
  }
  return undefined;
}

function mayBeRead(name: string): boolean {
  const kind = fileKind(name);
  return kind === 'yaml' || kind === 'json';
}

function listOr(files: FileSystem, folder: string): readonly Entry[] {
  try {
    return files.list(folder);
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}

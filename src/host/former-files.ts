/** The file system as it was at a commit: what git has of a working tree's files, and everything else as it is. */
import { type Bytes, type Entry, type FileSystem, HostError, type Stat, TooLarge } from '../lib/host.ts';
import { below, child, folderOf, nameOf } from '../lib/paths.ts';
import { bytesOf, nodeFiles } from './files.ts';

/** A working tree, and how it differs from a commit. Paths are relative to `root`. */
export interface FormerTree {
  /** Absolute, links followed, with forward slashes. */
  readonly root: string;
  /** Files that differ: the mode and the text of the commit; `absent`: it had none of that name. */
  readonly changed: ReadonlyMap<string, { readonly link: boolean; readonly text: Uint8Array | undefined } | 'absent'>;
  /** Files that git keeps now. */
  readonly tracked: ReadonlySet<string>;
  /** Repositories of their own inside, which stay as they are. */
  readonly submodules: ReadonlySet<string>;
  /** Files without a past that the user named, absolute with links followed: they stay as they are. */
  readonly named: ReadonlySet<string>;
}

type Former = Exclude<ReturnType<FormerTree['changed']['get']>, undefined>;

/** Where a path leads: to something that is as it was, to a file that differs, or to nothing. */
type Found = { readonly now: string } | { readonly former: Exclude<Former, 'absent'> } | 'folder' | 'missing';

/** Reads a tree as it was. Files that git keeps no history of are not there, but those that were named. */
export function formerFiles(tree: FormerTree): FileSystem {
  const { root, changed, tracked, submodules, named } = tree;
  const folders = foldersOf(tree);
  const reals = new Map<string, string>();

  /** With all links followed, of the folders above at least: the last part of it may be gone. */
  function real(path: string): string {
    const known = reals.get(path);
    if (known !== undefined) return known;
    const followed = nodeFiles.real(path) ?? underReal(path);
    reals.set(path, followed);
    return followed;
  }

  /** The last part of a path under its folder with all links followed. */
  function underReal(path: string): string {
    const folder = folderOf(path);
    return folder === '' ? path : child(real(folder), nameOf(path));
  }

  function find(path: string): Found {
    // A link that changed is looked for under its own name, what it leads to under the other.
    for (const name of [underReal(path), real(path)]) {
      const own = inside(root, name);
      const former = own === undefined ? undefined : changed.get(own);
      if (former !== undefined) return former === 'absent' ? absent(own ?? '') : { former };
    }
    const own = inside(root, real(path));
    if (own === undefined || own === '' || own === '.git' || own.startsWith('.git/')) return { now: path };
    if (named.has(real(path)) || tracked.has(own) || within(submodules, own)) return { now: path };
    return absent(own);
  }

  /** A folder may have been where a file is now. */
  function absent(own: string): 'folder' | 'missing' {
    return folders.has(own) ? 'folder' : 'missing';
  }

  function list(folder: string): readonly Entry[] {
    const own = inside(root, real(folder));
    if (own === undefined || within(submodules, own)) return nodeFiles.list(folder);
    const prefix = own === '' ? '' : `${own}/`;
    const entries = new Map<string, Entry>();
    for (const entry of nodeFiles.stat(folder).kind === 'folder' ? nodeFiles.list(folder) : []) {
      const path = `${prefix}${entry.name}`;
      const stays = entry.kind === 'folder' ? folders.has(path) || submodules.has(path) : tracked.has(path);
      if (stays && !changed.has(path)) entries.set(entry.name, entry);
    }
    for (const [name, kind] of folders.get(own) ?? []) entries.set(name, { name, kind });
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  function stat(path: string): Stat {
    const found = find(path);
    if (found === 'folder' || found === 'missing') return { kind: found };
    if ('now' in found) return nodeFiles.stat(path);
    return found.former.link ? { kind: 'other' } : { kind: 'file', bytes: found.former.text?.length ?? 0 };
  }

  function read(path: string, most: number): Bytes {
    const found = find(path);
    if (found === 'folder' || found === 'missing') throw new HostError('there is no such file or folder');
    if ('now' in found) return nodeFiles.read(path, most);
    const { link, text } = found.former;
    if (link || text === undefined) throw new HostError('the clone does not have it');
    if (text.length > most) throw new TooLarge(text.length);
    return bytesOf(text);
  }

  return {
    list,
    stat,
    read,
    real(path) {
      const found = find(path);
      return found === 'missing'
        ? undefined
        : typeof found === 'object' && 'now' in found
          ? nodeFiles.real(path)
          : real(path);
    },
  };
}

/** The folders of the commit, each with what it held that is not there now, or is another text now. */
function foldersOf({ changed, tracked }: FormerTree): ReadonlyMap<string, Map<string, Entry['kind']>> {
  const folders = new Map<string, Map<string, Entry['kind']>>([['', new Map()]]);
  const folder = (path: string): Map<string, Entry['kind']> => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const made = new Map<string, Entry['kind']>();
    folders.set(path, made);
    folder(folderOf(path)).set(nameOf(path), 'folder');
    return made;
  };
  for (const [path, former] of changed) {
    if (former !== 'absent') folder(folderOf(path)).set(nameOf(path), former.link ? 'link' : 'file');
  }
  for (const path of tracked) {
    if (!changed.has(path)) folder(folderOf(path));
  }
  return folders;
}

function inside(folder: string, path: string): string | undefined {
  return path === folder ? '' : below(folder, path);
}

function within(folders: ReadonlySet<string>, path: string): boolean {
  for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) {
    if (folders.has(path.slice(0, at))) return true;
  }
  return false;
}

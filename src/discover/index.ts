/** Paths in, candidates out: which files a run considers, and why it leaves the others alone. */
import { type FileSystem, HostError } from '../lib/host.ts';
import { IgnoreStack } from './ignore.ts';
import { type FileKind, fileKind } from './kinds.ts';

/** A file to read. */
export interface Candidate {
  /** As it is shown: relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly path: string;
  readonly kind: FileKind;
  /** The user named it: it is read whatever its name is. */
  readonly explicit: boolean;
}

/** A file or folder that is not read. */
export interface Left {
  readonly file: string;
  readonly reason: string;
  /** Its name says that it could hold something to check: the ledger lists it. */
  readonly notable: boolean;
  /** Nobody chose to leave it: it cannot be read, or leads out of the scan. Nothing is surely absent then. */
  readonly lost: boolean;
  /** `exclude` or .gitignore names it: the walk did not look into it. */
  readonly passedOver?: true;
}

export interface Discovered {
  readonly candidates: readonly Candidate[];
  readonly left: readonly Left[];
}

export interface DiscoverOptions {
  /** Absolute, with forward slashes; `file`s are shown relative to it. */
  readonly cwd: string;
  /** Files, folders: absolute. */
  readonly paths: readonly string[];
  /** True for a file or folder that the config's `exclude` names; absolute. */
  excluded(path: string): boolean;
}

/** A path that was asked for is not there, or is nothing that can be read. The message is a sentence. */
export class MissingPath extends Error {
  /** Absolute, of what is not there. */
  readonly path: string | undefined;
  constructor(message: string, path?: string) {
    super(message);
    this.path = path;
  }
}

/** Folders that hold no sources of their own. */
export const neverRead: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform', '.hg', '.svn']);

/**
 * Walks the paths, in the order of names. Links are not followed inside a folder: what they point at is read under its
 * own name if it is part of the scan, and is none of the scan's business if it is not.
 */
export async function discover(files: FileSystem, options: DiscoverOptions): Promise<Discovered> {
  const candidates: Candidate[] = [];
  const left: Left[] = [];
  const seen = new Set<string>();
  /** Of the candidates, with all links followed. */
  const reals: string[] = [];
  const show = (path: string) => relative(options.cwd, path);
  const leave = (file: string, reason: string, notable: boolean, lost = false) =>
    left.push({ file, reason, notable, lost });
  const passOver = (file: string, reason: string, notable: boolean) =>
    left.push({ file, reason, notable, lost: false, passedOver: true });

  const named = options.paths.map((path) => ({
    path,
    real: files.real(path) ?? path,
    kind: statOf(files, path, show),
  }));
  const missing = named.find(({ kind }) => kind === 'missing');
  if (missing !== undefined) {
    throw new MissingPath(`There is no file or folder ${JSON.stringify(show(missing.path))}.`, missing.path);
  }
  const other = named.find(({ kind }) => kind === 'other');
  if (other !== undefined) {
    const shown = JSON.stringify(show(other.path));
    throw new MissingPath(
      `${shown} is neither a file nor a folder: what comes out of a pipe is read with \`bgplint -\`.`,
    );
  }

  function consider(path: string, real: string, file: string, explicit: boolean): void {
    if (seen.has(real)) return;
    seen.add(real);
    const kind = fileKind(path);
    if (kind === 'other' && !explicit) leave(file, 'not YAML or JSON by its name', false);
    else {
      candidates.push({ file, path, kind, explicit });
      reals.push(real);
    }
  }

  async function walk(folder: string, real: string, ignored: IgnoreStack): Promise<void> {
    if (seen.has(real)) return;
    seen.add(real);
    const shown = show(folder);
    const entries = listOrLeave(folder);
    const here = entries.some((entry) => entry.name === '.gitignore' && entry.kind === 'file')
      ? await ignored.below(files, folder)
      : ignored;
    for (const { name, kind } of entries) {
      const path = below(folder, name);
      const realPath = below(real, name);
      const file = shown === '.' ? name : below(shown, name);
      // What was named, by this name or another, is read.
      if (seen.has(realPath)) continue;
      const notable = kind === 'folder' || fileKind(path) !== 'other';
      if (kind === 'folder' && neverRead.has(name)) continue;
      if (kind === 'link') leaveLink(path, file, notable);
      else if (kind === 'other') leave(file, 'neither a file nor a folder', notable);
      else if (options.excluded(path)) passOver(file, 'excluded by the config', notable);
      else if (here.ignores(path, kind === 'folder'))
        passOver(file, 'ignored by .gitignore', notable && kind === 'file');
      else if (kind === 'folder') await walk(path, realPath, here);
      else consider(path, realPath, file, false);
    }
  }

  function leaveLink(path: string, file: string, notable: boolean): void {
    const target = files.real(path);
    const isFolder = isFolderAt(files, path);
    const isInside = named.some(({ real }) => target === real || target?.startsWith(real === '/' ? '/' : `${real}/`));
    const matters = notable || isFolder;
    leave(file, 'a symbolic link: links are not followed', matters, matters && target !== undefined && !isInside);
  }

  function listOrLeave(folder: string) {
    try {
      return files.list(folder);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      leave(show(folder), `unreadable: ${error.message}`, true, true);
      return [];
    }
  }

  // Files first: a folder that holds one must not pass over it.
  for (const { path, real, kind } of named) if (kind === 'file') consider(path, real, show(path), true);
  for (const { path, real, kind } of named) {
    if (kind === 'folder') await walk(path, real, await IgnoreStack.above(files, path));
  }
  // Of several paths, one that gave nothing would go unnoticed. What another path gave is under this one, too.
  for (const { path, real, kind } of named) {
    if (kind !== 'folder' || reals.some((file) => file.startsWith(real === '/' ? '/' : `${real}/`))) continue;
    const entries = listOrLeave(path);
    const links = entries.length > 0 && entries.every((entry) => entry.kind === 'link');
    if (links) leave(show(path), 'holds only symbolic links, and links are not followed', true);
    else if (named.length > 1) leave(show(path), 'holds no file to read', true);
  }
  return { candidates, left };
}

function below(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

function isFolderAt(files: FileSystem, path: string): boolean {
  try {
    return files.stat(path).kind === 'folder';
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

function statOf(files: FileSystem, path: string, show: (path: string) => string) {
  try {
    return files.stat(path).kind;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new MissingPath(`${JSON.stringify(show(path))} cannot be read: ${error.message}.`);
  }
}

/** A path relative to a folder, both absolute with forward slashes; '.' for the folder itself. */
export function relative(from: string, to: string): string {
  if (from === to) return '.';
  const base = from === '/' ? [''] : from.split('/');
  const target = to === '/' ? [''] : to.split('/');
  let same = 0;
  while (same < base.length && same < target.length && base[same] === target[same]) same++;
  // Windows: another drive has no relative path.
  if (same === 0) return to;
  return [...base.slice(same).map(() => '..'), ...target.slice(same)].join('/');
}

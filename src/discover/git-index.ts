/**
 * What git tracks, read from its index without git (gitformat-index(5)): versions 2 to 4, linked worktrees, split indexes.
 *
 * By our own code, and only where .gitignore named something: a process for git would cost more than most runs, is not
 * everywhere, and refuses repositories of other owners. What is not understood stands in the ledger.
 */
import { type FileSystem, HostError } from '../lib/host.ts';
import { child } from '../lib/paths.ts';

/** A larger one is left to git: nobody's repository has one. */
const mostBytes = 1 << 28;
/** Longer paths no system takes. */
const longestName = 1 << 14;

/** The index is there and says nothing that is understood here. The message is a clause. */
export class UnknownIndex extends Error {}

/**
 * The files that the index of the repository in a folder holds, of which `wants` is true; relative to the folder. None
 * where there is no index yet. Throws an UnknownIndex.
 */
export function trackedIn(files: FileSystem, root: string, wants: (name: string) => boolean): ReadonlySet<string> {
  const folder = gitFolder(files, root);
  const names = new Set<string>();
  const index = readOr(files, `${folder}/index`);
  if (index === undefined) return names;
  const shared = entries(index, names, wants);
  if (shared === undefined) return names;
  // What the index took away from it counts as well: rather one file more is read.
  const base = readOr(files, `${folder}/sharedindex.${shared}`);
  if (base === undefined || entries(base, names, wants) !== undefined) throw new UnknownIndex('its parts are missing');
  return names;
}

/** In a linked worktree and in a submodule `.git` is a file that names the folder. */
function gitFolder(files: FileSystem, root: string): string {
  const path = child(root, '.git');
  try {
    if (files.stat(path).kind !== 'file') return path;
    const [, named] = /^gitdir: ([^\n]+)\n?$/.exec(utf8(files.read(path, longestName).binary)) ?? [];
    if (named === undefined) throw new UnknownIndex('.git does not name a folder');
    return /^(?:[A-Za-z]:)?[/\\]/.test(named) ? named : `${root}/${named}`;
  } catch (error) {
    throw error instanceof HostError ? new UnknownIndex(error.message) : error;
  }
}

function readOr(files: FileSystem, path: string): string | undefined {
  try {
    return files.stat(path).kind === 'missing' ? undefined : files.read(path, mostBytes).binary;
  } catch (error) {
    throw error instanceof HostError ? new UnknownIndex(error.message) : error;
  }
}

/** Adds the names of an index; answers the id of the one that it is split from. Ids have 20 bytes, or 32 with SHA-256. */
function entries(binary: string, names: Set<string>, wants: (name: string) => boolean): string | undefined {
  const version = number(binary, 4);
  if (!binary.startsWith('DIRC') || version < 2 || version > 4) throw new UnknownIndex('its version is unknown');
  for (const idBytes of [20, 32]) {
    const listed = new Set<string>();
    const end = walk(binary, { version, idBytes }, (name) => {
      const text = utf8(name);
      if (wants(text)) listed.add(text);
    });
    if (end === undefined) continue;
    for (const name of listed) names.add(name);
    return linkAt(binary, end, idBytes);
  }
  throw new UnknownIndex('it is damaged');
}

interface Layout {
  readonly version: number;
  readonly idBytes: number;
}

/** Tells each file's name; the offset behind the last entry, or undefined where the entries are not laid out so. */
function walk(binary: string, { version, idBytes }: Layout, tell: (name: string) => void): number | undefined {
  const limit = binary.length - idBytes;
  let at = 12;
  let last = '';
  for (let left = number(binary, 8); left > 0; left--) {
    const start = at;
    const mode = number(binary, start + 24) >>> 12;
    at += 40 + idBytes;
    const flags = (binary.charCodeAt(at) << 8) | binary.charCodeAt(at + 1);
    at += version >= 3 && (flags & 0x4000) !== 0 ? 4 : 2;
    let kept = '';
    if (version === 4) {
      let cut = binary.charCodeAt(at) & 127;
      while (binary.charCodeAt(at++) & 128) cut = (cut + 1) * 128 + (binary.charCodeAt(at) & 127);
      if (!(cut <= last.length)) return undefined;
      kept = last.slice(0, last.length - cut);
    }
    const end = binary.indexOf('\0', at);
    if (end === -1 || end > limit) return undefined;
    const name = kept + binary.slice(at, end);
    // The flags hold the length, as far as it fits: it tells the one layout from the other.
    if (name.length > longestName || (flags & 0xfff) !== Math.min(name.length, 0xfff)) return undefined;
    last = name;
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
    // Neither what is a repository of its own, nor a folder that a sparse checkout leaves out.
    if ((mode === 8 || mode === 10) && name !== '') tell(name);
  }
  return at > limit ? undefined : at;
}

/** The extension `link` begins with the id of the shared index. */
function linkAt(binary: string, from: number, idBytes: number): string | undefined {
  for (let at = from; at + 8 <= binary.length - idBytes; at += 8 + number(binary, at + 4)) {
    if (!binary.startsWith('link', at)) continue;
    const id = binary.slice(at + 8, at + 8 + idBytes);
    return /^\0+$/.test(id) ? undefined : Array.from(id, (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  }
  return undefined;
}

function number(binary: string, at: number): number {
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => binary.charCodeAt(at + i));
  return (((a ?? 0) << 24) | ((b ?? 0) << 16) | ((c ?? 0) << 8) | (d ?? 0)) >>> 0;
}

function utf8(binary: string): string {
  if (!/[\x80-\xff]/.test(binary)) return binary;
  return new TextDecoder().decode(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)));
}

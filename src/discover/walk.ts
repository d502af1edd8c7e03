/** Goes through what was named, and then through what that leads to: files that git tracks, links, further files. */
import { kindAt } from '../lib/files.ts';
import { type Entry, type FileSystem, HostError } from '../lib/host.ts';
import { child, folderOf, isWithin, nameOf } from '../lib/paths.ts';
import { byGitignore, Collection } from './collection.ts';
import { UnknownIndex } from './git-index.ts';
import { IgnoreStack } from './ignore.ts';
import { fileKind, isTelling, leftByName } from './kinds.ts';
import { type NamedPath, rootOf } from './named.ts';
import { heldIn, neverRead, neverReadAbove } from './never-read.ts';
import { Tracked } from './tracked.ts';
import type { Discovered, DiscoverOptions } from './types.ts';

interface Link {
  readonly path: string;
  /** The link itself, with the links of its folders followed. */
  readonly real: string;
  readonly from: NamedPath;
}

/** What .gitignore names in one repository: relative to its folder. */
interface Ignored {
  readonly files: Set<string>;
  readonly folders: Set<string>;
  readonly from: NamedPath;
}

const byConfig = 'excluded by the config';

export class Walk {
  readonly #found: Collection;
  readonly #files: FileSystem;
  readonly #options: DiscoverOptions;
  readonly #named: readonly NamedPath[];
  readonly #links: Link[] = [];
  readonly #ignored = new Map<string, Ignored>();
  /** Named paths that led to something elsewhere. */
  readonly #fed = new Set<NamedPath>();
  readonly #shared = IgnoreStack.shared();
  readonly #tracked: Tracked;
  #doubt = '';

  constructor(files: FileSystem, options: DiscoverOptions, named: readonly NamedPath[]) {
    this.#files = files;
    this.#found = new Collection(options.cwd);
    this.#tracked = new Tracked(files);
    this.#options = options;
    this.#named = named;
  }

  async run(): Promise<void> {
    // Files first: a folder that holds one must not pass over it.
    for (const { path, real, kind } of this.#named) {
      if (kind === 'file') this.#found.addNamed(path, real);
    }
    for (const one of this.#named) {
      if (one.kind === 'folder') await this.#walk(one.path, one.real, await this.#above(one.path), one);
    }
    await this.#rest();
    for (const path of this.#options.further ?? []) await this.#further(path);
    await this.#rest();
    this.#empty();
  }

  /** The files to read, and what is left. */
  get discovered(): Discovered {
    return { candidates: this.#found.candidates, left: this.#found.left(this.#doubt) };
  }

  /** Links may lead to folders in which files are ignored, and so on; each folder is walked once. */
  async #rest(): Promise<void> {
    while (this.#ignored.size + this.#links.length > 0) {
      this.#unignore();
      for (const link of this.#links.splice(0)) await this.#follow(link);
    }
  }

  #above(folder: string): Promise<IgnoreStack> {
    return IgnoreStack.above(this.#files, folder, this.#shared);
  }

  async #walk(folder: string, real: string, above: IgnoreStack, from: NamedPath): Promise<void> {
    if (this.#found.hasSeen(real)) return;
    this.#found.see(real);
    const { pause } = this.#options;
    if (pause !== undefined) await pause();
    const entries = this.#list(folder);
    const isOwn = folder !== above.root && entries.some(({ name }) => name === '.git');
    const outer = isOwn ? above.within(folder) : above;
    const here = entries.some((entry) => entry.name === '.gitignore' && entry.kind === 'file')
      ? await outer.below(this.#files, folder)
      : outer;
    for (const { name, kind } of entries) {
      const path = child(folder, name);
      const realPath = child(real, name);
      // What was named, by this name or another, is read.
      if (this.#found.hasSeen(realPath)) continue;
      const isFolder = kind === 'folder';
      const notable = isFolder || isTelling(fileKind(path));
      if (this.#options.excluded(path)) this.#found.leave(path, byConfig, { notable, passedOver: true });
      else if (kind === 'other') this.#found.leave(path, 'neither a file nor a folder', { notable });
      else if ((notable || kind === 'link') && here.ignores(path, isFolder)) {
        this.#found.leave(path, byGitignore, { notable: notable && !isFolder, passedOver: true });
        if (here.root !== undefined) this.#ignore(here.root, path, isFolder, from);
      } else if (isFolder && neverRead.has(name)) this.#never(path);
      else if (kind === 'link') this.#links.push({ path, real: realPath, from });
      else if (isFolder) await this.#walk(path, realPath, here, from);
      else this.#found.consider(path, realPath);
    }
  }

  #never(folder: string): void {
    const reason = heldIn(this.#files, folder);
    if (reason !== undefined) this.#found.leave(folder, reason, { notable: true });
  }

  #ignore(root: string, path: string, isFolder: boolean, from: NamedPath): void {
    const ignored = this.#ignored.get(root) ?? { files: new Set(), folders: new Set(), from };
    this.#ignored.set(root, ignored);
    (isFolder ? ignored.folders : ignored.files).add(path.slice(root === '/' ? 1 : root.length + 1));
  }

  /** What git tracks is not ignored, whatever .gitignore says. The index is asked only where something was. */
  #unignore(): void {
    for (const [root, { files, folders, from }] of this.#ignored) {
      try {
        for (const name of this.#tracked.among(root, files, folders)) this.#admit(root, child(root, name), from);
      } catch (error) {
        if (!(error instanceof UnknownIndex)) throw error;
        this.#doubt = `${byGitignore}, and whether git tracks it is unknown (its index cannot be read: ${error.message})`;
      }
    }
    this.#ignored.clear();
  }

  #admit(root: string, path: string, from: NamedPath): void {
    const never = neverReadAbove(root, path);
    if (never !== undefined)
      this.#found.leave(never, 'never read unless it is named, and git tracks files in it', { notable: true });
    else if (this.#excludes(root, path)) this.#found.leave(path, byConfig, { notable: true, passedOver: true });
    else {
      const real = this.#files.real(path);
      const named = child(this.#files.real(folderOf(path)) ?? folderOf(path), nameOf(path));
      if (real === undefined) return;
      if (real !== named) this.#links.push({ path, real: named, from });
      else if (kindAt(this.#files, path) === 'file') this.#found.consider(path, real);
    }
  }

  /** A link within the root is read once, under the name of what it leads to. */
  async #follow({ path, real, from }: Link): Promise<void> {
    const target = this.#files.real(path);
    const kind = target === undefined ? 'missing' : kindAt(this.#files, target);
    const named = fileKind(path);
    const notable = isTelling(named) || kind === 'folder';
    if (target === undefined) return this.#found.leave(path, 'a broken symbolic link', { notable });
    if (!this.#isInside(target, from)) {
      return this.#found.leave(path, 'a symbolic link that points outside the repository: not followed', {
        notable,
        lost: notable,
      });
    }
    const at = this.#pathOf(target);
    const never = neverReadAbove(from.root, target);
    if (kind !== 'file' && kind !== 'folder')
      this.#found.leave(path, 'a symbolic link to something that is not a file', { notable });
    else if (kind === 'file' && named === 'other') this.#found.leave(path, leftByName);
    else if (this.#excludes(from.root, at))
      this.#found.leave(path, `a symbolic link to something ${byConfig}`, { notable });
    else if (never !== undefined && (kind === 'folder' || nameOf(never) === '.git')) {
      this.#found.leave(path, 'a symbolic link into a folder that is never read unless it is named', { notable });
    } else {
      if (kind === 'file') this.#found.addLinked(at, target, named);
      else if (!this.#found.hasSeen(target)) {
        if (isWithin(target, real))
          return this.#found.leave(path, 'a symbolic link to a folder that contains it', { notable });
        const above = await this.#above(at);
        if (above.ignoresStart)
          return this.#found.leave(path, `a symbolic link to something ${byGitignore}`, { notable });
        await this.#walk(at, target, above, from);
      }
      this.#fed.add(from);
      this.#found.leave(path, `a symbolic link: read as ${this.#found.show(at)}`);
    }
  }

  /** A file or folder on which the run reports: it is read whatever .gitignore and its ending say, but not `exclude`. */
  async #further(path: string): Promise<void> {
    const kind = kindAt(this.#files, path);
    const real = this.#files.real(path);
    if (real === undefined || (kind !== 'file' && kind !== 'folder')) return;
    // Of a folder only what the paths hold: files are meant one by one.
    if (kind === 'folder' && !this.#named.some((one) => isWithin(one.path, path))) return;
    const root = rootOf(this.#files, this.#options.cwd, folderOf(path));
    const realRoot = this.#files.real(root) ?? root;
    if (isWithin(root, path) && !isWithin(realRoot, real)) {
      return this.#found.leave(path, 'a symbolic link that points outside the repository: not followed', {
        notable: true,
        lost: true,
      });
    }
    if (this.#excludes(root, path)) return this.#found.leave(path, byConfig, { notable: true, passedOver: true });
    if (kind === 'folder') {
      await this.#walk(path, real, await this.#above(path), { path, real, kind, root: realRoot });
      return;
    }
    this.#found.addLenient(path, real);
  }

  /** Of several paths, one that gave nothing would go unnoticed. What another path gave is under this one, too. */
  #empty(): void {
    const reals = this.#found.reals();
    for (const one of this.#named) {
      if (one.kind !== 'folder' || this.#fed.has(one) || reals.some((file) => isWithin(one.real, file))) continue;
      const entries = this.#list(one.path);
      const links = entries.length > 0 && entries.every((entry) => entry.kind === 'link');
      if (links)
        this.#found.leave(one.path, 'contains only symbolic links that point to nothing to read', { notable: true });
      else if (this.#named.length > 1) this.#found.leave(one.path, 'contains no file to read', { notable: true });
    }
  }

  /** True for a path that `exclude` names, or one of whose folders below the root it names. */
  #excludes(root: string, path: string): boolean {
    const top = this.#named.find((one) => isWithin(one.path, path))?.path ?? root;
    for (let at = path; isWithin(top, at) && at !== top; at = folderOf(at)) if (this.#options.excluded(at)) return true;
    return false;
  }

  #isInside(target: string, from: NamedPath): boolean {
    return isWithin(from.root, target) || this.#named.some(({ real }) => isWithin(real, target));
  }

  /** The name of a path with all links followed, by way of the named path that holds it. */
  #pathOf(target: string): string {
    const one = this.#named.find(({ real, path }) => real !== path && isWithin(real, target));
    return one === undefined ? target : one.path + target.slice(one.real.length);
  }

  #list(folder: string): readonly Entry[] {
    try {
      return this.#files.list(folder);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      this.#found.leave(folder, `unreadable: ${error.message}`, { notable: true, lost: true });
      return [];
    }
  }
}

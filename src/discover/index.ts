/** Paths in, candidates out: which files a run considers, and why it leaves the others alone. */
import { type FileSystem, HostError } from '../lib/host.ts';
import { folderOf, relative } from '../lib/paths.ts';
import { type NamedPath, rootOf } from './named.ts';
import type { Discovered, DiscoverOptions } from './types.ts';
import { Walk } from './walk.ts';

export { neverRead } from './never-read.ts';

/** A path that was asked for is not there, or is nothing that can be read. The message is a sentence. */
export class MissingPath extends Error {
  /** Absolute, of what is not there. */
  readonly path: string | undefined;
  constructor(message: string, path?: string) {
    super(message);
    this.path = path;
  }
}

/**
 * Walks the paths, in the order of names. .gitignore does not hold for what git tracks. Links are followed within the
 * repository (outside of one: the working directory), and what they lead to is read once, under its own name.
 */
export async function discover(files: FileSystem, options: DiscoverOptions): Promise<Discovered> {
  const cwd = files.real(options.cwd) ?? options.cwd;
  const walk = new Walk(
    files,
    options,
    options.paths.map((path) => namedAt(files, cwd, path, options)),
  );
  await walk.run();
  return walk.discovered;
}

function namedAt(files: FileSystem, cwd: string, path: string, options: DiscoverOptions): NamedPath {
  const shown = JSON.stringify(relative(options.cwd, path));
  const kind = statOf(files, path, shown);
  if (kind === 'missing') throw new MissingPath(`There is no file or folder ${shown}.`, path);
  if (kind === 'other') {
    throw new MissingPath(`${shown} is neither a file nor a folder: use \`bgplint -\` to read from a pipe.`);
  }
  const real = files.real(path) ?? path;
  return { path, real, kind, root: rootOf(files, cwd, kind === 'folder' ? real : folderOf(real)) };
}

function statOf(files: FileSystem, path: string, shown: string) {
  try {
    return files.stat(path).kind;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new MissingPath(`${shown} cannot be read: ${error.message}.`);
  }
}

/** Paths of the command line, and the folders that other paths are relative to. */

import { dirname, isAbsolute, resolve } from 'node:path';
import { nodeFiles } from '../host/files.ts';
import { type FileSystem, HostError } from '../lib/host.ts';
import { append } from '../lib/lists.ts';
import { relative } from '../lib/paths.ts';
import { Refusal } from './refusal.ts';

/** Absolute, with forward slashes. */
export function absolute(cwd: string, path: string): string {
  return (isAbsolute(path) ? resolve(path) : resolve(cwd, path)).replaceAll('\\', '/');
}

/** What is at a path; 'missing' too where it cannot be looked at. */
export function kindAt(path: string, files: FileSystem = nodeFiles): 'file' | 'folder' | 'other' | 'missing' {
  try {
    return files.stat(path).kind;
  } catch (error) {
    if (error instanceof HostError) return 'missing';
    throw error;
  }
}

/**
 * The arguments as absolute paths. One that is not there and looks like a glob is expanded, for shells that leave that
 * to the command; a glob that matches nothing is refused.
 */
export async function expand(cwd: string, paths: readonly string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    const whole = absolute(cwd, path);
    if (kindAt(whole) !== 'missing' || !/[*?[{]/.test(path)) {
      expanded.push(whole);
      continue;
    }
    const { globSync } = await import('glob');
    const found = globSync(path, {
      cwd,
      absolute: true,
      nodir: true,
      posix: true,
      ignore: ['**/node_modules/**', '**/.git/**'],
    });
    if (found.length === 0) throw new Refusal(`No file matches ${JSON.stringify(path)}: check the pattern.`);
    append(expanded, found.sort());
  }
  return expanded;
}

/** The folder that holds `.git`, upwards from a path; undefined outside of a repository. */
export function repositoryOf(path: string): string | undefined {
  for (let folder = path; ; folder = up(folder)) {
    if (kindAt(`${folder === '/' ? '' : folder}/.git`) !== 'missing') return folder;
    if (up(folder) === folder) return undefined;
  }
}

/** A path shown from a folder; undefined if it does not lie in it. */
export function inside(folder: string, path: string): string | undefined {
  const shown = relative(folder, path);
  return shown === '..' || shown.startsWith('../') || isAbsolute(shown) ? undefined : shown;
}

/**
 * True for a path that lies in the repository (or, outside of one, in the working directory) as it is given, and elsewhere
 * with its links followed; a file that is not there lies where its folder does. Each repository on the way counts, as a
 * link may lead into another one.
 */
export function leadsOut(cwd: string, path: string): boolean {
  const real = nodeFiles.real(path) ?? nodeFiles.real(up(path));
  // Where its folder is missing too there is no link to follow: it cannot be written, which is said then.
  if (real === undefined) return false;
  const roots = repositoryOf(cwd) === undefined ? [cwd] : [];
  for (let at = repositoryOf(up(path)); at !== undefined; at = up(at) === at ? undefined : repositoryOf(up(at))) {
    roots.push(at);
  }
  return roots.some((root) => {
    const realRoot = nodeFiles.real(root);
    return realRoot !== undefined && inside(root, path) !== undefined && inside(realRoot, real) === undefined;
  });
}

export function up(path: string): string {
  return dirname(path).replaceAll('\\', '/');
}

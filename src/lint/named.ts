/** Files that kustomizations name: kustomize reads them whatever they are called, and whatever else leaves them out. */
import { isKustomization, kustomizationNames } from '../classify/kustomize/kustomization.ts';
import { type FileKind, fileKind, leftByName } from '../discover/kinds.ts';
import type { Candidate, Discovered } from '../discover/types.ts';
import { kindAt } from '../lib/files.ts';
import type { FileSystem } from '../lib/host.ts';
import { compare } from '../lib/order.ts';
import { below, child, folderOf, relative } from '../lib/paths.ts';

/** Files and folders that one run looks for because a kustomization names them. */
const mostSought = 100_000;

export interface NamedOptions {
  /** The folder that the paths of files count from; absolute. */
  readonly cwd: string;
  /** The files and folders of the run; absolute. Nothing outside of these folders is read. */
  readonly paths: readonly string[];
  /** True for a file or folder that the config's `exclude` names; absolute. */
  excluded(path: string): boolean;
}

/** The folder of a run, as it was named, and with all links followed. */
interface Root {
  readonly path: string;
  readonly real: string;
}

/**
 * Reads kustomizations, and what they name that the walk did not find: `read` takes a kustomization and answers the paths
 * that it names, absolute but for the first slash. Each file comes once, kustomizations among them. `tooMany` is told of
 * kustomizations that name more than one run looks for.
 */
export function namedFiles(
  files: FileSystem,
  candidates: readonly Candidate[],
  options: NamedOptions,
  read: (kustomization: Candidate) => readonly string[],
  tooMany: (kustomization: Candidate) => void,
): Candidate[] {
  const queue = candidates.filter(({ file }) => isKustomization(file));
  if (queue.length === 0) return [];
  const slash = options.cwd.startsWith('/') ? '/' : '';
  const roots = options.paths
    .filter((path) => kindAt(files, path) === 'folder')
    .map((path) => ({ path, real: files.real(path) ?? path }));
  const seen = new Set(
    candidates.filter(({ kind }) => kind !== 'template' && kind !== 'loose').map(({ path }) => path),
  );
  const sought = new Set<string>();
  const named: Candidate[] = [];

  function add(path: string): void {
    const whole = place(files, path, roots);
    if (whole === undefined || seen.has(whole) || isExcluded(whole, options)) return;
    seen.add(whole);
    const kind: FileKind = fileKind(whole) === 'json' ? 'json' : fileKind(whole) === 'yaml' ? 'yaml' : 'other';
    const candidate = { file: relative(options.cwd, whole), path: whole, kind, explicit: true };
    named.push(candidate);
    if (isKustomization(whole)) queue.push(candidate);
  }

  for (const kustomization of queue) {
    for (const bare of read(kustomization)) {
      const path = `${slash}${bare}`;
      if (seen.has(path) || sought.has(path)) continue;
      if (sought.size >= mostSought) {
        tooMany(kustomization);
        break;
      }
      sought.add(path);
      const kind = kindAt(files, path);
      if (kind === 'file') add(path);
      const kustomizations = kustomizationNames.map((name) => `${path}/${name}`);
      if (kind !== 'folder' || kustomizations.some((file) => seen.has(file))) continue;
      for (const file of kustomizations) if (kindAt(files, file) === 'file') add(file);
    }
  }
  return named;
}

/** The files of a scan without those that were looked into in vain: they are left, as others of such names. */
export function withoutPassed(discovered: Discovered, passed: readonly Candidate[]): Discovered {
  if (passed.length === 0) return discovered;
  const isPassed = new Set(passed);
  const left = passed.map(({ file }) => ({ file, reason: leftByName, notable: false, lost: false }));
  return {
    candidates: discovered.candidates.filter((one) => !isPassed.has(one)),
    left: [...discovered.left, ...left].sort((a, b) => compare(a.file, b.file)),
  };
}

/** The files of a scan with those that kustomizations name: what is read is not left. */
export function withNamed(discovered: Discovered, named: readonly Candidate[]): Discovered {
  if (named.length === 0) return discovered;
  const read = new Set(named.map(({ file }) => file));
  return {
    candidates: [...discovered.candidates, ...named],
    left: discovered.left.filter(({ file }) => !read.has(file)),
  };
}

/** The one path of a file inside of the run's folders, all links followed; undefined outside. */
function place(files: FileSystem, path: string, roots: readonly Root[]): string | undefined {
  const real = files.real(path);
  if (real === undefined) return undefined;
  for (const root of roots) {
    const rest = below(root.real, real);
    if (rest !== undefined) return child(root.path, rest);
  }
  return undefined;
}

/** What the config excludes is not read: neither a file nor one in such a folder. */
function isExcluded(path: string, { paths, excluded }: NamedOptions): boolean {
  for (let folder = path; folder !== '' && !paths.includes(folder); folder = folderOf(folder))
    if (excluded(folder)) return true;
  return false;
}

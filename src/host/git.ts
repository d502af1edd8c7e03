/**
 * What bgplint asks git. Names of files and commits are arguments or input of it, never options.
 *
 * Refs go to standard input (`cat-file --batch-check`), where nothing is an option, and only ids are arguments.
 */

import { HostError } from '../lib/host.ts';
import { append } from '../lib/lists.ts';
import { type Git, GitFailure, gitIn } from './run-git.ts';

export { type Git, GitFailure, gitIn };

/** The folder of the working tree, and whether the clone lacks a part of its history. */
export async function repository(git: Git): Promise<{ readonly root: string; readonly shallow: boolean }> {
  const said = textOf(await git(['rev-parse', '--is-shallow-repository', '--show-toplevel']));
  const end = said.indexOf('\n');
  return { root: said.slice(end + 1).replace(/\n$/, ''), shallow: said.slice(0, end) === 'true' };
}

/**
 * The id of the commit that a name means; undefined where there is none. Asked on standard input, where nothing is an
 * option: `git rev-parse` knows `--end-of-options` only since 2.30.
 */
export async function commitOf(git: Git, name: string): Promise<string | undefined> {
  // What names a commit is one line; a line of its own would be another question.
  if (/[\0\n]/.test(name)) return undefined;
  const said = textOf(await git(['cat-file', '--batch-check=%(objectname) %(objecttype)'], `${name}^{commit}\n`));
  return /^([0-9a-f]{40}|[0-9a-f]{64}) commit\n$/.exec(said)?.[1];
}

/** The best common ancestor of two commits, given by their ids; undefined where the clone has none. */
export async function mergeBase(git: Git, one: string, other: string): Promise<string | undefined> {
  try {
    return textOf(await git(['merge-base', one, other])).trim();
  } catch (error) {
    if (error instanceof GitFailure && error.code === 1) return undefined;
    throw error;
  }
}

/** How the working tree is compared. */
interface Compared {
  /** From `filtersOf`. */
  readonly filters: readonly string[];
}

/** The files that git keeps, as `ls-files --stage -z` prints them: staged ones, too. */
export function index(git: Git): Promise<Uint8Array> {
  return git(['ls-files', '--stage', '-z']);
}

/**
 * The names of the filters that the configuration of a repository has, and of those within it: git asks these what
 * changed in them. Listing runs nothing. Throws a HostError for names that git takes for others where they are overridden.
 */
export async function filtersOf(git: Git, submodules: readonly Git[] = []): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const one of [git, ...submodules]) {
    const keys = textOf(await one(['config', '--list', '--name-only', '-z'])).split('\0');
    for (const key of keys) {
      const [, name] = /^filter\.(.*)\.[^.]*$/s.exec(key) ?? [];
      if (name !== undefined) names.add(name);
    }
  }
  if (names.size > mostFilters) throw new HostError(`its configuration has more than ${mostFilters} filters`);
  const odd = [...names].find((name) => /[=\n]/.test(name));
  if (odd !== undefined) {
    throw new HostError(`its configuration has a filter ${JSON.stringify(odd)}, which cannot be switched off`);
  }
  return [...names];
}

/** Each is four settings on one command line. */
const mostFilters = 200;

/** Settings that switch filters off: what they would rewrite counts as changed anyway, and nothing that they name is run. */
function withoutFilters(names: readonly string[]): readonly string[] {
  return names.flatMap((name) =>
    ['clean=', 'smudge=', 'process=', 'required=false'].map((setting) => `filter.${name}.${setting}`),
  );
}

/**
 * The difference of the working tree to a commit, given by its id, in the files of some extensions and in others by name:
 * `--raw` and a patch without context. Everything is a text, whatever `.gitattributes` says of it; options say what the
 * configuration could say otherwise, and that none of its filters runs.
 */
export function diff(
  git: Git,
  commit: string,
  {
    extensions,
    paths,
    filters,
  }: Compared & { readonly extensions: readonly string[]; readonly paths: readonly string[] },
): Promise<Uint8Array> {
  const settings = ['core.quotePath=true', 'diff.relative=false', 'diff.autoRefreshIndex=true'];
  append(settings, withoutFilters(filters));
  return git([
    ...settings.flatMap((setting) => ['-c', setting]),
    'diff',
    ...['--raw', '--patch', '--unified=0', '--inter-hunk-context=0', '--text', '--no-color', '-O/dev/null'],
    ...['--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/'],
    ...['--no-renames', '--submodule=short', '--ignore-submodules=none'],
    commit,
    '--',
    ...extensions.map((extension) => `:(top,icase,glob)**/*.${extension}`),
    ...paths.map((path) => `:(top,literal)${path}`),
  ]);
}

/**
 * All files in which the working tree differs from a commit, given by its id, as `--raw -z` with whole ids: no texts.
 */
export function differing(git: Git, commit: string, { filters }: Compared): Promise<Uint8Array> {
  return git([
    ...['diff.relative=false', 'diff.autoRefreshIndex=true', ...withoutFilters(filters)].flatMap((one) => ['-c', one]),
    ...['diff', '--raw', '-z', '--no-abbrev', '--no-color', '-O/dev/null', '--no-ext-diff', '--no-renames'],
    ...['--ignore-submodules=all', commit, '--'],
  ]);
}

/** Texts of blobs by their ids; those over `most` bytes, and those that the clone lacks, are left out. */
export async function blobs(git: Git, ids: readonly string[], most: number): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  if (ids.length === 0) return found;
  const input = (some: readonly string[]) => some.map((id) => `${id}\n`).join('');
  const sizes = textOf(await git(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], input(ids)));
  let part: string[] = [];
  let bytes = 0;
  const readPart = async () => {
    if (part.length > 0)
      for (const [id, blob] of readBlobs(await git(['cat-file', '--batch'], input(part)))) found.set(id, blob);
    part = [];
    bytes = 0;
  };
  for (const line of sizes.split('\n')) {
    const [, id = '', size = ''] = /^([0-9a-f]+) blob (\d+)$/.exec(line) ?? [];
    if (id === '' || Number(size) > most) continue;
    if (bytes + Number(size) > mostBatch) await readPart();
    part.push(id);
    bytes += Number(size);
  }
  await readPart();
  return found;
}

/** Of one answer of git, which has a bound. */
const mostBatch = 64 * 1024 * 1024;

/** `<id> blob <size>`, the bytes and a line end each, as `cat-file --batch` prints them. */
function* readBlobs(bytes: Uint8Array): Iterable<readonly [string, Uint8Array]> {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const [, id = '', size = ''] = /^([0-9a-f]+) blob (\d+)$/.exec(textOf(bytes.subarray(at, end))) ?? [];
    if (id === '') return;
    yield [id, bytes.subarray(end + 1, end + 1 + Number(size))];
    at = end + 1 + Number(size) + 1;
  }
}

/** What attributes have rewritten before they are compared, as `check-attr -z` prints it. */
export function rewriting(git: Git, files: readonly string[]): Promise<Uint8Array> {
  const input = files.map((file) => `${file}\0`).join('');
  return git(['check-attr', '-z', '--stdin', 'filter', 'working-tree-encoding'], input);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

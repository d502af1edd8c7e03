/** What bgplint asks git. Names of files and commits are arguments or input of it, never options. */
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

/** The files that git keeps, as `ls-files --stage -z` prints them: staged ones, too. */
export function index(git: Git): Promise<Uint8Array> {
  return git(['ls-files', '--stage', '-z']);
}

/**
 * The difference of the working tree to a commit, given by its id, in the files of some extensions and in others by name:
 * `--raw` and a patch without context. Everything is a text, whatever `.gitattributes` says of it; options say what the
 * configuration could say otherwise.
 */
export function diff(
  git: Git,
  commit: string,
  { extensions, paths }: { readonly extensions: readonly string[]; readonly paths: readonly string[] },
): Promise<Uint8Array> {
  const settings = ['core.quotePath=true', 'diff.relative=false', 'diff.autoRefreshIndex=true'];
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

/** What attributes have rewritten before they are compared, as `check-attr -z` prints it. */
export function rewriting(git: Git, files: readonly string[]): Promise<Uint8Array> {
  const input = files.map((file) => `${file}\0`).join('');
  return git(['check-attr', '-z', '--stdin', 'filter', 'working-tree-encoding'], input);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

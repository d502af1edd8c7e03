/** The files of a repository as they were at a commit. */
import { fileKind } from '../discover/kinds.ts';
import { type FormerTree, formerFiles } from '../host/former-files.ts';
import { blobs, differing, type Git } from '../host/git.ts';
import type { FileSystem } from '../lib/host.ts';
import { defaultLimits } from '../lib/limits.ts';
import { below } from '../lib/paths.ts';
import { type Former, readRaw } from '../narrow/names.ts';
import type { Repository } from './repository.ts';

/** The working tree's files as they were at a commit. */
export interface AtCommit {
  readonly commit: string;
  readonly root: string;
  readonly tracked: ReadonlySet<string>;
  /** All files that differ, relative to the root, and what each was; undefined: it was not there. */
  readonly differs: ReadonlyMap<string, Former | undefined>;
  /** The file system at the commit; what was named and has no past there is as it is now. */
  files(): Promise<FileSystem>;
}

/** The files at a commit. `named` are absolute paths that the user gave. */
export async function stateAt(
  { git, root, tracked, submodules, filters }: Repository,
  named: readonly string[],
  commit: string,
): Promise<AtCommit> {
  const differs = readRaw(await differing(git, commit, { filters }));
  let files: Promise<FileSystem> | undefined;
  const make = async (): Promise<FileSystem> => {
    const texts = await textsOf(
      git,
      differs,
      named.map((path) => below(root, path)),
    );
    const changed: FormerTree['changed'] = new Map(
      [...differs].map(([path, former]) => [
        path,
        former === undefined ? 'absent' : { link: former.mode === '120000', text: texts.get(former.id) },
      ]),
    );
    const withoutPast = named.filter((path) => {
      const inside = below(root, path);
      return inside !== undefined && !tracked.has(inside) && !differs.has(inside);
    });
    return formerFiles({ root, changed, tracked, submodules, named: new Set(withoutPast) });
  };
  return {
    commit,
    root,
    tracked,
    differs,
    files: () => {
      files ??= make();
      return files;
    },
  };
}

/** What only a kustomization, a config or a person names may have any name, and is small. */
const mostOfOthers = 1 << 20;

async function textsOf(
  git: Git,
  differs: AtCommit['differs'],
  named: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = new Set(named);
  const [read, others]: [string[], string[]] = [[], []];
  for (const [path, former] of differs) {
    if (former === undefined || former.mode === '160000') continue;
    (fileKind(path) !== 'other' || wanted.has(path) ? read : others).push(former.id);
  }
  return new Map([...(await blobs(git, read, defaultLimits.yamlBytes)), ...(await blobs(git, others, mostOfOthers))]);
}

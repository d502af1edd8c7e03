/** Globs of the config that match nothing: what was renamed since, or misspelt. */
import { neverRead } from '../discover/index.ts';
import type { Discovered } from '../discover/types.ts';
import { globs } from '../lib/glob.ts';
import type { Config } from '../model/config.ts';
import type { Path } from '../model/document.ts';

/** What `exclude` says of paths, and which of its globs nothing answered to. */
export interface Exclusion {
  /** True for an absolute path that one of the globs matches. */
  excluded(path: string): boolean;
  /** The paths in the config of globs that match nothing, after a walk over all of the config's folder. */
  unmatched(discovered: Discovered): readonly Path[];
}

/** `fromConfig` gives a path relative to the config's folder. */
export async function exclusionOf(
  globsOf: readonly string[],
  fromConfig: (path: string) => string,
): Promise<Exclusion> {
  const matchers = await Promise.all(globsOf.map((glob) => globs([glob])));
  const matched = new Set<number>();
  return {
    excluded(path) {
      if (matchers.length === 0) return false;
      const shown = fromConfig(path);
      const first = matchers.findIndex((matches) => matches(shown));
      if (first !== -1) matched.add(first);
      return first !== -1;
    },
    unmatched({ left }) {
      const open = [...matchers.keys()].filter((i) => !matched.has(i));
      if (open.length === 0) return [];
      const passed = left.filter(({ passedOver }) => passedOver).map(({ file }) => fromConfig(file));
      return open
        .filter((i) => !passed.some((file) => matchers[i]?.(file)) && knowable(globsOf[i] ?? '', passed))
        .map((i) => ['exclude', i]);
    },
  };
}

/** False where the glob may match inside of what the walk passed over. */
function knowable(glob: string, passed: readonly string[]): boolean {
  const parts = glob.replace(/^(?:\.\/)+/, '').split('/');
  if (parts.some((part) => neverRead.has(part))) return false;
  const wild = parts.findIndex((part) => /[*?[{]/.test(part));
  const fixed = (wild === -1 ? parts : parts.slice(0, wild)).filter((part) => part !== '').join('/');
  return !passed.some(
    (file) => fixed === '' || `${file}/`.startsWith(`${fixed}/`) || `${fixed}/`.startsWith(`${file}/`),
  );
}

/** Comparisons of one run: thousands of globs that match none of thousands of files would take longer than the check. */
const mostComparisons = 500_000;

/** The paths in the config of clusters' globs that match none of the files. */
export async function unmatchedClusters(
  { clusters }: Config,
  files: readonly string[],
  fromConfig: (file: string) => string,
): Promise<readonly Path[]> {
  if (clusters.length === 0) return [];
  const shown = files.map(fromConfig);
  const unmatched: Path[] = [];
  let left = mostComparisons;
  for (const [i, cluster] of clusters.entries()) {
    for (const [j, glob] of cluster.paths.entries()) {
      const matches = await globs([glob]);
      const first = shown.slice(0, left).findIndex((file) => matches(file));
      if (first === -1 && shown.length > left) return unmatched;
      left -= first === -1 ? shown.length : first + 1;
      if (first === -1) unmatched.push(['clusters', i, 'paths', j]);
    }
  }
  return unmatched;
}

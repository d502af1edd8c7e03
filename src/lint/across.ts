/** Findings that join objects of which nobody knows whether they are of one cluster. */
import type { Located, Undecided } from '../locate/index.ts';
import type { RawFinding } from '../model.ts';
import type { ScannedCluster } from './clusters.ts';

const reason = 'it joins objects that may be of different clusters: `clusters` in bgplint.yaml can tell';

const besideReason = 'what it misses may be in a file beside it: `clusters` in bgplint.yaml can tell';

/**
 * Where clusters are only told by the copies in a scan, what none of them holds counts as common to all: a base, or another
 * network altogether. A finding that joins a cluster's own object with such a one, or two such of different folders, is not
 * decided. Nor is a claim that something is nowhere, in a cluster of one file: copies in the files beside it made it one, and
 * they may hold what it misses.
 */
export function apart(
  located: readonly Located[],
  seenBy: ReadonlyMap<RawFinding, readonly ScannedCluster[]>,
): { readonly together: readonly Located[]; readonly undecided: readonly Undecided[] } {
  const together: Located[] = [];
  const undecided: Undecided[] = [];
  for (const one of located) {
    const { finding, resource } = one;
    const files = [...new Set([finding.file, ...finding.related.map(({ file }) => file)])];
    const clusters = seenBy.get(one.raw) ?? [];
    const { rule, file, range } = finding;
    if (resource === undefined || clusters.length === 0) together.push(one);
    else if (!clusters.some((cluster) => areTogether(files, cluster)))
      undecided.push({ rule, file, range, reason, resource });
    else if (one.raw.claim === 'absence' && clusters.every(({ path }) => path === file))
      undecided.push({ rule, file, range, reason: besideReason, resource });
    else together.push(one);
  }
  return { together, undecided };
}

function areTogether(files: readonly string[], { path }: ScannedCluster): boolean {
  const own = files.filter((file) => path === '' || file === path || file.startsWith(`${path}/`));
  if (own.length > 0) return own.length === files.length;
  const folders = files.map((file) => file.slice(0, file.lastIndexOf('/') + 1));
  return folders.every((folder) => folders.every((other) => folder.startsWith(other) || other.startsWith(folder)));
}

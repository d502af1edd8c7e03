/** Findings that join objects of which nobody knows whether they are of one cluster. */
import type { Located, Undecided } from '../locate/index.ts';
import type { RawFinding } from '../model.ts';
import type { ScannedCluster } from './clusters.ts';

const reason = 'it joins objects that may be of different clusters: `clusters` in bgplint.yaml can tell';

/**
 * Where clusters are only told by the copies in a scan, what none of them holds counts as common to all: a base, or another
 * network altogether. A finding that joins a cluster's own object with such a one, or two such of different folders, is not
 * decided.
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
    if (resource === undefined || clusters.length === 0 || clusters.some((cluster) => areTogether(files, cluster))) {
      together.push(one);
    } else {
      const { rule, file, range } = finding;
      undecided.push({ rule, file, range, reason, resource });
    }
  }
  return { together, undecided };
}

function areTogether(files: readonly string[], { path }: ScannedCluster): boolean {
  const own = files.filter((file) => path === '' || file === path || file.startsWith(`${path}/`));
  if (own.length > 0) return own.length === files.length;
  const folders = files.map((file) => file.slice(0, file.lastIndexOf('/') + 1));
  return folders.every((folder) => folders.every((other) => folder.startsWith(other) || other.startsWith(folder)));
}

/** Findings of several clusters become one, once it is known in which of them their objects belong together. */
import { append } from '../lib/lists.ts';
import { folderOf, isWithin } from '../lib/paths.ts';
import type { Listing } from '../model/resource.ts';
import type { RawFinding } from '../model/rule.ts';
import type { ScannedCluster } from './clusters.ts';
import type { Scan } from './scan-result.ts';

/** A finding, and the clusters in which it came up. */
export interface Found {
  raw: RawFinding;
  readonly clusters: ScannedCluster[];
}

/** Findings, each once, and those of them that join what may be of different clusters. */
export interface Joined {
  readonly found: readonly Found[];
  readonly apart: ReadonlySet<RawFinding>;
}

/**
 * Where clusters are only told by the copies in a scan, what none of them holds counts as common to all: a base, or another
 * network altogether. A finding that joins a cluster's own object with such a one, or two such of different folders, is apart,
 * unless one kustomization builds them or another cluster decides it: each is judged with the further places that its own
 * cluster gave it.
 */
export function joined(
  all: readonly Found[],
  { resources, listing }: Pick<Scan, 'resources' | 'listing'>,
  guessed: boolean,
): Joined {
  if (!guessed) return { found: once(all, new Set()), apart: new Set() };
  const files = new Map(resources.map(({ id, document }) => [id, document.source.file]));
  const decided: Found[] = [];
  const apart: Found[] = [];
  for (const one of all) {
    const its = filesOf(one.raw, files);
    const clusters = one.clusters.filter((cluster) => its === undefined || areTogether(its, cluster, listing));
    if (clusters.length > 0) decided.push({ raw: one.raw, clusters });
    else apart.push(one);
  }
  const heldBack = new Set(apart.map(({ raw }) => raw));
  // What is decided speaks for its place.
  return { found: once([...decided, ...apart], heldBack), apart: heldBack };
}

/** The files of a finding's places; undefined for one about a text. */
function filesOf({ at, related = [] }: RawFinding, files: ReadonlyMap<number, string>): readonly string[] | undefined {
  if ('mark' in at) return undefined;
  const ids = [at.resource, ...related.flatMap((other) => ('resource' in other.at ? [other.at.resource] : []))];
  return [...new Set(ids.map((id) => files.get(id) ?? ''))];
}

function areTogether(files: readonly string[], cluster: ScannedCluster, listing: Listing): boolean {
  const owned = files.filter((file) => cluster.owns(file));
  if (owned.length === files.length) return true;
  const folders = [...new Set(files.map(folderOf))];
  if (folders.length === 1 || areBuilt(files, listing)) return true;
  if (owned.length > 0) return false;
  // Each of them holds the other, or is held by it.
  const byLength = folders.sort((a, b) => a.length - b.length);
  return byLength.every((folder, i) => i === 0 || isWithin(byLength[i - 1] ?? '', folder));
}

/** True if one kustomization builds all of them. */
function areBuilt([first = '', ...others]: readonly string[], listing: Listing): boolean {
  return listing.by(first).some((build) => others.every((file) => listing.by(file).includes(build)));
}

/**
 * One finding for one fault of a common file, whose message differs from cluster to cluster ("none of the 2 known nodes").
 * In one cluster a rule may say several things of one place: they all stand.
 */
function once(found: readonly Found[], apart: ReadonlySet<RawFinding>): readonly Found[] {
  const byPlace = new Map<string, { readonly first: Found; readonly clusters: Set<ScannedCluster> }>();
  return found.filter((one) => {
    const key = JSON.stringify([one.raw.rule, one.raw.at]);
    const known = byPlace.get(key);
    if (known === undefined) {
      byPlace.set(key, { first: one, clusters: new Set(one.clusters) });
      return true;
    }
    const isNew = one.clusters.some((cluster) => known.clusters.has(cluster));
    if (isNew) for (const cluster of one.clusters) known.clusters.add(cluster);
    else if (!apart.has(one.raw) || apart.has(known.first.raw)) append(known.first.clusters, one.clusters);
    return isNew;
  });
}

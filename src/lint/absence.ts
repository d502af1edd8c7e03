/** Claims about a whole cluster count for as much as was seen of it. */
import { families } from '../classify/families.ts';
import type { Left } from '../discover/index.ts';
import type { Undecided } from '../locate/index.ts';
import type { Family, Finding, RawFinding } from '../model.ts';
import type { ScannedCluster } from './clusters.ts';
import type { Scan } from './gathered.ts';

/** Why a claim about a family's objects in a cluster is not certain, in a clause; undefined where it is. */
export type Gap = (cluster: ScannedCluster, family: Family) => string | undefined;

/**
 * Nothing is certain of a cluster that is not declared complete, nor where something of the family was skipped, is
 * partial or undecided, nor where the scan did not go through all of the config's folder.
 */
export function gaps(scan: Scan, left: readonly Left[], undecided: readonly Undecided[], wholeFolder: boolean): Gap {
  const unread = [...scan.skipped, ...left.filter(({ lost }) => lost).map(({ file }) => ({ file, families: null }))];
  const known = new Map<ScannedCluster, Map<Family, string | undefined>>();
  const why: Gap = (cluster, family) => {
    if (!cluster.complete) return 'bgplint.yaml does not declare the cluster `complete`';
    if (!wholeFolder) return 'this run did not read all of the cluster';
    const skipped = unread.find(
      (file) =>
        cluster.sees(file.file) &&
        (file.families === null || file.families.has(family) || file.families.has('kubernetes')),
    );
    if (skipped !== undefined) return `${skipped.file} was not checked`;
    const partial = cluster.resources().find((resource) => resource.partial && resource.family === family);
    if (partial !== undefined) return `${partial.document.source.file} is a patch`;
    const open = undecided.find((held) => held.resource.family === family && cluster.sees(held.file));
    return open === undefined ? undefined : `a value in ${open.file} is not known`;
  };
  return (cluster, family) => {
    const ofCluster = known.get(cluster) ?? new Map<Family, string | undefined>();
    known.set(cluster, ofCluster);
    if (!ofCluster.has(family)) ofCluster.set(family, why(cluster, family));
    return ofCluster.get(family);
  };
}

/** A claim of absence, as certain as its clusters are: a note that says why it is only one, where none is. */
export function capped(finding: Finding, raw: RawFinding, clusters: readonly ScannedCluster[], gap: Gap): Finding {
  if (raw.claim !== 'absence') return finding;
  const about = familiesOf(finding.rule);
  const reasons = clusters.map((cluster) => about.map((family) => gap(cluster, family)).find(isReason));
  if (reasons.includes(undefined)) return finding;
  return { ...finding, level: 'note', message: `${finding.message}; a note, because ${reasons[0]}` };
}

const isReason = (reason: string | undefined) => reason !== undefined;

/** The families that a rule is about: its own, or for one about both ends of a session all that declare sessions. */
function familiesOf(rule: string): readonly Family[] {
  const own = rule.slice(0, rule.indexOf('/'));
  if (own === 'session') return families.filter(({ kinds }) => kinds.length > 0).map(({ family }) => family);
  return [own as Family];
}

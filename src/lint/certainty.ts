/** Claims about a whole cluster count for as much as was seen of it. */

import type { Left } from '../discover/types.ts';
import { structured } from '../families/index.ts';
import { folderOf } from '../lib/paths.ts';
import { ruleFamily } from '../lib/rules.ts';
import type { Located, Undecided } from '../locate/index.ts';
import type { Finding } from '../model/finding.ts';
import type { Family, Listing } from '../model/resource.ts';
import type { RawFinding } from '../model/rule.ts';
import type { ScannedCluster } from './clusters.ts';
import type { Scan } from './scan-result.ts';
import type { Doubt } from './unsure.ts';

/** Why a claim about a family's objects in a cluster is not certain, in a clause; undefined where it is. */
export type Gap = (cluster: ScannedCluster, family: Family) => string | undefined;

/**
 * Nothing is certain of a cluster that is not declared complete, nor where something of the family was skipped, is
 * partial or undecided, nor where the scan did not go through all of the config's folder.
 */
export function gaps(scan: Scan, left: readonly Left[], undecided: readonly Undecided[], wholeFolder: boolean): Gap {
  const unread = [...scan.skipped, ...left.filter(({ lost }) => lost).map(({ file }) => ({ file, families: null }))];
  const reasons = new Map<ScannedCluster, Map<Family, string | undefined>>();
  const why: Gap = (cluster, family) => {
    if (!cluster.complete) return 'set `complete: true` in bgplint.yaml if the scan holds the whole cluster';
    if (!wholeFolder) return 'this run did not read the whole cluster';
    const skipped = unread.find(
      (file) =>
        cluster.sees(file.file) &&
        (file.families === null || file.families.has(family) || file.families.has('kubernetes')),
    );
    if (skipped !== undefined) return `${skipped.file} was not checked`;
    const partial = cluster.resources().find((resource) => resource.partial && resource.family === family);
    if (partial !== undefined) return `${partial.document.source.file} is a patch`;
    const open = undecided.find((held) => held.resource.family === family && cluster.sees(held.file));
    return open === undefined ? undefined : `a value in ${open.file} is unknown`;
  };
  return (cluster, family) => {
    const ofCluster = reasons.get(cluster) ?? new Map<Family, string | undefined>();
    reasons.set(cluster, ofCluster);
    if (!ofCluster.has(family)) ofCluster.set(family, why(cluster, family));
    return ofCluster.get(family);
  };
}

/** A claim of absence, as certain as its clusters are: a note that says why it is only one, where none is. */
export function capAbsence(
  finding: Finding,
  raw: RawFinding,
  { clusters, doubt }: { readonly clusters: readonly ScannedCluster[]; readonly doubt: Doubt | undefined },
  gap: Gap,
): Finding {
  if (raw.claim !== 'absence') return finding;
  const [first] = clusters;
  if (doubt === 'elsewhere' && first !== undefined)
    return asNote(finding, `this holds for ${first.name}, and the clusters are guessed`);
  const about = familiesOf(finding.rule);
  const reasons = clusters.map((cluster) => about.map((family) => gap(cluster, family)).find(isReason));
  if (reasons.includes(undefined)) return finding;
  return asNote(finding, reasons[0] ?? '');
}

/** What may be there is not pasted: it would replace that. */
function asNote({ paste: _paste, ...finding }: Finding, why: string): Finding {
  return { ...finding, level: 'note', message: `${finding.message}; note only: ${why}` };
}

const isReason = (reason: string | undefined) => reason !== undefined;

/** The families that a rule is about: its own, or for one about both ends of a session all that declare sessions. */
function familiesOf(rule: string): readonly Family[] {
  const family = ruleFamily(rule);
  if (family === 'session') return structured;
  return [family as Family];
}

/** Why guessed clusters do not decide it. */
function doubted(doubt: Doubt, { claim }: RawFinding): string {
  const why = () => {
    if (doubt === 'apart') return 'it joins objects that may belong to different clusters';
    return claim !== undefined
      ? 'what is missing may be in a folder of another cluster'
      : 'an object in a folder of what may be another cluster resolves it';
  };
  return `${why()} (\`clusters\` in bgplint.yaml says which)`;
}

const replacedReason = 'a later copy of the object replaces it, so it was not checked against other objects';

const unlistedReason =
  'the kustomization of its folder does not list its file, so it was not checked against other objects';

/** What is known of what is applied together. */
export interface Togetherness {
  /** Why clusters that are only guessed do not decide a finding. */
  readonly doubts: ReadonlyMap<RawFinding, Doubt>;
  readonly listing: Listing;
}

/**
 * Findings that join what may be of different clusters, something with an object that a later copy replaces, or what a
 * kustomization lists with what it leaves out, are not decided; nor is what the replaced misses beside it.
 */
export function holdBack(
  located: readonly Located[],
  seenBy: ReadonlyMap<RawFinding, readonly ScannedCluster[]>,
  { doubts, listing }: Togetherness,
): { readonly kept: readonly Located[]; readonly heldBack: readonly Undecided[] } {
  const kept: Located[] = [];
  const heldBack: Undecided[] = [];
  for (const one of located) {
    const { finding, resource, raw } = one;
    const files = [...new Set([finding.file, ...finding.related.map(({ file }) => file)])];
    const clusters = seenBy.get(raw) ?? [];
    const { rule, file, range } = finding;
    const why = (): string | undefined => {
      if (resource === undefined || clusters.length === 0) return undefined;
      if (clusters.every(({ aside }) => aside) && !isAlone(raw))
        return clusters.some(({ leftOut }) => leftOut.has(resource.id)) ? unlistedReason : replacedReason;
      const doubt = doubts.get(raw);
      // Of clusters that are said to be complete it is told what they lack.
      if (doubt !== undefined && !(doubt === 'elsewhere' && clusters.some(({ complete }) => complete)))
        return doubted(doubt, raw);
      return files.length > 1 && isSplitByListing(files, listing) ? unlistedReason : undefined;
    };
    const reason = why();
    if (reason === undefined || resource === undefined) kept.push(one);
    else heldBack.push({ rule, file, range, reason, resource });
  }
  return { kept, heldBack };
}

/**
 * What joins files of one folder, where one of the objects replaces another of its name: a note, since the files may be
 * alternatives, as samples are, of which nobody applies two. It is no less than that: a copy must not hide a fault.
 */
export function alternative(finding: Finding, raw: RawFinding, clusters: readonly ScannedCluster[]): Finding {
  if (finding.level === 'note') return finding;
  const { at, related = [] } = raw;
  const places = [at, ...related.map((other) => other.at)];
  const ids = new Set(places.flatMap((place) => ('resource' in place ? [place.resource] : [])));
  if (ids.size < 2 || finding.related.every(({ file }) => file === finding.file)) return finding;
  const copies = clusters.map((cluster) =>
    [...ids].map((id) => cluster.inFolder(id)).find((found) => found !== undefined),
  );
  const [first] = copies;
  if (first === undefined || copies.includes(undefined)) return finding;
  const { gvk, name, document } = first.kept;
  const folder = folderOf(document.source.file);
  if ([finding, ...finding.related].some(({ file }) => folderOf(file) !== folder)) return finding;
  return asNote(finding, `${gvk.kind} ${name} is in several files of this folder`);
}

/** True for a finding about nothing but one object. */
function isAlone({ at, related = [], rests_on: rests = [], claim }: RawFinding): boolean {
  if (claim !== undefined || !('resource' in at)) return false;
  const others = [...rests, ...related.flatMap((other) => ('resource' in other.at ? [other.at] : []))];
  return others.every(({ resource }) => resource === at.resource);
}

/** True if two of the files are of one folder, whose kustomization lists one of them and leaves out the other. */
function isSplitByListing(files: readonly string[], listing: Listing): boolean {
  const folders = new Map<string, Set<boolean>>();
  for (const file of files) {
    const answers = folders.get(folderOf(file)) ?? new Set();
    folders.set(folderOf(file), answers.add(listing.isLeftOut(file)));
  }
  return [...folders.values()].some((said) => said.size > 1);
}

/**
 * What guessed clusters leave open: a folder beside a cluster may be a part of it, and hold what is nowhere in it; or be of
 * another one, and hide what is missing.
 */

import { attempts, evaluateFitted } from '../evaluate/fitted.ts';
import { isOfApi } from '../lib/family.ts';
import { grouped } from '../lib/lists.ts';
import { getOrMake } from '../lib/maps.ts';
import { folderOf } from '../lib/paths.ts';
import type { Steps } from '../lib/steps.ts';
import type { Listing, Resource } from '../model/resource.ts';
import type { Policy, RawFinding } from '../model/rule.ts';
import { inputOf } from './cluster-input.ts';
import type { ScannedCluster } from './clusters.ts';
import type { Scan } from './scan-result.ts';
import type { Found } from './together.ts';

/**
 * Why a finding about guessed clusters is not decided: it joins objects that may be `apart`; what is nowhere in its cluster is
 * `elsewhere`; or it is `hidden` by objects beside all clusters, without which it would be said.
 */
export type Doubt = 'apart' | 'elsewhere' | 'hidden';

/** What other folders may answer. */
export interface Unsure {
  /** What a cluster's own objects say, and no longer say beside those of folders that are of no cluster. */
  readonly hidden: readonly Found[];
  /** Claims that something is nowhere in a cluster, which nobody would make if the scan were one. */
  readonly answered: readonly RawFinding[];
}

/** @param found what was said of the clusters, each beside what is of none */
export function* unsure(
  policy: Policy,
  clusters: readonly ScannedCluster[],
  { resources, listing }: Scan,
  found: readonly Found[],
): Steps<Unsure> {
  const aside = new Set(
    clusters.flatMap(({ copies, leftOut }) => [
      ...leftOut,
      ...copies.flatMap(({ replaced }) => replaced.map(({ id }) => id)),
    ]),
  );
  const applied = resources.filter(({ id }) => !aside.has(id));
  const said = new Set(found.map(({ raw }) => keyOf(raw)));
  const joining = policy.rules.filter(({ judges }) => judges !== 'object').map(({ id }) => id);
  const hidden = new Map<string, Found>();
  for (const { cluster, objects } of alone(clusters, applied, listing)) {
    for (const raw of yield* ask(policy, cluster, objects, joining)) {
      const key = keyOf(raw);
      const known = hidden.get(key);
      if (said.has(key)) continue;
      if (known === undefined) hidden.set(key, { raw, clusters: [cluster] });
      else known.clusters.push(cluster);
    }
  }
  const claims = found.filter(
    (one) => one.raw.claim !== undefined && one.clusters.every((cluster) => cluster.aside !== true),
  );
  const [first] = clusters;
  const rules = [...new Set(claims.map(({ raw }) => raw.rule))];
  const all = first === undefined || rules.length === 0 ? [] : yield* ask(policy, first, applied, rules);
  const ofAll = new Set(all.map(keyOf));
  const answered = claims.map(({ raw }) => raw).filter((raw) => !ofAll.has(keyOf(raw)));
  return { hidden: [...hidden.values()], answered };
}

/** A finding's rule and place: what it is, in whatever words. */
function keyOf({ rule, at }: RawFinding): string {
  return JSON.stringify([rule, at]);
}

/** What some rules say of some objects, as one cluster. */
function* ask(
  policy: Policy,
  cluster: ScannedCluster,
  objects: readonly Resource[],
  rules: readonly string[],
): Steps<readonly RawFinding[]> {
  const asked = new Set(rules);
  const some = { ...policy, rules: policy.rules.filter(({ id }) => asked.has(id)) };
  const told = (of: readonly Resource[]) => ({
    ...inputOf({ ...cluster, copies: [] })(of),
    rules: rules.map((id) => id.split('/')),
  });
  return (yield* evaluateFitted(some, told, { resources: objects, marked: [] }, attempts())).findings;
}

interface Alone {
  readonly cluster: ScannedCluster;
  readonly objects: readonly Resource[];
}

/**
 * Each folder of what is of no cluster, and the objects of each cluster: without what is of none, but for what a folder around
 * theirs or one build puts beside them. Nothing where all is of clusters, or the rest is not about BGP.
 */
function* alone(clusters: readonly ScannedCluster[], applied: readonly Resource[], listing: Listing): Generator<Alone> {
  const ids = new Set(applied.map(({ id }) => id));
  const seenBy = (cluster: ScannedCluster) => cluster.resources().filter(({ id }) => ids.has(id));
  const shared = sharedBy(clusters, applied);
  const [first] = clusters;
  if (first === undefined || ![...shared].some(isOfBgp)) return;
  const around = new Set(clusters.flatMap(({ path }) => foldersAround(path)));
  const near = new Near([...shared], listing);
  const branches = grouped([...shared], (resource) => branchOf(fileOf(resource), around));
  for (const own of branches.values()) yield { cluster: first, objects: near.with(own) };
  for (const cluster of clusters)
    yield { cluster, objects: near.with(seenBy(cluster).filter((resource) => !shared.has(resource))) };
}

/** Steps from objects to what is built with them: a base may stand in many builds. */
const mostSteps = 1_000_000;

/** What is of no cluster, by where it is. */
class Near {
  readonly #listing: Listing;
  readonly #byFolder: ReadonlyMap<string, readonly Resource[]>;
  readonly #byBuild = new Map<string, Resource[]>();
  #left = mostSteps;

  constructor(shared: readonly Resource[], listing: Listing) {
    this.#listing = listing;
    this.#byFolder = grouped(shared, (resource) => folderOf(fileOf(resource)));
    for (const resource of shared) {
      const builds = listing.by(fileOf(resource));
      this.#left -= builds.length;
      if (this.#left < 0) break;
      for (const build of builds) getOrMake(this.#byBuild, build, () => []).push(resource);
    }
  }

  /** Some objects with what stands in the folders around theirs, or is built with them. */
  with(own: readonly Resource[]): readonly Resource[] {
    const all = new Set(own);
    const add = (near: readonly Resource[] = []) => {
      for (const resource of near) all.add(resource);
    };
    const files = new Set(own.map(fileOf));
    for (const folder of new Set([...files].flatMap(foldersAround))) add(this.#byFolder.get(folder));
    for (const build of new Set([...files].flatMap((file) => this.#listing.by(file)))) {
      const built = this.#byBuild.get(build) ?? [];
      this.#left -= built.length;
      if (this.#left >= 0) add(built);
    }
    return [...all].sort((a, b) => a.id - b.id);
  }
}

/** How many resources are of none of the clusters, and in which folders. */
export function besideAll(clusters: readonly ScannedCluster[], resources: readonly Resource[]) {
  const around = new Set(clusters.flatMap(({ path }) => foldersAround(path)));
  const shared = sharedBy(clusters, resources);
  const folders = new Set([...shared].map((resource) => branchOf(fileOf(resource), around) || '.'));
  return { resources: shared.size, folders: [...folders].sort() };
}

/** What none of the clusters has for itself. */
function sharedBy(clusters: readonly ScannedCluster[], resources: readonly Resource[]): Set<Resource> {
  const shared = new Set(resources);
  for (const cluster of clusters)
    for (const resource of cluster.resources()) if (cluster.owns(fileOf(resource))) shared.delete(resource);
  return shared;
}

/** The outermost folder of a file that holds no cluster; its own folder where all of them do. */
function branchOf(file: string, around: ReadonlySet<string>): string {
  const folders = [...foldersAround(file)].reverse();
  return folders.find((folder) => !around.has(folder)) ?? folderOf(file);
}

function fileOf({ document }: Resource): string {
  return document.source.file;
}

function isOfBgp({ family }: Resource): boolean {
  return family !== 'kubernetes' && isOfApi(family);
}

/** The folder of a file, and those around it. */
function foldersAround(file: string): readonly string[] {
  const folders = [folderOf(file)];
  for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder)) folders.push(folderOf(folder));
  return folders;
}

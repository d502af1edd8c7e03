/** The clusters of a scan: as the config lists them, or as the copies in it tell. */

import { appliedFrom, type Copies, copiesIn, identityOf, isCopied } from '../cluster/copies.ts';
import { type Cluster, type Split, splitClusters } from '../cluster/split.ts';
import { optionsOf } from '../config/level.ts';
import type { ClusterInput } from '../evaluate/index.ts';
import { isOfApi } from '../lib/family.ts';
import { globs } from '../lib/glob.ts';
import { inKeyOrder } from '../lib/json.ts';
import { grouped } from '../lib/lists.ts';
import { getOrMake } from '../lib/maps.ts';
import type { Config, RouterEntry } from '../model/config.ts';
import type { Json, JsonObject } from '../model/document.ts';
import type { Listing, Resource } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';

/** A cluster with what the rules are told of it. */
export interface ScannedCluster extends Cluster {
  readonly name: string;
  /** The config says that its paths hold everything that is applied. */
  readonly complete: boolean;
  /** How many objects are in the files that it sees, and how many of them are its own. */
  readonly size: number;
  readonly own: number;
  /** They, in the order of their numbers. Nothing keeps them: thousands of clusters may have thousands in common. */
  resources(): readonly Resource[];
  /** The copies in it that replace others of one file, folder or kustomization. */
  readonly copies: readonly Copies[];
  /** Those of an object that replaces another one in another file of its folder; undefined if it does not. */
  inFolder(id: number): Copies | undefined;
  /** The objects in files that the kustomization of their folder leaves out: they have to do with nothing beside them. */
  readonly leftOut: ReadonlySet<number>;
  readonly input: ClusterInput;
  /** True for what is judged beside it, since a copy replaces it or a kustomization leaves it out: what it says itself counts. */
  readonly aside?: boolean;
}

/** True for the number of an object that is judged beside the others: a copy replaces it, or a kustomization leaves it out. */
export function asideIn({ copies, leftOut }: ScannedCluster): (id: number) => boolean {
  const replaced = new Set(copies.flatMap((one) => one.replaced.map(({ id }) => id)));
  return (id) => replaced.has(id) || leftOut.has(id);
}

/** True for clusters that copies in the scan told: those of the config are no guess. */
export function areGuessed(clusters: readonly ScannedCluster[]): boolean {
  return clusters.length > 1 && clusters.every(({ input }) => input.listed !== true);
}

export interface ClusterContext {
  readonly config: Config;
  readonly rules: readonly Rule[];
  readonly today: string;
  readonly listing: Listing;
  /** True for an object that a patch takes out of what is built. */
  deleted(resource: Resource): boolean;
  /** `file` relative to the config's folder, for its globs. */
  fromConfig(file: string): string;
}

/** What is in none of the clusters that the config lists is context of all of them. */
export async function clustersOf(resources: readonly Resource[], context: ClusterContext): Promise<ScannedCluster[]> {
  const { config } = context;
  const copied = copiesIn(resources, context.listing);
  const leftOut = leftOutOf(resources, context);
  const split =
    config.clusters.length === 0 ? splitClusters(copies(resources, copied, leftOut)) : await listed(context);
  const groups = groupsSeen(split, resources);
  const inFolder = new Map<number, Copies>();
  const copiesOf = split.clusters.map((): Copies[] => []);
  for (const one of copied) {
    if (one.within === 'folder') inFolder.set(one.kept.id, one);
    for (const i of split.seeing(one.kept.document.source.file)) copiesOf[i]?.push(one);
  }
  const isGuessed = config.clusters.length === 0 && split.clusters.length > 1;
  return split.clusters.map((cluster, i) => {
    const seenGroups = groups[i] ?? [];
    const seen = () => seenGroups.flat().sort((a, b) => a.id - b.id);
    const said = config.clusters[i] ?? { name: cluster.path || 'all', ...config };
    return {
      ...cluster,
      name: said.name,
      complete: said.complete,
      size: sum(seenGroups),
      own: sum(seenGroups.filter(([of]) => of !== undefined && cluster.owns(of.document.source.file))),
      resources: seen,
      copies: copiesOf[i] ?? [],
      inFolder: (id) => inFolder.get(id),
      leftOut,
      input: { ...inputOf(said, context), ...(isGuessed && { guessed: true }) },
    };
  });
}

function sum(groups: readonly (readonly Resource[])[]): number {
  return groups.reduce((all, group) => all + group.length, 0);
}

/** For each cluster what it sees, in groups of what the same clusters see. */
function groupsSeen(split: Split, resources: readonly Resource[]): Resource[][][] {
  const groups = grouped(resources, ({ document }) => split.seeing(document.source.file));
  const seen = split.clusters.map((): Resource[][] => []);
  for (const [seeing, group] of groups) for (const i of seeing) seen[i]?.push(group);
  return seen;
}

/** The clusters that the config lists. */
async function listed({ config, fromConfig }: ClusterContext): Promise<Split> {
  const holding = await Promise.all(config.clusters.map((cluster) => globs(cluster.paths)));
  const all = [...holding.keys()];
  const files = new Map<string, readonly number[]>();
  const lists = new Map<string, readonly number[]>();
  const seeing = (file: string): readonly number[] => {
    const cached = files.get(file);
    if (cached !== undefined) return cached;
    const path = fromConfig(file);
    const holders = all.filter((i) => holding[i]?.(path) === true);
    const list = lists.get(holders.join()) ?? (holders.length === 0 ? all : holders);
    lists.set(holders.join(), list);
    files.set(file, list);
    return list;
  };
  return {
    clusters: config.clusters.map(({ name }, i) => ({
      path: name,
      sees: (file) => seeing(file).includes(i),
      owns: (file) => seeing(file).includes(i),
    })),
    seeing,
  };
}

function inputOf(
  said: Pick<Config, 'complete' | 'calico' | 'metallb' | 'cilium'> & { readonly name: string },
  { config, rules, today }: ClusterContext,
): ClusterInput {
  const options = Object.fromEntries(
    rules.filter((rule) => rule.options !== undefined).map((rule) => [rule.id, optionsOf(config, rule)]),
  ) as { [rule: string]: { [name: string]: Json } };
  return {
    name: said.name,
    complete: said.complete,
    listed: config.clusters.length > 0,
    date: today,
    calico: { ...config.calico, ...said.calico },
    metallb: { ...config.metallb, ...said.metallb },
    cilium: { ...config.cilium, ...said.cilium },
    options,
    ...(config.routers.length > 0 && { routers: config.routers.map(routerInput) }),
  };
}

function routerInput({ name, addresses, as, nodeAs }: RouterEntry): JsonObject {
  return { name, addresses, as, ...(nodeAs === undefined ? {} : { node_as: nodeAs }) };
}

/**
 * Objects of which copies in two folders tell clusters apart; resources of plans are context of all of them, and so are folders
 * that one kustomization puts together. What a kustomization leaves out is applied to none.
 */
function copies(resources: readonly Resource[], found: readonly Copies[], leftOut: ReadonlySet<number>) {
  const built = new Set(
    found.flatMap(({ within, replaced }) => (within === 'kustomization' ? replaced.map(({ id }) => id) : [])),
  );
  return resources
    .filter((resource) => isCopied(resource) && !built.has(resource.id) && !leftOut.has(resource.id))
    .map((resource) => ({
      // Copies in two folders tell clusters apart, and so do those in two plans of one folder.
      file: resource.declaredBy === undefined ? resource.document.source.file : `${appliedFrom(resource)}/plan`,
      identity: identityOf(resource),
      // JSON and YAML of one object may hold its keys in another order.
      content: () => inKeyOrder(resource.object),
    }));
}

/** Whole objects of BGP in files that are left out, and what patches delete. A Secret there may be what a generator reads. */
function leftOutOf(resources: readonly Resource[], { listing, deleted }: ClusterContext): ReadonlySet<number> {
  const files = new Map<string, boolean>();
  const isLeftOut = ({ family, partial, document: { source } }: Resource) =>
    family !== 'kubernetes' &&
    isOfApi(family) &&
    !partial &&
    getOrMake(files, source.file, () => listing.isLeftOut(source.file));
  return new Set(resources.filter((one) => isLeftOut(one) || deleted(one)).map(({ id }) => id));
}

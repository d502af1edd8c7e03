/** The clusters of a scan: as the config lists them, or as the copies in it tell. */
import { type Cluster, folderOf, type Split, splitClusters } from '../classify/clusters.ts';
import { optionsOf } from '../config/level.ts';
import type { ClusterInput } from '../evaluate/index.ts';
import { globs } from '../lib/glob.ts';
import { inKeyOrder } from '../lib/json.ts';
import type { Config, Json, Resource, Rule } from '../model.ts';

/** A cluster with what the rules are told of it. */
export interface ScannedCluster extends Cluster {
  readonly name: string;
  /** The config says that its paths hold everything that is applied. */
  readonly complete: boolean;
  /** How many objects are in the files that it sees. */
  readonly size: number;
  /** They, in the order of their numbers. Nothing keeps them: thousands of clusters may have thousands in common. */
  resources(): readonly Resource[];
  /**
   * What the rules are told of: beside its own, a cluster of one file without Nodes knows those of the files beside it.
   * An `apply.yaml` and a `delete.yaml` of one network are copies to tell apart, but their peers are the same nodes.
   */
  judged(): readonly Resource[];
  readonly input: ClusterInput;
}

export interface ClusterContext {
  readonly config: Config;
  readonly rules: readonly Rule[];
  readonly today: string;
  /** `file` relative to the config's folder, for its globs. */
  fromConfig(file: string): string;
}

/** What is in none of the clusters that the config lists is context of all of them. */
export async function clustersOf(resources: readonly Resource[], context: ClusterContext): Promise<ScannedCluster[]> {
  const { config } = context;
  const split = config.clusters.length === 0 ? splitClusters(copies(resources)) : await listed(context);
  const groups = grouped(split, resources);
  const nodes = byFolder(resources.filter(({ kind }) => kind === 'Node'));
  return split.clusters.map((cluster, i) => {
    const own = groups[i] ?? [];
    const seen = () => own.flat().sort((a, b) => a.id - b.id);
    const hasNodes = () => own.some((group) => group.some(({ kind }) => kind === 'Node'));
    const beside = () => (hasNodes() ? [] : (nodes.get(cluster.beside ?? '/') ?? []));
    const said = config.clusters[i] ?? { name: cluster.path || 'all', ...config };
    return {
      ...cluster,
      name: said.name,
      complete: said.complete,
      size: own.reduce((sum, group) => sum + group.length, 0),
      resources: seen,
      judged: () => [...seen(), ...beside()],
      input: inputOf(said, context),
    };
  });
}

/** For each cluster what it sees, in groups of what the same clusters see. */
function grouped(split: Split, resources: readonly Resource[]): Resource[][][] {
  const groups = new Map<readonly number[], Resource[]>();
  for (const resource of resources) {
    const seeing = split.seeing(resource.document.source.file);
    const known = groups.get(seeing);
    if (known === undefined) groups.set(seeing, [resource]);
    else known.push(resource);
  }
  const seen = split.clusters.map((): Resource[][] => []);
  for (const [seeing, group] of groups) for (const i of seeing) seen[i]?.push(group);
  return seen;
}

function byFolder(resources: readonly Resource[]): ReadonlyMap<string, Resource[]> {
  const folders = new Map<string, Resource[]>();
  for (const resource of resources) {
    const folder = folderOf(resource.document.source.file);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [resource]);
    else known.push(resource);
  }
  return folders;
}

/** The clusters that the config lists. */
async function listed({ config, fromConfig }: ClusterContext): Promise<Split> {
  const holding = await Promise.all(config.clusters.map((cluster) => globs(cluster.paths)));
  const all = [...holding.keys()];
  const files = new Map<string, readonly number[]>();
  const lists = new Map<string, readonly number[]>();
  const seeing = (file: string): readonly number[] => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const path = fromConfig(file);
    const own = all.filter((i) => holding[i]?.(path) === true);
    const list = lists.get(own.join()) ?? (own.length === 0 ? all : own);
    lists.set(own.join(), list);
    files.set(file, list);
    return list;
  };
  return {
    clusters: config.clusters.map(({ name }, i) => ({ path: name, sees: (file) => seeing(file).includes(i) })),
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
  };
}

/**
 * Whole Kubernetes objects; resources of plans are context of all clusters. What overlays generate under one name tells no
 * clusters apart: each overlay is often but a part of one.
 */
function copies(resources: readonly Resource[]) {
  return resources
    .filter((resource) => !resource.partial && resource.family !== 'terraform' && resource.name !== '')
    .filter((resource) => resource.kind !== 'SecretGenerator')
    .map(({ document, gvk, namespace, name, object }) => ({
      file: document.source.file,
      identity: JSON.stringify([gvk.group, gvk.kind, namespace, name]),
      // JSON and YAML of one object may hold its keys in another order.
      content: () => inKeyOrder(object),
    }));
}

/** The clusters of a scan: as the config lists them, or as the copies in it tell. */
import { type Cluster, splitClusters } from '../classify/clusters.ts';
import { optionsOf } from '../config/level.ts';
import type { ClusterInput } from '../evaluate/index.ts';
import { globs } from '../lib/glob.ts';
import type { Config, Json, Resource, Rule } from '../model.ts';

/** A cluster with what the rules are told of it. */
export interface ScannedCluster extends Cluster {
  readonly name: string;
  /** The config says that its paths hold everything that is applied. */
  readonly complete: boolean;
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
  if (config.clusters.length === 0) {
    return splitClusters(copies(resources)).map((cluster) => scanned(cluster, cluster.path || 'all', config, context));
  }
  const holding = await Promise.all(config.clusters.map((cluster) => globs(cluster.paths)));
  return config.clusters.map((own, i) => {
    const sees = (file: string) => {
      const path = context.fromConfig(file);
      return holding[i]?.(path) === true || !holding.some((holds) => holds(path));
    };
    return scanned({ path: own.name, sees, isBeside: () => false }, own.name, own, context);
  });
}

function scanned(
  cluster: Cluster,
  name: string,
  said: Pick<Config, 'complete' | 'calico' | 'metallb'>,
  { config, rules, today }: ClusterContext,
): ScannedCluster {
  const options = Object.fromEntries(
    rules.filter((rule) => rule.options !== undefined).map((rule) => [rule.id, optionsOf(config, rule)]),
  ) as { [rule: string]: { [name: string]: Json } };
  const { complete } = said;
  return {
    ...cluster,
    name,
    complete,
    input: {
      name,
      complete,
      date: today,
      calico: { ...config.calico, ...said.calico },
      metallb: { ...config.metallb, ...said.metallb },
      options,
    },
  };
}

/** Whole Kubernetes objects; resources of plans are context of all clusters. */
function copies(resources: readonly Resource[]) {
  return resources
    .filter((resource) => !resource.partial && resource.family !== 'terraform' && resource.name !== '')
    .map(({ document, gvk, namespace, name, object }) => ({
      file: document.source.file,
      identity: JSON.stringify([gvk.group, gvk.kind, namespace, name]),
      content: JSON.stringify(object),
    }));
}

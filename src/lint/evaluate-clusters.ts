/** The rules over every cluster of a scan. */
import { evaluate } from '../evaluate/index.ts';
import { PolicyLimit } from '../lib/host.ts';
import type { Policy, Problem, RawFinding, Resource } from '../model.ts';
import type { ScannedCluster } from './clusters.ts';
import type { Scan, Skipped } from './gathered.ts';

interface Evaluated {
  readonly raw: readonly RawFinding[];
  /** The clusters in which a finding came up: a common file is judged in each. */
  readonly seenBy: ReadonlyMap<RawFinding, readonly ScannedCluster[]>;
  /** The faults of texts, and those of clusters that were given up; marks count in this list. */
  readonly problems: readonly Problem[];
  /** The files of clusters that were given up. */
  readonly gaveUp: readonly Skipped[];
}

/**
 * One evaluation a cluster. Faults of texts go with the first, so that each is reported once. A
 * cluster that does not fit into memory is given up, with a finding, and the findings of the others stand.
 */
export function evaluateClusters(policy: Policy, clusters: readonly ScannedCluster[], scanned: Scan): Evaluated {
  const problems = [...scanned.problems];
  const gaveUp: Skipped[] = [];
  const found = new Map<string, { raw: RawFinding; clusters: ScannedCluster[] }>();
  const note = (cluster: ScannedCluster, findings: readonly RawFinding[]) => {
    for (const raw of findings) {
      // In one cluster a finding may rest on more than in another: where one decides it, it is decided.
      const { rests_on: rests = [], ...told } = raw;
      const key = JSON.stringify(told);
      const known = found.get(key);
      if (known === undefined) {
        found.set(key, { raw, clusters: [cluster] });
        continue;
      }
      known.clusters.push(cluster);
      if (rests.length < (known.raw.rests_on?.length ?? 0)) known.raw = raw;
    }
  };
  const marked = () => problems.map((problem, id) => ({ id, problem }));
  for (const [i, cluster] of clusters.entries()) {
    const resources = resourcesOf(cluster, scanned);
    if (resources.length === 0 && (i > 0 || problems.length === 0)) continue;
    try {
      note(cluster, evaluate(policy, cluster.input, resources, i === 0 ? marked() : []));
    } catch (error) {
      if (!(error instanceof PolicyLimit)) throw error;
      const [file = '.', ...files] = new Set(resources.map((resource) => resource.document.source.file));
      for (const name of [file, ...files]) gaveUp.push({ file: name, reason: error.message, families: null });
      problems.push({ kind: 'LimitExceeded', file, mark: null, detail: { limit: 'memory', bound: 2 ** 31 } });
      note(cluster, evaluate(policy, cluster.input, [], i === 0 ? marked() : marked().slice(-1)));
    }
  }
  return {
    raw: [...found.values()].map(({ raw }) => raw),
    seenBy: new Map([...found.values()].map((entry) => [entry.raw, entry.clusters])),
    problems,
    gaveUp,
  };
}

/**
 * What a cluster sees. One that is a single file without Nodes knows those of the files beside it: an `apply.yaml` and a
 * `delete.yaml` of one network are copies to tell apart, but their peers are the same nodes.
 */
function resourcesOf(cluster: ScannedCluster, { resources }: Scan): readonly Resource[] {
  const seen = resources.filter((resource) => cluster.sees(resource.document.source.file));
  if (seen.some((resource) => resource.kind === 'Node')) return seen;
  const beside = resources.filter(
    (resource) => resource.kind === 'Node' && cluster.isBeside(resource.document.source.file),
  );
  return [...seen, ...beside];
}

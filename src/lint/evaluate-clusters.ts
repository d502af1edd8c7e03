/** The rules over every cluster of a scan. */
import { answersOf } from '../classify/answers.ts';
import { modeOf } from '../classify/metallb/mode.ts';
import { evaluate } from '../evaluate/index.ts';
import { PolicyLimit } from '../lib/host.ts';
import type { JsonObject, Policy, Problem, RawFinding, Resource } from '../model.ts';
import type { ScannedCluster } from './clusters.ts';
import type { Scan, Skipped } from './gathered.ts';
import type { Progress } from './request.ts';

/** A finding, and the clusters in which it came up. */
interface Found {
  raw: RawFinding;
  readonly clusters: ScannedCluster[];
}

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
 * Objects that one run judges, each counted in every cluster that sees it. Copies of one object in many folders make many
 * clusters, and what they have in common is judged in each of them.
 */
const mostJudged = 1_000_000;

/**
 * One evaluation a cluster. Faults of texts go with the first, so that each is reported once. A cluster that does not fit
 * into memory, or comes after too many others, is given up, with a finding, and the findings of the others stand.
 */
export function evaluateClusters(
  policy: Policy,
  clusters: readonly ScannedCluster[],
  scanned: Scan,
  progress: Progress,
): Evaluated {
  const problems = [...scanned.problems];
  const gaveUp: Skipped[] = [];
  const found = new Map<string, Found>();
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
  const giveUp = (resources: readonly Resource[], reason: string, detail: JsonObject) => {
    const files = new Set(resources.map((resource) => resource.document.source.file));
    for (const file of files) gaveUp.push({ file, reason, families: null });
    const [file = '.'] = files;
    problems.push({ kind: 'LimitExceeded', file, mark: null, detail });
  };
  let judged = 0;
  const done = new Set<string>();
  for (const [i, cluster] of clusters.entries()) {
    progress('evaluate', i, clusters.length);
    if (cluster.size === 0 && (i > 0 || problems.length === 0)) continue;
    const resources = cluster.judged();
    judged += resources.length;
    if (judged > mostJudged) {
      const rest = scanned.resources.filter(({ document }) => !done.has(document.source.file));
      giveUp(rest, 'its cluster comes after too many others', { limit: 'judged', bound: mostJudged });
      note(cluster, evaluate(policy, cluster.input, [], i === 0 ? marked() : marked().slice(-1)));
      break;
    }
    for (const { document } of resources) done.add(document.source.file);
    try {
      const said = cluster.input.metallb;
      const metallb = said.mode === undefined ? { ...said, ...modeOf(resources) } : said;
      const input = { ...cluster.input, metallb, ...answersOf(resources) };
      note(cluster, evaluate(policy, input, resources, i === 0 ? marked() : []));
    } catch (error) {
      if (!(error instanceof PolicyLimit)) throw error;
      giveUp(resources, error.message, { limit: 'memory', bound: 2 ** 31 });
      note(cluster, evaluate(policy, cluster.input, [], i === 0 ? marked() : marked().slice(-1)));
    }
  }
  const told = clusters.length > 1 ? once([...found.values()]) : [...found.values()];
  return {
    raw: told.map(({ raw }) => raw),
    seenBy: new Map(told.map((entry) => [entry.raw, entry.clusters])),
    problems,
    gaveUp,
  };
}

/**
 * One finding for one fault of a common file, whose message differs from cluster to cluster ("none of the 2 known nodes").
 * In one cluster a rule may say several things of one place: they all stand.
 */
function once(found: readonly Found[]): readonly Found[] {
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
    else known.first.clusters.push(...one.clusters);
    return isNew;
  });
}

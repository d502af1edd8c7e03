/** The rules' word on what was read, cluster by cluster. */
import { withPauses } from '../lib/steps.ts';
import { timedWhile } from '../lib/timed.ts';
import type { Problem } from '../model/document.ts';
import type { RawFinding } from '../model/rule.ts';
import { clustersOf, type ScannedCluster } from './clusters.ts';
import { evaluateClusters } from './evaluate-clusters.ts';
import type { Reading } from './read.ts';
import type { LintRequest } from './request.ts';
import type { Scan } from './scan-result.ts';
import type { Doubt } from './unsure.ts';

/** What the rules answered. */
export interface Judgement {
  readonly clusters: readonly ScannedCluster[];
  readonly raw: readonly RawFinding[];
  /** Why clusters that are only guessed do not decide a finding. */
  readonly doubts: ReadonlyMap<RawFinding, Doubt>;
  /** The clusters in which a finding came up. */
  readonly seenBy: ReadonlyMap<RawFinding, readonly ScannedCluster[]>;
  /** The faults of texts and of clusters; the rules' marks count in this list. */
  readonly problems: readonly Problem[];
  /** What was read, with the files of clusters that were given up among what was skipped. */
  readonly scan: Scan;
}

/** Asks the rules about each cluster, once they are `prepared`. */
export async function judge(
  request: LintRequest,
  { scan }: Reading,
  prepared: Promise<void> | undefined,
): Promise<Judgement> {
  const { policy, progress = () => undefined } = request;
  const { listing, deleted } = scan;
  const clusters = await clustersOf(scan.resources, { ...request, rules: policy.rules, listing, deleted });
  if (scan.resources.length + scan.problems.length > 0) await prepared;
  const { gaveUp, ...answered } = await timedWhile(request.marks, 'evaluate', () =>
    withPauses(evaluateClusters(policy, clusters, scan, progress), request.pause),
  );
  return { clusters, ...answered, scan: { ...scan, skipped: [...scan.skipped, ...gaveUp] } };
}

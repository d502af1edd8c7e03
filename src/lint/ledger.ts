/** The account of a run: what was read, what was not and why. */

import type { Discovered } from '../discover/types.ts';
import { structured } from '../families/index.ts';
import { compare } from '../lib/order.ts';
import { ruleFamily } from '../lib/rules.ts';
import type { Undecided } from '../locate/index.ts';
import type { Ledger } from '../model/report.ts';
import type { Family } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';
import type { Gap } from './certainty.ts';
import { areGuessed, type ScannedCluster } from './clusters.ts';
import type { Scan } from './scan-result.ts';
import { besideAll } from './unsure.ts';

/** Entries that rules read, and that nobody wrote. */
const worked = new Set(['Release', 'NodePool', 'Passage']);

export function ledgerOf(
  scan: Scan,
  { left }: Discovered,
  clusters: readonly ScannedCluster[],
  undecided: readonly Undecided[],
  { rules, gap }: { rules: readonly Rule[]; gap: Gap },
): Omit<Ledger, 'elsewhere'> {
  const resources: Record<string, number> = {};
  // What installs a chart is checked for what it installs, and what was worked out of a plan's resources is none of them.
  for (const { family, kind } of scan.resources)
    if (!worked.has(kind)) resources[family] = (resources[family] ?? 0) + 1;
  const judged = new Set([...rules.map((rule) => ruleFamily(rule.id)), ...structured]);
  // A file is left once, whatever the number of reasons.
  const reasons = new Map(
    [...scan.skipped, ...left.filter((file) => file.notable)]
      .map(({ file, reason }) => [file, reason] as const)
      .reverse(),
  );
  const holding = new Set(scan.resources.map(({ document }) => document.source.file));
  const guessed = areGuessed(clusters);
  const held = new Map(undecided.map((one) => [JSON.stringify([one.rule, one.file, one.range]), one]));
  const templates = new Set(scan.skipped.filter((one) => one.template === true).map(({ file }) => file));
  const skipped = [...reasons]
    .map(([file, reason]) => ({
      file,
      reason,
      ...(templates.has(file) && ({ template: true } as const)),
    }))
    .sort((a, b) => compare(a.file, b.file));
  const inPart = skipped.flatMap(({ file }) => (holding.has(file) ? [file] : []));
  return {
    files: {
      ...scan.files,
      partly: inPart.length,
      skipped: skipped.length,
    },
    resources,
    unchecked: Object.keys(resources).filter((family) => family !== 'kubernetes' && !judged.has(family)),
    clusters: clusters.map((cluster) => ({
      name: cluster.name,
      complete: cluster.complete && families(scan).every((family) => gap(cluster, family) === undefined),
      resources: guessed ? cluster.own : cluster.size,
    })),
    ...(guessed && { guessed: besideAll(clusters, scan.resources) }),
    ...(scan.unlisted.length > 0 && { unlisted: [...scan.unlisted].sort(compare) }),
    skipped,
    ...(inPart.length > 0 && { inPart }),
    undecided: [...held.values()].sort(byPlace).map(({ rule, file, range, reason }) => ({ rule, file, range, reason })),
  };
}

function byPlace(a: Undecided, b: Undecided): number {
  return (
    compare(a.file, b.file) ||
    (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) ||
    (a.range?.startColumn ?? 0) - (b.range?.startColumn ?? 0) ||
    compare(a.rule, b.rule)
  );
}

function families(scan: Scan): readonly Family[] {
  return [...new Set(scan.resources.map((resource) => resource.family))];
}

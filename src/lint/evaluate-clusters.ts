/** The rules over every cluster of a scan. */
import { attempts, evaluateFitted, type Unfit } from '../evaluate/fitted.ts';
import { buildInput, type Marked, ordered } from '../evaluate/index.ts';
import type { Steps } from '../lib/steps.ts';
import type { JsonObject, Problem } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import type { Policy, RawFinding } from '../model/rule.ts';
import { firstLine } from '../parse/index.ts';
import { inputOf } from './cluster-input.ts';
import { areGuessed, asideIn, type ScannedCluster } from './clusters.ts';
import type { Progress, Scan, Skipped } from './scan-result.ts';
import { type Found, joined } from './together.ts';
import { type Doubt, unsure } from './unsure.ts';

interface Evaluated {
  readonly raw: readonly RawFinding[];
  /** Why clusters that are only guessed do not decide a finding. */
  readonly doubts: ReadonlyMap<RawFinding, Doubt>;
  /** The clusters in which a finding came up: a common file is judged in each. Those of `aside` count for themselves. */
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

/** Rules that are named in a finding about what they were not asked of. */
const mostNamed = 5;

/**
 * One evaluation a cluster. Faults of texts go with the first, so that each is reported once. A cluster that does not fit
 * into memory is judged in parts, and one that comes after too many others is given up, each with a finding; the findings of
 * the others stand.
 */
export function* evaluateClusters(
  policy: Policy,
  clusters: readonly ScannedCluster[],
  scanned: Scan,
  progress: Progress,
): Steps<Evaluated> {
  const problems = [...scanned.problems];
  const gaveUp: Skipped[] = [];
  const found = new Map<string, Found>();
  const note = (cluster: ScannedCluster, findings: readonly RawFinding[]) => {
    for (const raw of findings) {
      // In one cluster a finding may rest on more than in another: where one decides it, it is decided.
      // What to paste may name the namespace of another one.
      const { rests_on: rests = [], paste: _paste, ...told } = raw;
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
  const left = attempts();
  /** The rules over what a cluster holds; what did not fit is told once. */
  const judge = function* (
    cluster: ScannedCluster,
    resources: readonly Resource[],
    marks: readonly Marked[],
    about: (raw: RawFinding) => boolean = () => true,
  ): Steps<void> {
    const { findings, unfit } = yield* evaluateFitted(policy, inputOf(cluster), { resources, marked: marks }, left);
    note(cluster, findings.filter(about));
    for (const one of byPlace(unfit)) {
      const files = new Set(one.resources.map(({ document }) => document.source.file));
      for (const file of files) gaveUp.push({ file, reason: reasonOf(one), families: familiesOf(one) });
      problems.push(tooMuch(one));
    }
  };
  let judged = 0;
  const done = new Set<string>();
  for (const [i, cluster] of clusters.entries()) {
    progress('evaluate', i, clusters.length);
    if (cluster.size === 0 && (i > 0 || problems.length === 0)) continue;
    const all = cluster.resources();
    const isAside = asideIn(cluster);
    const resources = all.some(({ id }) => isAside(id)) ? all.filter(({ id }) => !isAside(id)) : all;
    const hasAside = resources.length < all.length;
    judged += all.length + (hasAside ? resources.length : 0);
    if (judged > mostJudged) {
      const rest = scanned.resources.filter(({ document }) => !done.has(document.source.file));
      giveUp(rest, 'too many other clusters come before its own', { limit: 'judged', bound: mostJudged });
      if (i === 0) yield* judge(cluster, [], marked().slice(0, -1));
      break;
    }
    for (const { document } of resources) done.add(document.source.file);
    yield* judge(cluster, resources, i === 0 ? marked() : []);
    if (!hasAside) continue;
    // What is replaced or left out is judged for what it says itself: the cluster does not have it.
    const kept = new Set(cluster.copies.map((copies) => copies.kept.id));
    const others = all.filter(({ id }) => !kept.has(id));
    yield* judge(
      { ...cluster, copies: [], aside: true },
      others,
      [],
      ({ at }) => 'resource' in at && isAside(at.resource),
    );
  }
  const late = marked().slice(scanned.problems.length);
  const [first] = clusters;
  if (first !== undefined && late.length > 0) note(first, ordered(policy.evaluate(buildInput(first.input, [], late))));
  const guessed = areGuessed(clusters);
  const { found: sure, apart } = joined([...found.values()], scanned, guessed);
  const isAll = judged <= mostJudged;
  const { hidden, answered } =
    guessed && isAll ? yield* unsure(policy, clusters, scanned, sure) : { hidden: [], answered: [] };
  const told = [...sure, ...hidden];
  return {
    raw: told.map(({ raw }) => raw),
    doubts: new Map<RawFinding, Doubt>([
      ...answered.map((raw) => [raw, 'elsewhere'] as const),
      ...hidden.map(({ raw }) => [raw, 'hidden'] as const),
      ...[...apart].map((raw) => [raw, 'apart'] as const),
    ]),
    seenBy: new Map(told.map((entry) => [entry.raw, entry.clusters])),
    problems,
    gaveUp,
  };
}

/** One for each place: several rules may not fit for one object, nor for one cluster. */
function byPlace(unfit: readonly Unfit[]): readonly Unfit[] {
  const places = new Map<string, Unfit>();
  for (const one of unfit) {
    const key = JSON.stringify([one.parted, one.resources.length === 1 ? one.resources[0]?.id : fileOf(one)]);
    const known = places.get(key);
    const rules = known?.rules && one.rules ? [...new Set([...known.rules, ...one.rules])] : undefined;
    places.set(key, known === undefined ? one : { ...one, rules });
  }
  return [...places.values()];
}

function reasonOf({ parted }: Unfit): string {
  return parted ? 'checked in parts, see the finding' : 'not checked by every rule, see the finding';
}

/** Whose objects may be missing to rules that say so. */
function familiesOf({ resources }: Unfit) {
  return new Set(resources.map(({ family }) => family));
}

/** The fault, at the one object to blame, else at the file that holds most of what did not fit. */
function tooMuch(unfit: Unfit): Problem {
  const { resources, rules, parted } = unfit;
  const named = rules === undefined ? 'all' : rules.slice(0, mostNamed).join(', ');
  const more = Math.max(0, (rules?.length ?? 0) - mostNamed);
  const detail = {
    limit: parted ? 'together' : 'memory',
    bound: 2 ** 30,
    rules: more === 0 ? named : `${named} and ${more} more`,
  };
  const [only, ...others] = resources;
  if (only === undefined || others.length > 0)
    return { kind: 'LimitExceeded', file: fileOf(unfit), mark: null, detail };
  const { document, base } = only;
  const [span] = document.locate([{ path: base, on: 'value' }]);
  const { file, text } = document.source;
  return {
    kind: 'LimitExceeded',
    file,
    mark: span === undefined ? null : firstLine(text, span.start, span.end),
    detail,
  };
}

/** The file that holds most of the objects; the first of equals. */
function fileOf({ resources }: Unfit): string {
  const counts = new Map<string, number>();
  for (const { document } of resources) counts.set(document.source.file, (counts.get(document.source.file) ?? 0) + 1);
  let most: readonly [string, number] = ['.', 0];
  for (const [file, count] of counts) if (count > most[1]) most = [file, count];
  return most[0];
}

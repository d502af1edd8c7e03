/** The rules over a cluster that may not fit into their memory: asked by parts, until what is to blame is alone. */
import { PolicyLimit } from '../lib/host.ts';
import type { Steps } from '../lib/steps.ts';
import type { Resource } from '../model/resource.ts';
import type { Policy, RawFinding, Rule } from '../model/rule.ts';
import { callsFor, type Part, rulesOf } from './batches.ts';
import { buildInput, type ClusterInput, type Marked, ordered, settingsOf } from './index.ts';
import { chunks, halvesOf } from './parts.ts';

/** Attempts of one run that may run out of all of the memory, or more of a share of it: each takes a second or two. */
const mostFailures = 16;

/** Into how many parts rules are split: few, so that what fits is asked in few calls. */
const partsOfRules = 8;

/** Of the memory, what parts of a cluster's objects may take: only what stands alone gets all of it. */
const shareOfParts = 1 / 4;

/** Where the attempts are used up: what an ordinary cluster needs, and no more, so that very many that fail take no hours. */
const shareOfLate = 1 / 16;

/** What was asked in parts, or not at all. */
export interface Unfit {
  /** What did not fit, in the order of the scan: one object, or all that was left when the attempts were used up. */
  readonly resources: readonly Resource[];
  /** The rules that were not asked of them, or only of parts of them; all rules if undefined. */
  readonly rules: readonly string[] | undefined;
  /** True if all of them were judged, but not together: what joins objects of two parts was not seen. */
  readonly parted: boolean;
}

export interface Fitted {
  readonly findings: readonly RawFinding[];
  readonly unfit: readonly Unfit[];
}

interface Task extends Part {
  /** All rules of its kind if undefined. */
  readonly rules?: readonly Rule[];
}

/** The attempts that are left to a run. */
export interface Attempts {
  failures: number;
}

export function attempts(): Attempts {
  return { failures: mostFailures };
}

/**
 * All that the rules say of a cluster, in the order of `ordered`: of a small one in one call, else in those of `callsFor`. Where
 * they run out of memory they are asked again in parts, the enforced ones first.
 *
 * Rules that judge an object by itself miss nothing by it. Of the others one that does not fit is asked without the objects that
 * do not fit alone, which halving finds; where there are none, only of the parts, without what these say is nowhere. `unfit`
 * tells of which rules and objects.
 *
 * @param inputOf what the rules are told of a cluster of these resources
 */
export function* evaluateFitted(
  policy: Policy,
  inputOf: (resources: readonly Resource[]) => ClusterInput,
  scanned: { readonly resources: readonly Resource[]; readonly marked: readonly Marked[] },
  left: Attempts,
): Steps<Fitted> {
  const all = { ...scanned, resources: scanned.resources.filter(({ unasked }) => !unasked) };
  const found: (readonly RawFinding[])[] = [];
  const unfit: Unfit[] = [];
  let whole: ClusterInput | undefined;
  const clusterOf = ({ judging, resources }: Task) => {
    if (judging !== 'objects' && resources !== all.resources) return inputOf(resources);
    whole ??= inputOf(all.resources);
    return judging === 'objects' ? settingsOf(whole) : whole;
  };
  const ask = (task: Task, share = 1): readonly RawFinding[] | undefined => {
    const given = left.failures > 0 ? share : Math.min(share, shareOfLate);
    const answer = attempt(policy, clusterOf(task), task, given);
    if (answer === undefined) left.failures -= given;
    return answer;
  };
  const byHalves = function* (task: Task) {
    const parts: (readonly RawFinding[])[] = [];
    const alone: Resource[] = [];
    const unasked: Resource[] = [];
    const halves = [...halvesOf(task.resources)].reverse();
    for (let half = halves.pop(); half !== undefined; half = halves.pop()) {
      yield;
      const answer =
        left.failures > 0 ? ask({ ...task, resources: half }, half.length === 1 ? 1 : shareOfParts) : undefined;
      if (answer !== undefined) parts.push(answer.filter(({ claim }) => claim === undefined));
      else if (left.failures <= 0) for (const one of half) unasked.push(one);
      else if (half.length > 1) for (const smaller of [...halvesOf(half)].reverse()) halves.push(smaller);
      else for (const one of half) alone.push(one);
    }
    return { parts, alone, unasked };
  };
  let tasks: Task[] = [...callsFor(policy.rules, all)].reverse();
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    yield;
    const { resources, marked, judging } = task;
    const answer = ask(task, judging === 'objects' && resources.length + marked.length > 1 ? shareOfParts : 1);
    if (answer !== undefined) {
      found.push(answer);
      continue;
    }
    if (tasks.some(asksBatch)) tasks = enforcedLast(policy, tasks);
    const rules = task.rules?.map(({ id }) => id);
    // Where the objects alone are too much, no rule can be asked of all of them.
    if (left.failures <= 0 && resources.length > 0) {
      unfit.push({ resources, rules: rules ?? namesOf(policy, task), parted: false });
      if (marked.length > 0) tasks.push({ ...task, resources: [] });
      continue;
    }
    if (judging === 'objects' && resources.length > 1) {
      const [enforced, others] = byForce(task.rules ?? rulesOf(policy.rules, task));
      for (const half of [...halvesOf(resources)].reverse()) {
        if (enforced.length > 0) tasks.push({ ...task, resources: half, rules: enforced });
        if (others.length > 0) tasks.unshift({ ...task, resources: half, rules: others });
      }
      continue;
    }
    const readable = task.rules !== undefined || ask({ ...task, rules: [] }) !== undefined;
    const smaller = readable ? partsOf(policy, task) : apart(task);
    for (const part of [...smaller].reverse()) {
      if (judging === 'all' || mayComeNext(part)) tasks.push(part);
      else tasks.unshift(part);
    }
    if (smaller.length > 0) continue;
    if (resources.length < 2) {
      unfit.push({ resources, rules, parted: false });
      continue;
    }
    const { parts, alone, unasked } = yield* byHalves(task);
    const without = new Set([...alone, ...unasked]);
    const rest = resources.filter((one) => !without.has(one));
    const together = alone.length > 0 && rest.length > 0 ? ask({ ...task, resources: rest }) : undefined;
    for (const one of together === undefined ? parts : [together]) found.push(one);
    for (const one of alone) unfit.push({ resources: [one], rules, parted: false });
    if (unasked.length > 0) unfit.push({ resources: unasked, rules, parted: false });
    if (together === undefined && rest.length > 0) unfit.push({ resources: rest, rules, parted: true });
  }
  return { findings: ordered(found.flat()), unfit };
}

/** Undefined where it does not fit. */
function attempt(policy: Policy, cluster: ClusterInput, task: Task, share: number): readonly RawFinding[] | undefined {
  const rules = task.rules ?? (task.judging === 'all' ? undefined : rulesOf(policy.rules, task));
  const asked = rules === undefined ? cluster : { ...cluster, rules: rules.map(({ id }) => id.split('/')) };
  try {
    return policy.evaluate(buildInput(asked, task.resources, task.marked), share);
  } catch (error) {
    if (error instanceof PolicyLimit) return undefined;
    throw error;
  }
}

/** True for a batch of objects that is still to be asked about all rules at once. */
function asksBatch({ judging, rules }: Task): boolean {
  return judging === 'objects' && rules === undefined;
}

/**
 * What is still to be asked, in the order of a stack: from the first failure on the enforced rules of all batches come before
 * what else may fail, so that nothing uses up the attempts that they need.
 */
function enforcedLast(policy: Policy, tasks: readonly Task[]): Task[] {
  const first: Task[] = [];
  const later: Task[] = [];
  for (const task of tasks) {
    if (!asksBatch(task)) {
      (mayComeNext(task) ? first : later).push(task);
      continue;
    }
    const [enforced, others] = byForce(rulesOf(policy.rules, task));
    if (enforced.length > 0) first.push({ ...task, rules: enforced });
    if (others.length > 0) later.push({ ...task, rules: others });
  }
  return [...later, ...first];
}

/** The rules that a task asks, where these are not all. */
function namesOf(policy: Policy, task: Task): readonly string[] | undefined {
  return task.judging === 'all' ? undefined : rulesOf(policy.rules, task).map(({ id }) => id);
}

/** Nothing that may fail goes before the enforced rules of any other part. */
function mayComeNext({ rules = [] }: Task): boolean {
  return rules.length === 0 || rules.some(({ enforced }) => enforced);
}

/** The enforced ones, and the others. */
function byForce(rules: readonly Rule[]): readonly [readonly Rule[], readonly Rule[]] {
  return [rules.filter(({ enforced }) => enforced), rules.filter(({ enforced }) => !enforced)];
}

/** Texts and objects by themselves; nothing where there are only one or the other. */
function apart(task: Task): Task[] {
  if (task.marked.length === 0 || task.resources.length === 0) return [];
  return [
    { ...task, resources: [] },
    { ...task, marked: [] },
  ];
}

/** What to ask instead: fewer rules, and one rule about the texts and the objects apart; nothing where that is done. */
function partsOf(policy: Policy, task: Task): Task[] {
  const { rules, resources, marked } = task;
  if (rules === undefined) {
    const [enforced, others] = byForce(rulesOf(policy.rules, task));
    return [enforced, ...chunks(others, partsOfRules)]
      .filter((part) => part.length > 0)
      .map((part) => ({ ...task, rules: part }));
  }
  if (rules.length > 1) return chunks(rules, partsOfRules).map((part) => ({ ...task, rules: part }));
  if (marked.length === 0 || marked.length + resources.length === 1) return [];
  // Faults of texts are judged one by one.
  const texts = chunks(marked, 2).map((part) => ({ ...task, resources: [], marked: part }));
  return resources.length === 0 ? texts : [...texts, { ...task, marked: [] }];
}

/** The rules over a cluster that may not fit into their memory: asked by parts, until what is to blame is alone. */
import { PolicyLimit } from '../lib/host.ts';
import type { Resource } from '../model/resource.ts';
import type { Policy, RawFinding, Rule } from '../model/rule.ts';
import { type ClusterInput, evaluate, type Marked } from './index.ts';

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

interface Task {
  /** All rules if undefined. */
  readonly rules: readonly Rule[] | undefined;
  readonly resources: readonly Resource[];
  readonly marked: readonly Marked[];
}

/** The attempts that are left to a run. */
export interface Attempts {
  failures: number;
}

export function attempts(): Attempts {
  return { failures: mostFailures };
}

/**
 * Calls the rules as `evaluate` does. Where they run out of memory they are asked again in parts: the enforced ones first, then
 * the rest, fewer at a time. One that does not fit by itself is asked without the objects that do not fit alone, which halving
 * finds; where there are none, only of the parts, without what these say is nowhere. `unfit` tells of which rules and objects.
 *
 * @param inputOf what the rules are told of a cluster of these resources
 */
export function evaluateFitted(
  policy: Policy,
  inputOf: (resources: readonly Resource[]) => ClusterInput,
  all: { readonly resources: readonly Resource[]; readonly marked: readonly Marked[] },
  left: Attempts,
): Fitted {
  const found: (readonly RawFinding[])[] = [];
  const unfit: Unfit[] = [];
  const ask = (task: Task, share = 1): readonly RawFinding[] | undefined => {
    const given = left.failures > 0 ? share : Math.min(share, shareOfLate);
    const answer = attempt(policy, inputOf, task, given);
    if (answer === undefined) left.failures -= given;
    return answer;
  };
  const byHalves = (task: Task) => {
    const parts: (readonly RawFinding[])[] = [];
    const alone: Resource[] = [];
    const unasked: Resource[] = [];
    const halves = [...halvesOf(task.resources)].reverse();
    for (let half = halves.pop(); half !== undefined; half = halves.pop()) {
      const answer =
        left.failures > 0 ? ask({ ...task, resources: half }, half.length === 1 ? 1 : shareOfParts) : undefined;
      if (answer !== undefined) parts.push(answer.filter(({ claim }) => claim !== 'absence'));
      else if (left.failures <= 0) for (const one of half) unasked.push(one);
      else if (half.length > 1) for (const smaller of [...halvesOf(half)].reverse()) halves.push(smaller);
      else for (const one of half) alone.push(one);
    }
    return { parts, alone, unasked };
  };
  const tasks: Task[] = [{ rules: undefined, ...all }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const answer = ask(task);
    if (answer !== undefined) {
      found.push(answer);
      continue;
    }
    const rules = task.rules?.map(({ id }) => id);
    // Where the objects alone are too much, no rule can be asked of all of them.
    if (left.failures <= 0 && task.resources.length > 0) {
      unfit.push({ resources: task.resources, rules, parted: false });
      if (task.marked.length > 0) tasks.push({ ...task, resources: [] });
      continue;
    }
    const readable = task.rules !== undefined || ask({ ...task, rules: [] }) !== undefined;
    const smaller = readable ? partsOf(policy, task) : apart(task);
    for (const part of [...smaller].reverse()) tasks.push(part);
    if (smaller.length > 0) continue;
    const { resources } = task;
    if (resources.length < 2) {
      unfit.push({ resources, rules, parted: false });
      continue;
    }
    const { parts, alone, unasked } = byHalves(task);
    const without = new Set([...alone, ...unasked]);
    const rest = resources.filter((one) => !without.has(one));
    const together = alone.length > 0 && rest.length > 0 ? ask({ ...task, resources: rest }) : undefined;
    for (const one of together === undefined ? parts : [together]) found.push(one);
    for (const one of alone) unfit.push({ resources: [one], rules, parted: false });
    if (unasked.length > 0) unfit.push({ resources: unasked, rules, parted: false });
    if (together === undefined && rest.length > 0) unfit.push({ resources: rest, rules, parted: true });
  }
  return { findings: found.flat(), unfit };
}

/** Undefined where it does not fit. */
function attempt(
  policy: Policy,
  inputOf: (resources: readonly Resource[]) => ClusterInput,
  { rules, resources, marked }: Task,
  share: number,
): readonly RawFinding[] | undefined {
  const input = inputOf(resources);
  const asked = rules === undefined ? input : { ...input, rules: rules.map(({ id }) => id.split('/')) };
  try {
    return evaluate(policy, asked, resources, marked, share);
  } catch (error) {
    if (error instanceof PolicyLimit) return undefined;
    throw error;
  }
}

/** Texts and objects by themselves; nothing where there are only one or the other. */
function apart({ rules, resources, marked }: Task): Task[] {
  if (marked.length === 0 || resources.length === 0) return [];
  return [
    { rules, resources: [], marked },
    { rules, resources, marked: [] },
  ];
}

/** What to ask instead: fewer rules, and one rule about the texts and the objects apart; nothing where that is done. */
function partsOf(policy: Policy, task: Task): Task[] {
  const { rules, resources, marked } = task;
  if (rules === undefined) {
    const families = new Set<string>(['input', 'session', ...resources.map(({ family }) => family)]);
    const asked = policy.rules.filter(({ id }) => families.has(id.slice(0, id.indexOf('/'))));
    const others = asked.filter(({ enforced }) => !enforced);
    return [asked.filter(({ enforced }) => enforced), ...chunks(others, partsOfRules)]
      .filter((part) => part.length > 0)
      .map((part) => ({ ...task, rules: part }));
  }
  if (rules.length > 1) return chunks(rules, partsOfRules).map((part) => ({ ...task, rules: part }));
  if (marked.length === 0 || marked.length + resources.length === 1) return [];
  // Faults of texts are judged one by one.
  const texts = chunks(marked, 2).map((part) => ({ rules, resources: [], marked: part }));
  return resources.length === 0 ? texts : [...texts, { ...task, marked: [] }];
}

/** At most so many parts of about one length. */
function chunks<Item>(items: readonly Item[], most: number): Item[][] {
  const length = Math.max(1, Math.ceil(items.length / most));
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += length) parts.push(items.slice(start, start + length));
  return parts;
}

/**
 * The resources of the smaller files and those of the larger ones, half of all text in each, so that a file that is larger than
 * all others stands alone; those of one file by halves.
 */
function halvesOf(resources: readonly Resource[]): readonly (readonly Resource[])[] {
  if (resources.length < 2) return [];
  const files = new Map<string, { size: number; readonly resources: Resource[] }>();
  for (const resource of resources) {
    const { file } = resource.document.source;
    const known = files.get(file) ?? { size: 0, resources: [] };
    files.set(file, known);
    known.resources.push(resource);
    known.size += sizeOf(resource);
  }
  if (files.size === 1) {
    const middle = Math.ceil(resources.length / 2);
    return [resources.slice(0, middle), resources.slice(middle)];
  }
  const bySize = [...files.values()].sort((a, b) => a.size - b.size);
  const total = bySize.reduce((sum, { size }) => sum + size, 0);
  const small = new Set<Resource>();
  let size = 0;
  for (const file of bySize.slice(0, -1)) {
    if (small.size > 0 && size + file.size > total / 2) break;
    size += file.size;
    for (const resource of file.resources) small.add(resource);
  }
  return [resources.filter((one) => small.has(one)), resources.filter((one) => !small.has(one))];
}

/** About how much of its document it is. */
function sizeOf({ document: { span }, base }: Resource): number {
  return base.length === 0 ? span.end - span.start : 1;
}

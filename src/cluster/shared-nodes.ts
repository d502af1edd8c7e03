/** Which selectors can select one thing, without looking at every pair of them. */
import { type Term, type Terms, termsExclude } from '../lib/label-selector/index.ts';
import { getOrMake } from '../lib/maps.ts';

/** At most so much: beyond it nothing is answered. */
export interface Bounds {
  /** Labels and values looked at. */
  readonly steps: number;
  readonly pairs: number;
}

interface Entry {
  readonly owner: number;
  readonly term: Term;
  /** Labels and values of the term. */
  readonly weight: number;
}

/** Below this many terms, sorting them into groups is not worth it. */
const few = 16;
/** Groups in groups, at most: a stranger's selectors may have thousands of labels. */
const deepest = 4;

class TooMany extends Error {}

/**
 * For each of the selectors, the numbers of the others that some set of labels satisfies together with it. Exact (see
 * `disjoint`). Undefined where it takes more than the bounds. Selectors that name one value each of one label, such as a
 * thousand of `kubernetes.io/hostname`, cost what a sort costs: only those of one value are compared.
 */
export function sharingOf(selectors: readonly Terms[], bounds: Bounds): ReadonlySet<number>[] | undefined {
  const sharing = selectors.map(() => new Set<number>());
  let steps = 0;
  let pairs = 0;
  const meet = (a: Entry, b: Entry) => {
    steps += a.weight + b.weight + 1;
    if (steps > bounds.steps) throw new TooMany();
    const near = sharing[a.owner];
    if (a.owner === b.owner || near === undefined || near.has(b.owner) || termsExclude(a.term, b.term)) return;
    near.add(b.owner);
    sharing[b.owner]?.add(a.owner);
    pairs++;
    if (pairs > bounds.pairs) throw new TooMany();
  };
  try {
    const entries = selectors.flatMap((terms, owner) => terms.map((term) => ({ owner, term, weight: weightOf(term) })));
    compare(entries, new Set(), meet);
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
  return sharing;
}

function compare(entries: readonly Entry[], used: ReadonlySet<string>, meet: (a: Entry, b: Entry) => void): void {
  const label = entries.length < few || used.size >= deepest ? undefined : mostListed(entries, used);
  if (label === undefined) {
    for (const [i, a] of entries.entries()) {
      for (let j = i + 1; j < entries.length; j++) {
        const b = entries[j];
        if (b !== undefined) meet(a, b);
      }
    }
    return;
  }
  const groups = new Map<string, Entry[]>();
  const rest: Entry[] = [];
  const inGroups: Entry[] = [];
  for (const entry of entries) {
    const values = listedValues(entry.term, label);
    if (values === undefined) rest.push(entry);
    else inGroups.push(entry);
    for (const value of values ?? []) getOrMake(groups, value, () => []).push(entry);
  }
  const now = new Set([...used, label]);
  for (const group of groups.values()) compare(group, now, meet);
  for (const entry of rest) for (const other of inGroups) meet(entry, other);
  compare(rest, now, meet);
}

function weightOf(term: Term): number {
  let weight = term.size;
  for (const { values } of term.values()) weight += values.size;
  return weight;
}

/** The label of which most terms list the values; undefined where fewer than two do of any. */
function mostListed(entries: readonly Entry[], used: ReadonlySet<string>): string | undefined {
  const counts = new Map<string, number>();
  for (const { term } of entries) {
    for (const label of term.keys()) {
      if (!used.has(label) && listedValues(term, label) !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  let best: string | undefined;
  let most = 1;
  for (const [label, count] of counts) {
    if (count <= most) continue;
    best = label;
    most = count;
  }
  return best;
}

/** The values that a term lists for a label; undefined where it leaves more, or the label may be absent. */
function listedValues(term: Term, label: string): ReadonlySet<string> | undefined {
  const constraint = term.get(label);
  return constraint === undefined || constraint.negated || constraint.absent ? undefined : constraint.values;
}

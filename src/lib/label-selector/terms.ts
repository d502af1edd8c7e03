/** What selectors mean: which labels they match, whether two can match the same ones, and one text for one meaning. */
import type { Constraint, Requirement, Term, Terms } from './tree.ts';

/** The terms of one selector, or of a list of which one is enough. */
export function termsOf(selectors: readonly (readonly Requirement[])[]): Terms {
  const terms = new Map<string, Term>();
  for (const requirements of selectors) {
    const term = termOf(requirements);
    if (term !== undefined) terms.set(termText(term), term);
  }
  const everything = terms.get('');
  return everything === undefined ? [...terms.entries()].sort(byText).map(([, term]) => term) : [everything];
}

/** The text of terms that select everything, and of those that select nothing. No label's key has a bracket. */
export const all = '(all)';
export const none = '(none)';

/**
 * One text for all selectors that say the same in other words or another order: kubectl's syntax, `rack in (a,b),!edge`,
 * with ` or ` between terms; `(all)` and `(none)`.
 */
export function canonicalText(terms: Terms): string {
  if (terms.length === 0) return none;
  return terms.map((term) => (term.size === 0 ? all : termText(term))).join(' or ');
}

/** True if an object with these labels is selected (k8s.io/apimachinery pkg/labels/selector.go, Requirement.Matches). */
export function matchesLabels(terms: Terms, labels: ReadonlyMap<string, string>): boolean {
  return terms.some((term) => [...term].every(([key, constraint]) => admits(constraint, labels.get(key))));
}

/**
 * True if no set of labels satisfies both. Exact: a label has one value and no bearing on another's, so two terms exclude
 * each other only where they leave nothing of one label.
 */
export function disjoint(a: Terms, b: Terms): boolean {
  return a.every((one) => b.every((other) => termsExclude(one, other)));
}

/** True if two terms leave nothing of some label that both speak of. */
export function termsExclude(a: Term, b: Term): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  for (const [key, constraint] of small) {
    const other = large.get(key);
    if (other !== undefined && isImpossible(intersection(constraint, other))) return true;
  }
  return false;
}

/** The labels that the terms ask for, each once. */
export function keysOf(terms: Terms): string[] {
  return [...new Set(terms.flatMap((term) => [...term.keys()]))].sort();
}

/** The constraints of requirements that hold together; undefined where they exclude each other. */
function termOf(requirements: readonly Requirement[]): Term | undefined {
  const term = new Map<string, Constraint>();
  for (const requirement of requirements) {
    const own = constraintOf(requirement);
    const other = term.get(requirement.key);
    const both = other === undefined ? own : intersection(other, own);
    if (isImpossible(both)) return undefined;
    term.set(requirement.key, both);
  }
  return term;
}

function constraintOf({ operator, values }: Requirement): Constraint {
  switch (operator) {
    case 'In':
      return { absent: false, negated: false, values: new Set(values) };
    case 'NotIn':
      return { absent: true, negated: true, values: new Set(values) };
    case 'Exists':
      return { absent: false, negated: true, values: new Set() };
    case 'DoesNotExist':
      return { absent: true, negated: false, values: new Set() };
  }
}

function intersection(a: Constraint, b: Constraint): Constraint {
  const absent = a.absent && b.absent;
  if (a.negated && b.negated) return { absent, negated: true, values: new Set([...a.values, ...b.values]) };
  const [listed, other] = a.negated ? [b, a] : [a, b];
  const values = [...listed.values].filter((value) => other.values.has(value) !== other.negated);
  return { absent, negated: false, values: new Set(values) };
}

function isImpossible({ absent, negated, values }: Constraint): boolean {
  return !absent && !negated && values.size === 0;
}

function admits(constraint: Constraint, value: string | undefined): boolean {
  return value === undefined ? constraint.absent : constraint.values.has(value) !== constraint.negated;
}

function termText(term: Term): string {
  return [...term]
    .sort(byText)
    .map(([key, constraint]) => constraintText(key, constraint))
    .join(',');
}

function constraintText(key: string, { absent, negated, values }: Constraint): string {
  const listed = [...values].sort().join(',');
  if (!negated) {
    if (values.size === 0) return `!${key}`;
    // With `absent` and values, no requirement can be written: intersections only lose.
    return values.size === 1 ? `${key}=${listed}` : `${key} in (${listed})`;
  }
  if (absent) return `${key} notin (${listed})`;
  return values.size === 0 ? key : `${key},${key} notin (${listed})`;
}

function byText(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

/** Fields that select by labels, as Kubernetes does: what they mean, and what is wrong with their selectors. */
import { isObject } from '../lib/json.ts';
import {
  all,
  canonicalText,
  isWhole,
  type LabelFault,
  parseLabelSelector,
  type Requirement,
  type Terms,
  termsOf,
} from '../lib/label-selector/index.ts';
import { append } from '../lib/lists.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { Json, Path } from '../model/document.ts';
import type { Family } from '../model/resource.ts';

/** What a selector selects, as `family/Kind`. Of other things (Services, namespaces) nothing is answered. */
export type Selected = `${Family}/${string}`;

/** A field that selects by labels. */
export interface SelectorField {
  /** A path in which `*` stands for every item of a list. */
  readonly path: readonly string[];
  /** A list of selectors of which one is enough, or one selector. */
  readonly list: boolean;
  /** What the field selects where it is absent, null or an empty list: an empty selector selects everything in each. */
  readonly absent: 'all' | 'none';
  readonly of?: Selected;
  /** True where the product refuses what stands twice. */
  readonly unique?: true;
}

type Meaning = Omit<SelectorField, 'path' | 'list'>;

/** What fields mean that select nodes, and that select every node where they are absent. */
export const ofNodes = { of: 'kubernetes/Node', absent: 'all' } as const;

/** A field with one selector. */
export function labelSelector(path: readonly string[], meaning: Meaning): SelectorField {
  return { path, list: false, ...meaning };
}

/** A field with a list of selectors. */
export function labelSelectors(path: readonly string[], meaning: Meaning): SelectorField {
  return { path, list: true, ...meaning };
}

/** The field `spec.nodeSelector`, as most products have it. */
export const nodeSelector: SelectorField = labelSelector(['spec', 'nodeSelector'], ofNodes);

/**
 * A fault of a label selector, or one that MetalLB adds (metallb/metallb internal/config/config.go,
 * validateLabelSelectorDuplicate): `duplicate-selector`, `duplicate-expression`, `duplicate-value`, each at the second.
 */
export interface SelectorFault {
  readonly kind: LabelFault['kind'] | `duplicate-${'selector' | 'expression' | 'value'}`;
  readonly path: Path;
  readonly wants?: string;
}

/** `terms` is undefined where a fault, a placeholder or a wrong type leaves the field without a meaning. */
export interface ReadField {
  readonly terms: Terms | undefined;
  /** Where the placeholder is that leaves it without one; it has one where that makes no difference. */
  readonly open?: Path;
  readonly faults: readonly SelectorFault[];
}

/** A field with more is wrong as a whole. */
const mostFaults = 100;

/** Reads the value of a field; paths of faults start with its own. Undefined and null are a field that is not there. */
export function readField(field: SelectorField, value: Json | undefined, path: Path): ReadField {
  const nothing = value === undefined || value === null || (field.list && Array.isArray(value) && value.length === 0);
  if (nothing) return { terms: termsOf(field.absent === 'all' ? [[]] : []), faults: [] };
  if (!field.list) return readSelectors([value], [path]);
  if (!Array.isArray(value)) return { terms: undefined, faults: [] };
  const read = readSelectors(
    value,
    value.map((_, i) => [...path, i]),
  );
  const faults = field.unique === true ? [...read.faults, ...duplicates(value, path)] : read.faults;
  return { ...read, faults: faults.slice(0, mostFaults) };
}

function readSelectors(values: readonly Json[], paths: readonly Path[]): ReadField {
  const faults: SelectorFault[] = [];
  const selectors: (readonly Requirement[])[] = [];
  const open: Path[] = [];
  let known = 0;
  for (const [i, value] of values.entries()) {
    const parsed = parseLabelSelector(value);
    for (const fault of parsed.faults) faults.push({ ...fault, path: [...(paths[i] ?? []), ...fault.path] });
    if (parsed.requirements !== undefined) selectors.push(parsed.requirements);
    // What contradicts itself selects nothing, whatever else it requires.
    else if (parsed.open !== undefined && termsOf([parsed.open.requirements]).length > 0)
      open.push([...(paths[i] ?? []), ...parsed.open.path]);
    if (parsed.requirements !== undefined || parsed.open !== undefined) known++;
  }
  if (known < values.length) return { terms: undefined, faults };
  const terms = termsOf(selectors);
  const [first] = open;
  return first === undefined || canonicalText(terms) === all
    ? { terms, faults }
    : { terms: undefined, faults, open: first };
}

function duplicates(selectors: readonly Json[], path: Path): SelectorFault[] {
  const faults: SelectorFault[] = [];
  const seen = new Set<string>();
  for (const [i, selector] of selectors.entries()) {
    if (!isObject(selector)) continue;
    const expressions = selector['matchExpressions'];
    const texts = new Set<string | undefined>();
    for (const [j, expression] of (Array.isArray(expressions) ? expressions : []).entries()) {
      const full = [...path, i, 'matchExpressions', j];
      const text = expressionText(expression);
      if (text !== undefined && texts.has(text)) faults.push({ kind: 'duplicate-expression', path: full });
      texts.add(text);
      append(faults, repeated(expression, full));
    }
    const labels = selector['matchLabels'] ?? {};
    if (!isWhole(selector) || !isObject(labels) || texts.has(undefined) || hasPlaceholder(Object.entries(labels)))
      continue;
    const whole = JSON.stringify([Object.entries(labels).sort(), [...texts]]);
    if (seen.has(whole)) faults.push({ kind: 'duplicate-selector', path: [...path, i] });
    seen.add(whole);
  }
  return faults;
}

function repeated(expression: Json, path: Path): SelectorFault[] {
  const values = isObject(expression) ? expression['values'] : undefined;
  if (!Array.isArray(values)) return [];
  const seen = new Set<string>();
  return values.flatMap((value, k): SelectorFault[] => {
    if (typeof value !== 'string' || isPlaceholder(value)) return [];
    const again = seen.has(value);
    seen.add(value);
    return again ? [{ kind: 'duplicate-value', path: [...path, 'values', k] }] : [];
  });
}

/** Equal for expressions that MetalLB takes for one: it sorts the values. Undefined where something is not known. */
function expressionText(expression: Json): string | undefined {
  if (!isObject(expression)) return undefined;
  const { key, operator, values = [] } = expression;
  const listed = Array.isArray(values) ? values : [];
  if (hasPlaceholder([key, operator, ...listed])) return undefined;
  return JSON.stringify([key, operator, listed.map(String).sort()]);
}

function hasPlaceholder(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasPlaceholder) : isPlaceholder(value);
}

/** Which labels a selector matches. */
import type { Condition, Selector } from './tree.ts';

/** An object's labels. */
export type Labels = ReadonlyMap<string, string> | Readonly<Record<string, unknown>>;

/**
 * True if the selector matches an object with these labels (projectcalico/calico
 * libcalico-go/lib/selector/parser/ast.go): without the label `!=` and `not in` hold, all else does not. A label whose
 * value is no string, which Kubernetes refuses, counts as absent.
 */
export function matches(tree: Selector, labels: Labels): boolean {
  switch (tree.op) {
    case 'all':
    case 'global':
      return true;
    case 'not':
      return !matches(tree.of, labels);
    case 'and':
      return tree.of.every((part) => matches(part, labels));
    case 'or':
      return tree.of.some((part) => matches(part, labels));
    default:
      return holds(tree, readLabel(labels, tree.label));
  }
}

/** True if the condition holds for this value of its label; undefined is the label's absence. */
export function holds(condition: Condition, value: string | undefined): boolean {
  if (value === undefined) return condition.op === 'ne' || condition.op === 'not-in';
  switch (condition.op) {
    case 'has':
      return true;
    case 'eq':
      return value === condition.value;
    case 'ne':
      return value !== condition.value;
    case 'contains':
      return value.includes(condition.value);
    case 'starts-with':
      return value.startsWith(condition.value);
    case 'ends-with':
      return value.endsWith(condition.value);
    case 'in':
      return condition.values.includes(value);
    case 'not-in':
      return !condition.values.includes(value);
  }
}

function readLabel(labels: Labels, label: string): string | undefined {
  if (labels instanceof Map) return labels.get(label);
  // `constructor` and the like are labels too.
  const value: unknown = Object.hasOwn(labels, label)
    ? (labels as Readonly<Record<string, unknown>>)[label]
    : undefined;
  return typeof value === 'string' ? value : undefined;
}

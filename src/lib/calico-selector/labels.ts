/** What a selector speaks of. */
import type { Condition, Selector } from './tree.ts';

/** The names of the labels that the selector speaks of, each once, in the order of the text. */
export function labelsOf(tree: Selector): string[] {
  return [...new Set(conditionsOf(tree).map(({ label }) => label))];
}

/** The conditions of the selector, in the order of the text. */
export function conditionsOf(tree: Selector): Condition[] {
  const found: Condition[] = [];
  collect(tree, found);
  return found;
}

/** How much work it is to look at these conditions once: a set counts its members. */
export function weightOf(conditions: readonly Condition[]): number {
  return conditions.reduce((sum, condition) => sum + ('values' in condition ? condition.values.length : 0) + 1, 0);
}

function collect(tree: Selector, found: Condition[]): void {
  switch (tree.op) {
    case 'all':
    case 'global':
      return;
    case 'not':
      collect(tree.of, found);
      return;
    case 'and':
    case 'or':
      for (const part of tree.of) collect(part, found);
      return;
    default:
      found.push(tree);
  }
}

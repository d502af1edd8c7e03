/** Facts about Calico's selectors. */

import { isAlwaysTrue, isNeverTrue, judgeOpen, labelsOf, parseSelector } from '../../lib/calico-selector/index.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import type { Json, JsonObject } from '../../model/document.ts';

/** Labels that the kubelet puts on every node (k8s.io/api core/v1 well_known_labels.go). */
const everywhere = ['kubernetes.io/hostname', 'kubernetes.io/os', 'kubernetes.io/arch'];

/**
 * `{ selector: { all, never, labels } }`: whether it is true for every node, or for none, whatever its labels are, and
 * the labels that it asks for; or `{ selector: { fault } }`, what Calico's parser does not take, and where. Undefined for
 * an empty one, which selects nothing that is not selected without it.
 *
 * Of one with placeholders, `{ selector, whatever: true }` where it is true for every node, or for none, whatever stands in
 * their place; else `{ selector: { unknown: true, may_be_all } }`.
 */
export function selector(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const cached = facts.get(value);
  if (cached !== undefined) return cached;
  const fact = read(value);
  // Racks share their selectors; a stranger's thousands are not kept.
  if (facts.size < mostKept && value.length < 200) facts.set(value, fact);
  return fact;
}

const mostKept = 1000;
const facts = new Map<string, JsonObject>();

function read(value: string): JsonObject {
  if (isOpenSelector(value)) return readOpen(braced(value));
  const parsed = parseSelector(value);
  if ('fault' in parsed) return { selector: { fault: { ...parsed.fault } } };
  const { tree } = parsed;
  const all = isAlwaysTrue(tree, isEverywhere);
  return { selector: { all, never: isNeverTrue(tree), labels: [...labelsOf(tree)] } };
}

/** True for a selector that holds placeholders, `'$name'` for the text of a label among them: no label has such a value. */
export function isOpenSelector(value: string): boolean {
  return isPlaceholder(braced(value));
}

/** `'$name'` as `'${name}'`. */
function braced(value: string): string {
  return value.includes('$') ? value.replace(/(["'])\$([A-Za-z_]\w*)\1/g, '$1$${$2}$1') : value;
}

function readOpen(value: string): JsonObject {
  const { all, never, mayBeAll, labels } = judgeOpen(value, isEverywhere);
  if (all || never) return { selector: { all, never, labels: [...labels] }, whatever: true };
  return { selector: { unknown: true, may_be_all: mayBeAll } };
}

function isEverywhere(label: string): boolean {
  return everywhere.includes(label);
}

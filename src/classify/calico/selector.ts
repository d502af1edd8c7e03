/** Facts about Calico's selectors. */
import { isAlwaysTrue, isNeverTrue, labelsOf, parseSelector } from '../../lib/selector/index.ts';
import type { Json, JsonObject } from '../../model.ts';

/** Labels that the kubelet puts on every node (k8s.io/api core/v1 well_known_labels.go). */
const everywhere = ['kubernetes.io/hostname', 'kubernetes.io/os', 'kubernetes.io/arch'];

/**
 * `{ selector: { all, never, labels } }`: whether it is true for every node, or for none, whatever its labels are, and
 * the labels that it asks for; or `{ selector: { fault } }`, what Calico's parser does not take, and where. Undefined for
 * an empty one, which selects nothing that is not selected without it.
 */
export function selector(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const known = told.get(value);
  if (known !== undefined) return known;
  const fact = read(value);
  // Racks share their selectors; a stranger's thousands are not kept.
  if (told.size < mostTold && value.length < 200) told.set(value, fact);
  return fact;
}

const mostTold = 1000;
const told = new Map<string, JsonObject>();

function read(value: string): JsonObject {
  const parsed = parseSelector(value);
  if ('fault' in parsed) return { selector: { fault: { ...parsed.fault } } };
  const { tree } = parsed;
  const all = isAlwaysTrue(tree, (label) => everywhere.includes(label));
  return { selector: { all, never: isNeverTrue(tree), labels: [...labelsOf(tree)] } };
}

/** Whether a selector says anything at all about an object's labels. */
import { grouped } from '../lists.ts';
import { conditionsOf, weightOf } from './labels.ts';
import { holds } from './match.ts';
import { samplesOf } from './samples.ts';
import type { Condition, Selector } from './tree.ts';

/** How much is looked at, by weightOf, before the answer is "not certain". */
const maxWork = 2_000_000;

/** How many conditions a selector may have: the search below goes one call deeper with each label. */
const maxConditions = 200;

/**
 * True if the selector matches whatever labels an object has, any text being a value. `present` names labels that every
 * object surely has. True is certain; false also means that the selector is too large to tell.
 */
export function isAlwaysTrue(tree: Selector, present: (label: string) => boolean = () => false): boolean {
  return isConstant(tree, true, present, maxWork);
}

/** True if the selector matches no labels whatsoever, as `a in {}`; else as isAlwaysTrue. `most` bounds the work. */
export function isNeverTrue(
  tree: Selector,
  present: (label: string) => boolean = () => false,
  most: number = maxWork,
): boolean {
  return isConstant(tree, false, present, most);
}

/** What is assumed of each label so far: a value, or undefined for its absence. */
type Assumed = Map<string, string | undefined>;

function isConstant(tree: Selector, truth: boolean, present: (label: string) => boolean, most: number): boolean {
  const conditions = conditionsOf(tree);
  if (conditions.length > maxConditions) return false;
  const samples: (readonly [string, readonly (string | undefined)[]])[] = [];
  for (const [label, own] of grouped(conditions, ({ label }) => label)) {
    const values = samplesOf(own, present(label));
    if (values === undefined) return false;
    samples.push([label, values]);
  }
  const weight = weightOf(conditions) + 1;
  let work = 0;
  const assumed: Assumed = new Map();
  // False as soon as one assignment contradicts, or the work has run out.
  const search = (index: number): boolean => {
    work += weight;
    if (work > most) return false;
    const known = value(tree, assumed);
    if (known !== undefined) return known === truth;
    const sample = samples[index];
    if (sample === undefined) return false;
    const [label, values] = sample;
    const constant = values.every((text) => {
      assumed.set(label, text);
      return search(index + 1);
    });
    assumed.delete(label);
    return constant;
  };
  return search(0);
}

/** The selector's truth as far as the assumptions tell it; undefined where they do not. */
function value(tree: Selector, assumed: Assumed): boolean | undefined {
  switch (tree.op) {
    case 'all':
    case 'global':
      return true;
    case 'not': {
      const inner = value(tree.of, assumed);
      return inner === undefined ? undefined : !inner;
    }
    case 'and':
      return joined(tree.of, assumed, false);
    case 'or':
      return joined(tree.of, assumed, true);
    default:
      return conditionValue(tree, assumed);
  }
}

/** `decisive` is the truth of a part that settles the whole: false in an `and`, true in an `or`. */
function joined(parts: readonly Selector[], assumed: Assumed, decisive: boolean): boolean | undefined {
  let open = false;
  for (const part of parts) {
    const known = value(part, assumed);
    if (known === decisive) return decisive;
    if (known === undefined) open = true;
  }
  return open ? undefined : !decisive;
}

function conditionValue(condition: Condition, assumed: Assumed): boolean | undefined {
  return assumed.has(condition.label) ? holds(condition, assumed.get(condition.label)) : undefined;
}

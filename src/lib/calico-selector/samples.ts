/** Values of a label that stand for all its values. */
import { append } from '../lists.ts';
import { weightOf } from './labels.ts';
import { holds } from './match.ts';
import type { Condition } from './tree.ts';

/** How many values of one label are tried. */
const maxSamples = 2000;

/** How much may be looked at, by weightOf, to tell the values apart. */
const maxWork = 2_000_000;

/**
 * Values of one label, undefined being its absence, of which one answers all these conditions as any given value would.
 * Undefined if they are too many.
 *
 * A value that no condition spells out is known by the prefixes, infixes and suffixes that it has. The longest of its
 * prefixes has all the others in it, and so has its longest suffix. Both, and its infixes between them, joined by a
 * character that no condition has, answer every condition as the value does.
 */
export function samplesOf(conditions: readonly Condition[], present: boolean): (string | undefined)[] | undefined {
  const spelled = new Set<string>();
  const parts = { 'starts-with': new Set<string>(), contains: new Set<string>(), 'ends-with': new Set<string>() };
  for (const condition of conditions) {
    if (condition.op === 'has') continue;
    if ('values' in condition) for (const value of condition.values) spelled.add(value);
    else if (condition.op === 'eq' || condition.op === 'ne') spelled.add(condition.value);
    else parts[condition.op].add(condition.value);
  }
  const prefixes = [...parts['starts-with'].add('')];
  const suffixes = [...parts['ends-with'].add('')];
  const count = spelled.size + prefixes.length * suffixes.length * 2 ** parts.contains.size;
  if (count > maxSamples || count * weightOf(conditions) > maxWork) return undefined;
  const glue = unused([...spelled, ...prefixes, ...suffixes, ...parts.contains].join(''));
  const values: (string | undefined)[] = present ? [] : [undefined];
  append(values, spelled);
  for (const infixes of subsets([...parts.contains])) {
    for (const prefix of prefixes) for (const suffix of suffixes) values.push([prefix, ...infixes, suffix].join(glue));
  }
  return distinct(values, conditions);
}

/** One value of each way to answer the conditions. */
function distinct(values: readonly (string | undefined)[], conditions: readonly Condition[]): (string | undefined)[] {
  const byAnswer = new Map<string, string | undefined>();
  for (const value of values) {
    const answer = conditions.map((condition) => (holds(condition, value) ? '1' : '0')).join('');
    if (!byAnswer.has(answer)) byAnswer.set(answer, value);
  }
  return [...byAnswer.values()];
}

function subsets(items: readonly string[]): string[][] {
  const sets: string[][] = [[]];
  for (const item of items)
    append(
      sets,
      sets.map((set) => [...set, item]),
    );
  return sets;
}

/** A character that the text does not have. */
function unused(text: string): string {
  const used = new Set(text);
  let code = 0xe000;
  while (used.has(String.fromCharCode(code))) code++;
  return String.fromCharCode(code);
}

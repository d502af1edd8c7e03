import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonicalText,
  disjoint,
  matchesLabels,
  type Requirement,
  termsOf,
} from '../../src/lib/label-selector/index.ts';
import { keys, list, selector, values } from '../support/labels.ts';

/** Every set of labels that can make a difference: each label absent or with one of the values. */
const worlds: ReadonlyMap<string, string>[] = keys.reduce<Map<string, string>[]>(
  (sets, key) => sets.flatMap((set) => [set, ...[...values, 'x'].map((value) => new Map([...set, [key, value]]))]),
  [new Map()],
);

/** As Requirement.Matches of k8s.io/apimachinery pkg/labels/selector.go has it, one requirement after the other. */
const meets = ({ key, operator, values: listed }: Requirement, labels: ReadonlyMap<string, string>): boolean => {
  const value = labels.get(key);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  if (operator === 'In') return value !== undefined && listed.includes(value);
  return value === undefined || !listed.includes(value);
};
const chosen = (selectors: readonly (readonly Requirement[])[]) =>
  worlds.map((labels) => selectors.some((one) => one.every((part) => meets(part, labels))));

test('terms match what the requirements match', () => {
  fc.assert(
    fc.property(list, (selectors) => {
      const terms = termsOf(selectors);
      expect(worlds.map((labels) => matchesLabels(terms, labels))).toEqual(chosen(selectors));
    }),
  );
});

test('disjoint: exactly where no set of labels is in both', () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      const [inA, inB] = [chosen(a), chosen(b)];
      expect(disjoint(termsOf(a), termsOf(b))).toBe(!inA.some((yes, i) => yes && inB[i]));
    }),
    { numRuns: 500 },
  );
});

test('equal texts are equal meanings, and order does not count', () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      if (canonicalText(termsOf(a)) === canonicalText(termsOf(b))) expect(chosen(a)).toEqual(chosen(b));
      const turned = [...a]
        .reverse()
        .map((one) => [...one].reverse().map((part) => ({ ...part, values: [...part.values].reverse() })));
      expect(canonicalText(termsOf(turned))).toBe(canonicalText(termsOf(a)));
    }),
  );
});

test('one selector: one meaning, one text', () => {
  fc.assert(
    fc.property(selector, selector, (a, b) => {
      const same = chosen([a]).every((yes, i) => yes === chosen([b])[i]);
      // Three values and no fourth would be a tautology to the worlds only if `x` were not among them.
      expect(canonicalText(termsOf([a])) === canonicalText(termsOf([b]))).toBe(same);
    }),
    { numRuns: 500 },
  );
});

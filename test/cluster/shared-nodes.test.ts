import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharingOf } from '../../src/cluster/shared-nodes.ts';
import { disjoint, type Requirement, termsOf } from '../../src/lib/label-selector/index.ts';
import { list } from '../support/labels.ts';

test('sharing: what comparing all pairs tells', () => {
  const bounds = { steps: 1e9, pairs: 1e9 };
  fc.assert(
    fc.property(fc.array(list, { minLength: 2, maxLength: 40 }), (lists) => {
      const all = lists.map(termsOf);
      const pairwise = all.map((one, i) => all.flatMap((other, j) => (i === j || disjoint(one, other) ? [] : [j])));
      expect(sharingOf(all, bounds)?.map((found) => [...found].sort((a, b) => a - b))).toEqual(pairwise);
    }),
  );
});

const bounds = { steps: 1e6, pairs: 1000 };
const host = (name: string): Requirement => ({ key: 'kubernetes.io/hostname', operator: 'In', values: [name] });

test('a thousand nodes by name: each only beside itself', () => {
  const found = sharingOf(
    Array.from({ length: 1000 }, (_, i) => termsOf([[host(`node-${i}`)]])),
    { steps: 1000, pairs: 0 },
  );
  expect(found?.every((others) => others.size === 0)).toBe(true);
});

test('in groups and beside them', () => {
  const selectors = Array.from({ length: 40 }, (_, i) => termsOf([[host(`node-${i % 20}`)]]));
  const zone = termsOf([[{ key: 'zone', operator: 'In', values: ['a'] }]]);
  const found = sharingOf([...selectors, zone], bounds);
  expect(found?.[0]).toEqual(new Set([20, 40]));
  expect(found?.[40]?.size).toBe(40);
});

test('too many answers are none', () => {
  const selectors = Array.from({ length: 100 }, (_, i) =>
    termsOf([[{ key: `role-${i}`, operator: 'Exists', values: [] }]]),
  );
  expect(sharingOf(selectors, bounds)).toBeUndefined();
  expect(sharingOf(selectors, { steps: 100, pairs: 1e6 })).toBeUndefined();
  expect(sharingOf(selectors, { steps: 1e6, pairs: 1e6 })?.every((others) => others.size === 99)).toBe(true);
});

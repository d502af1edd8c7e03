/** Label selectors over few keys and values, so that they often meet. */
import fc from 'fast-check';
import type { Requirement } from '../../src/lib/label-selector/index.ts';

export const keys = ['a', 'b', 'c'];
/** `x` is in no selector: it stands for all values that none names. */
export const values = ['1', '2', '3'];
const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
    values: fc.constant([]),
  }),
);
export const selector = fc.array(requirement, { maxLength: 4 });
export const list = fc.array(selector, { maxLength: 3 });

/** How much is fuzzed: little and always the same in `npm test`, as much as one likes with `npm run fuzz`. */
import type { Parameters } from 'fast-check';

const factor = Number(process.env['BGPLINT_FUZZ'] ?? '1');
const seed = Number(process.env['BGPLINT_FUZZ_SEED'] ?? '20261121');

/** @param count inputs in `npm test`; all counts together are `usual` in scripts/fuzz.mjs */
export function settings<Input>(count: number): Parameters<Input> {
  return { numRuns: Math.ceil(count * factor), seed };
}

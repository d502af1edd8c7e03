/**
 * How much is fuzzed: little and always the same in `npm test`, two and a half times that in `.ci/run`, as much as one likes
 * with `npm run fuzz`.
 */
import type { Parameters } from 'fast-check';

const factor = Number(process.env['BGPLINT_FUZZ'] ?? '0.4');
const seed = Number(process.env['BGPLINT_FUZZ_SEED'] ?? '20261121');

/** @param count inputs in `.ci/run`; all counts together are `usual` in scripts/fuzz.mjs */
export function settings<Input>(count: number): Parameters<Input> {
  return { numRuns: scaled(count), seed };
}

/** So many of what `count` is in `.ci/run`. */
export function scaled(count: number): number {
  return Math.ceil(count * factor);
}

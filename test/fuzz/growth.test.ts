/**
 * No work grows faster than its input, told by steps: how often each block of our own code is run. What runs inside of regular
 * expressions and of WebAssembly has no such steps; `npm run fuzz -- growth` measures that by time.
 */
import { type Profiler, Session } from 'node:inspector';
import { afterAll, describe, expect, test } from 'vitest';
import { policy } from '../support/run.ts';
import { scanned } from '../support/scan.ts';
import { many, nested, places, tokens } from './shapes.mjs';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
afterAll(() => session.disconnect());

/** How often blocks of src were run since the last call. */
function steps(): number {
  let taken: Profiler.TakePreciseCoverageReturnType | undefined;
  // An inspector of the same thread answers before it returns.
  session.post('Profiler.takePreciseCoverage', (_, found) => {
    taken = found;
  });
  const scripts = taken?.result.filter(({ url }) => url.includes('/src/')) ?? [];
  let sum = 0;
  for (const { functions } of scripts) for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  return sum;
}

/** The rules have steps of their own (test/engines.test.ts): here they say nothing. */
const through = { ...policy, evaluate: () => [] };

/** What was counted before was taken by the call before: to take it is a third of all the time. */
async function stepsOf(project: { readonly [file: string]: string }): Promise<number> {
  await scanned(project, { through });
  return steps();
}

/** As the exponent of n: a bit over 1 for what sorts, 2 for a square. */
const bound = 1.25;

type Make = (n: number) => { readonly [file: string]: string };

/** The growth from 2n to 4n, of what is beyond n: twice the input is twice the work, and a square four times. */
async function exponentAt(make: Make, n: number): Promise<number> {
  const once = await stepsOf(make(n));
  const twice = await stepsOf(make(2 * n));
  const fourTimes = await stepsOf(make(4 * n));
  const first = twice - once;
  // What grows by less than a step for each token is not looked at.
  return first < n ? 1 : Math.log2((fourTimes - twice) / first);
}

/**
 * The smallest of several looks, with more of it where it looks steep: some code is loaded on the way, some squares are
 * bounded, and the engine drops the counts of functions that it compiles anew. What takes the square does so in each look.
 */
async function growth(make: Make, n: number, enough = bound): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (const more of [1, 16, 16, 32]) {
    least = Math.min(least, await exponentAt(make, more * n));
    if (least < enough) break;
  }
  return least;
}

test('steps are counted', async () => {
  steps();
  const few = await stepsOf({ 'a.yaml': 'kind: BGPPeer\n' });
  expect(few).toBeGreaterThan(100);
  expect(await stepsOf({ 'a.yaml': `kind: BGPPeer\n${'a: 1\n'.repeat(10_000)}` })).toBeGreaterThan(10 * few);
});

describe('steps grow as the text does', () => {
  test.each(Object.entries(places))('%s', async (_, make) => {
    const fast: string[] = [];
    for (const token of tokens) {
      const exponent = await growth((n) => make(token.repeat(n)), 200);
      if (exponent > bound) fast.push(`${JSON.stringify(token)}: ${exponent.toFixed(2)}`);
    }
    expect(fast).toEqual([]);
  });
});

describe('steps grow as the number of things does', () => {
  test.each(Object.entries(many))('%s', async (_, make) => {
    expect(await growth(make, 40)).toBeLessThan(bound);
  });

  test.each(Object.entries(nested))('%s, whose paths alone take the square', async (_, make) => {
    expect(await growth(make, 10, 2.1)).toBeLessThan(2.1);
  });
});

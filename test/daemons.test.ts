/** What daemons did with pairs of ends is recorded (test/lab/pairs): bgplint says what they say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { disagreement, isKnown } from './lab/pairs/lint.ts';
import { page, readOutputs, type Told, told } from './lab/pairs/page.ts';
import { randomPair } from './lab/pairs/random-pair.ts';
import { recordedPairs } from './lab/pairs/recorded.ts';
import { root } from './support/run.ts';

describe('what daemons did', () => {
  test('every experiment is told when broken, and silent when fixed', async () => {
    const all = await told();
    const read = await readOutputs();
    const file = `${root}/docs/experiments.md`;
    if (process.env['BGPLINT_LAB_WRITE'] === '1') writeFileSync(file, page(all, read));
    const wrong = all.flatMap(({ experiment: { rule, what }, broken, mended }: Told) => [
      ...(!isKnown(rule) || broken.some((one) => one.rule === rule)
        ? []
        : [`${rule}: ${what}: broken, and it is not said`]),
      ...mended.map((one) => `${rule}: ${what}: fixed, and ${one.rule} is said`),
    ]);
    expect(wrong).toEqual([]);
    const unread = read.flatMap(({ reading: { rule, of }, output, broken, mended }) => [
      ...(!isKnown(rule) || broken.some((said) => said.includes(rule))
        ? []
        : [`${of}: ${output}: ${rule} is not said`]),
      ...(mended.length === 0 ? [] : [`${of}: ${output}: fixed, and it is said: ${mended.join(', ')}`]),
    ]);
    expect(unread).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(page(all, read));
  });

  test('random pairs: it says why one is not sound, and nothing of one that is', async () => {
    const wrong: string[] = [];
    for (const pair of recordedPairs()) wrong.push(...(await disagreement(pair)));
    expect(wrong.join('\n')).toBe('');
  });

  test('the recorded pairs are those that the seeds draw', () => {
    const drawn = recordedPairs().map(({ seed }) => JSON.stringify(randomPair(seed)));
    expect(drawn).toEqual(recordedPairs().map(({ outcome: _, ...pair }) => JSON.stringify(pair)));
  });
});

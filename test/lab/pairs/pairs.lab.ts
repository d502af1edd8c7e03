/** Random pairs of ends on daemons: what they do is what is recorded, and what bgplint says of the pair explains it. */
import { afterAll, expect, test } from 'vitest';
import { lab } from '../lab.ts';
import { disagreement } from './lint.ts';
import { many } from './many.ts';
import { runPair } from './pair.ts';
import { pairOf, randomPair } from './random-pair.ts';
import { type RecordedPair, recordedPairs, recordPairs, writes } from './recorded.ts';
import { closeWorlds } from './world.ts';

afterAll(closeWorlds);

/** 200 are recorded; those of other seeds are only compared with bgplint. */
const count = Number(process.env['BGPLINT_LAB_PAIRS'] ?? 200);
const from = Number(process.env['BGPLINT_LAB_SEED'] ?? 0);

lab('random pairs of a node and a router', 'pairs', () => {
  // The patience is of each pair: a busy machine may take its time over all of them.
  test('are what they were, and bgplint explains them', { timeout: 3_600_000 }, async () => {
    const seen: RecordedPair[] = [];
    await many(
      Array.from({ length: count }, (_, index) => randomPair(from + index)),
      async (pair) => {
        seen.push({ ...pair, outcome: (await runPair(pairOf(pair))).outcome });
      },
    );
    seen.sort((one, other) => one.seed - other.seed);
    if (writes && from === 0) recordPairs(seen);
    const recorded = new Map(recordedPairs().map((one) => [one.seed, one]));
    // One that is down tries on, and is now in this state, now in that.
    const other = seen.filter(
      ({ seed, outcome }) => (recorded.get(seed)?.outcome.sound ?? outcome.sound) !== outcome.sound,
    );
    expect(other.map(({ seed, outcome }) => [seed, outcome])).toEqual([]);
    const sound = seen.filter(({ outcome }) => outcome.sound).length;
    console.log(`${seen.length} pairs: ${sound} sound, ${seen.length - sound} not`);
    const disagreements: string[] = [];
    for (const one of seen) disagreements.push(...(await disagreement(one)));
    expect(disagreements.join('\n')).toBe('');
  });
});

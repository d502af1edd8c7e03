/** Each rule about a session, with its fault and mended, on daemons. */
import { afterAll, expect, test } from 'vitest';
import { lab } from '../lab.ts';
import { type Experiment, experiments } from './experiments.ts';
import { many } from './many.ts';
import { type Outcome, type Outputs, runPair } from './pair.ts';
import { keep } from './readings.ts';
import { type RecordedExperiment, recordExperiments, recordedExperiments, writes } from './recorded.ts';
import { wrongReadings } from './status.ts';
import { closeWorlds } from './world.ts';

afterAll(closeWorlds);

const key = ({ rule, what }: { rule: string; what: string }) => `${rule}: ${what}`;

const established = (sessions: readonly string[]) =>
  sessions.length > 0 && sessions.every((session) => session.endsWith('Established'));

/** What became of it, in the words of the table. */
function became({ node, router, sound }: Outcome, { broken }: Experiment): Experiment['breaks'] {
  if (sound) return 'nothing';
  if (broken.kill === true) return 'routes lost';
  return established(node) && established(router) ? 'no routes' : 'down';
}

lab('every rule about a session, broken and mended', 'pairs', () => {
  test('what the daemons do', { timeout: 3_600_000 }, async () => {
    const runs = new Map<string, { outcome: Outcome; outputs: Outputs }>();
    const halves = experiments.flatMap((one) => (['broken', 'mended'] as const).map((half) => ({ one, half })));
    await many(halves, async ({ one, half }) => {
      runs.set(`${key(one)}, ${half}`, await runPair(one[half]));
    });
    const seen: RecordedExperiment[] = experiments.map((one) => {
      const of = (half: 'broken' | 'mended') => {
        const outcome = runs.get(`${key(one)}, ${half}`)?.outcome;
        if (outcome === undefined) throw new Error(`${key(one)} was not run`);
        return outcome;
      };
      return { rule: one.rule, what: one.what, broken: of('broken'), mended: of('mended') };
    });
    if (writes) {
      recordExperiments(seen);
      for (const { one, half } of halves) keep(key(one), half, runs.get(`${key(one)}, ${half}`)?.outputs ?? {});
    }
    const states = experiments.map((one, index) => {
      const { broken, mended } = seen[index] as RecordedExperiment;
      return [key(one), became(broken, one), became(mended, one)];
    });
    expect(states).toEqual(experiments.map((one) => [key(one), one.breaks, 'nothing']));
    // The page of the docs is made of what is recorded.
    const told = ({ rule, what, broken, mended }: RecordedExperiment) => [rule, what, broken.sound, mended.sound];
    expect(seen.map(told)).toEqual(recordedExperiments().map(told));
    const wrong: string[] = [];
    for (const { one, half } of halves) {
      const name = `${key(one)}, ${half}`;
      const run = runs.get(name);
      // Of those that are killed the last is seen after that, and this was printed before.
      if (run === undefined || one[half].kill === true) continue;
      const { outcome, outputs } = run;
      wrong.push(...(await wrongReadings(outputs, outcome)).map((wrongly) => `${name}: ${wrongly}`));
    }
    expect(wrong).toEqual([]);
  });
});

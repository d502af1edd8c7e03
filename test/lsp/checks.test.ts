import { expect, test } from 'vitest';
import { Checks, Superseded, Turns } from '../../src/lsp/checks.ts';
import { Faults } from '../../src/lsp/faults.ts';

/** Checks whose runs wait until they are let go on. `clock` makes each pause look at messages. */
function checks({ turns = new Turns(), told = [] as string[] } = {}) {
  const runs: { state: 'runs' | 'ended' | 'left'; readonly go: () => void }[] = [];
  let now = 0;
  const faults = new Faults({ log: (line) => told.push(line), show: (message) => told.push(message) });
  const one = new Checks({
    turns,
    faults,
    clock: () => {
      now += 1000;
      return now;
    },
    run: async (pause) => {
      let go: () => void = () => undefined;
      const gone = new Promise<void>((resolve) => {
        go = resolve;
      });
      const run: (typeof runs)[number] = { state: 'runs', go };
      runs.push(run);
      await gone;
      try {
        await pause();
        run.state = 'ended';
      } catch (error) {
        run.state = 'left';
        throw error;
      }
    },
  });
  const started = async (count: number) => {
    while (runs.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { one, runs, started, told };
}

test('a check that an edit overtakes is left, and another follows', async () => {
  const { one, runs, started, told } = checks();
  one.want(0);
  await started(1);
  one.want(0);
  runs[0]?.go();
  await started(2);
  runs[1]?.go();
  await one.settled();
  expect(runs.map(({ state }) => state)).toEqual(['left', 'ended']);
  expect(told).toEqual([]);
});

test('edits in a row are one check', async () => {
  const { one, runs, started } = checks();
  for (let i = 0; i < 10; i++) one.want(0);
  await started(1);
  runs[0]?.go();
  await one.settled();
  expect(runs).toHaveLength(1);
});

test('settled waits for what is wanted, and is let go when checks end', async () => {
  const { one, runs } = checks();
  await one.settled();
  one.want(1e6);
  const settled = one.settled();
  one.stop();
  await settled;
  one.want(0);
  await one.settled();
  expect(runs).toEqual([]);
});

test('two workspaces are checked one after the other', async () => {
  const turns = new Turns();
  const [first, second] = [checks({ turns }), checks({ turns })];
  first.one.want(0);
  await first.started(1);
  second.one.want(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(second.runs).toEqual([]);
  first.runs[0]?.go();
  await second.started(1);
  second.runs[0]?.go();
  await Promise.all([first.one.settled(), second.one.settled()]);
  expect([...first.runs, ...second.runs].map(({ state }) => state)).toEqual(['ended', 'ended']);
});

test('a fault is logged each time in one line, told once, and the next check runs', async () => {
  const told: string[] = [];
  const faults = new Faults({
    log: (line) => told.push(`log ${line}`),
    show: (message) => told.push(`show ${message}`),
  });
  let count = 0;
  const one = new Checks({
    turns: new Turns(),
    faults,
    clock: () => 0,
    run: () => {
      count++;
      return Promise.reject(count < 3 ? new Error('first\nsecond \u001b[31m') : new Superseded());
    },
  });
  for (let i = 0; i < 3; i++) {
    one.want(0);
    await one.settled();
  }
  expect(told.map((line) => line.slice(0, 4))).toEqual(['log ', 'show', 'log ']);
  expect(told.some((line) => /[\n\u001b]/.test(line))).toBe(false);
  expect(told[0]).toContain('first | second \\x1b[31m');
});

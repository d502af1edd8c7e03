/**
 * `npm run fuzz [-- --inputs 1000000] [--seed 7] [--jobs 4]`: the properties of test/fuzz on as many random inputs as one
 * likes, another seed each time. A failure prints the seed and the smallest input that shows it.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

if (process.argv[2] === 'growth') {
  await import('./fuzz-growth.mjs');
  process.exit();
}
const root = fileURLToPath(new URL('..', import.meta.url));
/** Inputs of one run of test/fuzz in `.ci/run`, where BGPLINT_FUZZ is 1. */
const usual = 3_850;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});
const jobs = Number(values.jobs);
const factor = Number(values.inputs) / usual / jobs;
console.log(`${values.inputs} inputs in ${jobs} jobs, seed ${values.seed}`);
const codes = await Promise.all(
  Array.from({ length: jobs }, (_, job) =>
    run({ BGPLINT_FUZZ: String(factor), BGPLINT_FUZZ_SEED: String(Number(values.seed) + job) }),
  ),
);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

/** @param {Record<string, string>} settings @returns {Promise<number | null>} the exit code */
function run(settings) {
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const child = spawn(process.execPath, [vitest, 'run', 'test/fuzz', 'test/safety/planted', '--testTimeout=0'], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', resolve));
}

/** Runs commands in turn, so that what else the machine does falls on all of them, and compares round by round. */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {readonly string[]} argv
 * @property {readonly number[]} exits codes that mean that the job was done
 */

/**
 * Wall-clock seconds of each command in each round, the first round (cold caches) left out.
 * @param {readonly Command[]} commands @param {number} rounds @returns {number[][]} by command
 */
export function inTurn(commands, rounds) {
  /** @type {number[][]} */
  const seconds = commands.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (let n = 0; n < commands.length; n++) {
      // The order turns: nobody always runs behind the same neighbor.
      const at = (n + round) % commands.length;
      const command = commands[at];
      if (command === undefined) continue;
      const taken = run(command);
      if (round > 0) seconds[at]?.push(taken);
    }
  }
  return seconds;
}

/** Seconds of one run. Throws if the command did not do its job: what fails quickly is not quick. @param {Command} command */
export function run({ name, argv, exits }) {
  const [file = '', ...rest] = argv;
  const start = performance.now();
  const { status, error, stderr } = spawnSync(file, rest, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (error) throw error;
  if (!exits.includes(status ?? -1)) throw new Error(`${name} ended with ${status}: ${stderr.slice(0, 500)}`);
  return seconds;
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** By linear interpolation. @param {readonly number[]} numbers @param {number} q from 0 to 1 */
export function quantile(numbers, q) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Ratios round by round: noise that lasts longer than a round cancels out. @param {readonly number[]} a @param {readonly number[]} b */
export function ratios(a, b) {
  return a.map((value, round) => value / (b[round] ?? Number.NaN));
}

/** Looks into one run: the stages' times, which bgplint marks as User Timing measures, and the most memory it took. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bgplint } from './tools.mjs';

const spy = fileURLToPath(new URL('spy.mjs', import.meta.url));

/**
 * @param {string} path
 * @returns {{ total: number, megabytes: number, stages: Record<string, number> }} times in milliseconds
 */
export function probe(path) {
  const [node = '', ...rest] = bgplint(path).argv;
  const { stderr } = spawnSync(node, ['--import', spy, ...rest], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, BGPLINT_DEBUG: '1' },
  });
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
}

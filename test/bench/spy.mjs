/** Loaded before bgplint: prints what User Timing measured, and the memory's high mark, when the process ends. */
import { writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

process.on('exit', () => {
  /** @type {Record<string, number>} */
  const stages = {};
  for (const { name, duration } of performance.getEntriesByType('measure')) {
    const stage = name.replace(/^bgplint:/, '');
    stages[stage] = (stages[stage] ?? 0) + duration;
  }
  const megabytes = process.resourceUsage().maxRSS / 1024;
  writeSync(2, `\n${JSON.stringify({ total: performance.now(), megabytes, stages })}\n`);
});

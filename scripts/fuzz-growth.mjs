/**
 * `npm run fuzz -- growth [--only TEXT] [--length 20000] [--formats json,pretty,diff] [--repeat 2]`: the whole command on
 * projects that grow in one way each (test/fuzz/shapes.mjs), at n, 2n and 4n, in processor time of the process, the least of a
 * few runs. Prints the times and the exponent of the last step, 1 where the work grows as the input does. What takes no longer
 * than an empty run is left out. Ends with 1 if an exponent is over 1.2.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { shapes } from '../test/fuzz/shapes.mjs';

const command = fileURLToPath(new URL('../dist/bgplint.mjs', import.meta.url));
/** Prints what the process took when it ends, with what it held at most. */
const spy =
  "process.on('exit',()=>require('fs').writeSync(2,`\\nSPY ${process.cpuUsage().user} ${process.resourceUsage().maxRSS}`))";
/** Milliseconds beyond an empty run that tell something. */
const telling = 100;
const longest = 60_000;
const bound = 1.2;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    length: { type: 'string', default: '20000' },
    formats: { type: 'string', default: 'json' },
    repeat: { type: 'string', default: '2' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'bgplint-growth-'));
const hook = join(folder, 'spy.cjs');
writeFileSync(hook, spy);

let failed = false;
for (const format of values.formats.split(',')) {
  const empty = took({ 'a.yaml': '' }, format);
  for (const { name, scale, make } of shapes()) {
    if (!name.includes(values.only)) continue;
    const n = Math.max(8, Math.round(Number(values.length) * scale));
    const times = [n, 2 * n, 4 * n].map((size) => took(make(size), format));
    const [, twice = empty, last = empty] = times.map(({ ms }) => ({ ms: ms - empty.ms }));
    if (last.ms < telling) continue;
    const exponent = Math.log2(last.ms / Math.max(twice.ms, telling / 4));
    const isFast = !(exponent <= bound) || times.some(({ ms }) => ms === Number.POSITIVE_INFINITY);
    failed ||= isFast;
    const row = times.map(({ ms, mb }) => `${Math.round(ms)} ms ${mb} MB`).join(', ');
    console.log(`${isFast ? '!' : ' '} ${exponent.toFixed(2)}  ${format}  ${name}, n ${n}: ${row}`);
  }
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

/** @param {{ readonly [file: string]: string }} project @param {string} format @returns {{ ms: number, mb: number }} */
function took(project, format) {
  const root = join(folder, 'project');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, '.git'), { recursive: true });
  for (const [file, text] of Object.entries(project)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const shown = format === 'diff' || format === 'fix' ? [`--${format}`] : ['-f', format];
  const runs = Array.from({ length: format === 'fix' ? 1 : Number(values.repeat) }, () => {
    const ran = spawnSync(process.execPath, ['-r', hook, command, ...shown, '.'], {
      cwd: root,
      timeout: longest,
      maxBuffer: 1 << 30,
      encoding: 'utf8',
    });
    const [, us, kb] = /SPY (\d+) (\d+)/.exec(ran.stderr) ?? [];
    if (us === undefined) return { ms: Number.POSITIVE_INFINITY, mb: Number.NaN };
    if (ran.status === 2) console.log(`! exit 2: ${ran.stderr.slice(0, 200)}`);
    return { ms: Number(us) / 1000, mb: Math.round(Number(kb) / 1024) };
  });
  return runs.reduce((least, run) => (run.ms < least.ms ? run : least));
}

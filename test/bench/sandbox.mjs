/**
 * The sandbox in Chromium: how large its page is, when it can be used on a cold start, how long an edit takes and how much memory
 * it holds. `node test/bench/sandbox.mjs`; needs Debian's chromium, or the program that BGPLINT_CHROMIUM names.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bgplint-sandbox-'));
const file = join(folder, 'page.html');
spawnSync(process.execPath, [join(root, 'dist', 'bgplint.mjs'), 'sandbox', '--out', file], { stdio: 'inherit' });
const html = readFileSync(file);
const rows = [
  ['page, bytes', html.length],
  ['page, gzip, bytes', gzipSync(html).length],
];

const named = process.env['BGPLINT_CHROMIUM'] ?? 'chromium';
const executablePath = spawnSync('sh', ['-c', 'command -v "$0"', named], { encoding: 'utf8' }).stdout.trim();
const runs = 7;

/** @param {readonly number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Milliseconds from the navigation until a condition holds, as the page's own clock has them. @param {import('playwright-core').Page} page @param {string} condition */
const when = (page, condition) =>
  page.evaluate(`new Promise((resolve) => {
    const look = () => (${condition}) ? resolve(performance.now()) : setTimeout(look, 1);
    look();
  })`);

/** Median, fastest and slowest. @param {string} name @param {readonly number[]} values */
const row = (name, values) =>
  rows.push([
    name,
    `${median(values).toFixed(0)} (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`,
  ]);

const typed = [];
const checkedAt = [];
for (let run = 0; run < runs; run++) {
  // A process of its own each time: nothing is cached, no code compiled.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.goto(`file://${file}`, { waitUntil: 'commit' });
  typed.push(await when(page, "document.querySelector('.cm-content') !== null"));
  checkedAt.push(await when(page, "/Checked in/.test(document.getElementById('state').textContent)"));
  await browser.close();
}
row('an editor to type into, ms', typed);
row('the first example is checked, ms', checkedAt);

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-precise-memory-info'] });
const page = await browser.newPage();
await page.goto(`file://${file}`);
await when(page, "/Checked in/.test(document.getElementById('state').textContent)");
const took = [];
for (let edit = 0; edit < 30; edit++) {
  await page.locator('.cm-content').press('ControlOrMeta+End');
  await page.keyboard.type('#');
  await page.waitForTimeout(400);
  const state = await page.locator('#state').textContent();
  took.push(Number(/Checked in (\d+) ms/.exec(state ?? '')?.[1]));
}
row('an edit is checked, ms', took.slice(5));
const cdp = await browser.newBrowserCDPSession();
const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
for (const { type, id } of processInfo) {
  if (type !== 'renderer') continue;
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  rows.push(['renderer with page and worker, resident kB', /VmRSS:\s+(\d+)/.exec(status)?.[1] ?? '']);
}
await browser.close();
rmSync(folder, { recursive: true });
for (const [name, value] of rows) console.log(`${String(name).padEnd(44)} ${value}`);

/** Every output of reference/status, where it is at hand, against what test/lint/status-samples.txt says of it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, run } from '../support/run.ts';

const folder = `${root}/../shared/reference/status`;
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => statSync(`${folder}/${name}`).isFile() && !name.endsWith('README.txt'))
      .sort()
  : [];

const verdict = '(?:error|warning|note) [a-z-]+';
const entry = new RegExp(String.raw`^(\S+)\s+(-|none|\(\?:\S+ \S+\)|${verdict}(?:, ${verdict})*)\s+(\S.*)$`);

const rows = readFileSync(`${root}/test/lint/status-samples.txt`, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, name, expected] = entry.exec(line) ?? [];
    if (name === undefined || expected === undefined) throw new Error(`not understood: ${line}`);
    return { name: new RegExp(`^${name}(?:\\.(?:txt|json|yaml))?$`), expected };
  });

/** What a run says of a file: `none` where it read no session and no agent. */
async function said(file: string): Promise<string> {
  const { report, scan } = await run(`${folder}/${file}`);
  const found = new Set(
    report.findings
      .filter(({ rule }) => rule.startsWith('status/'))
      .map(({ level, rule }) => `${level} ${rule.slice(7)}`),
  );
  if (found.size > 0) return [...found].sort().join(', ');
  return scan.resources.some(({ family }) => family === 'status') ? '-' : 'none';
}

test.skipIf(files.length === 0)(
  'every sample has the verdict that the list gives it',
  { timeout: 120_000 },
  async () => {
    const wrong: string[] = [];
    for (const file of files) {
      const row = rows.find(({ name }) => name.test(file));
      const is = await said(file);
      if (row === undefined || !new RegExp(`^(?:${row.expected})$`).test(is))
        wrong.push(`${file}: ${is}, expected ${row?.expected ?? 'a row'}`);
    }
    expect(wrong).toEqual([]);
  },
);

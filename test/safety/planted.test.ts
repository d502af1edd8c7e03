/** Secrets of every name, spelling and place, looked for in all that one run can print. */

import { describe, expect, test } from 'vitest';
import { loadReporter, reporterNames } from '../../src/report/index.ts';
import { calicoPeer } from '../support/objects.ts';
import { scanned } from '../support/scan.ts';
import { contextOf, shown } from '../support/shown.ts';
import { others, type Plant, products } from './plants.ts';

/** One of so many products is planted: a prime, so that each name, spelling and place is among them. */
const share = [89, 53, 29, 13, 7, 3, 1].find((prime) => prime * Number(process.env['BGPLINT_FUZZ'] ?? '1') <= 89) ?? 1;

const seed = Number(process.env['BGPLINT_FUZZ_SEED'] ?? '0');

/** Files of one scan. */
const together = 150;

/** No part of a secret that is longer than this may be seen. */
const part = 6;

/** Secrets as machines make them, and as people do; what is looked for is a part of each. */
const marks = ['Zq7M4RKx9W', 'horsebatterystaple', '9917342655'];

/** Where any of the plants can be seen. */
async function leaks(plants: readonly Plant[], mark: string): Promise<readonly string[]> {
  const found: string[] = [];
  const most = 40;
  for (let i = 0; i < plants.length && found.length < most; i += together) {
    const batch = plants.slice(i, i + together);
    const named = new Map(batch.map((plant, n) => [`${n}/${plant.file}`, plant]));
    const files = Object.fromEntries([...named].map(([file, { text }]) => [file, text]));
    const isSeen = (text: string) => faces(mark).some((face) => text.includes(face));
    if (!isSeen(await shown(await scanned(files)))) continue;
    for (const { name, file, text } of batch) {
      const seen = await shown(await scanned({ [file]: text }));
      const line = seen.split('\n').find(isSeen);
      if (line !== undefined) found.push(`${name}: ${line.slice(0, 200)}`);
    }
  }
  return found;
}

function faces(mark: string): readonly string[] {
  const bytes = Buffer.from(mark);
  return [mark.slice(0, part), mark.slice(-part), bytes.toString('base64').slice(0, 10), bytes.toString('hex')];
}

describe.each(marks)('%s is nowhere to be seen', (mark) => {
  test('as a field', async () => {
    const all = [...products(mark)].filter((_, i) => (i + seed + marks.indexOf(mark) * 29) % share === 0);
    expect(all.length).toBeGreaterThan(500);
    expect(await leaks(all, mark)).toEqual([]);
  });

  test('otherwise', async () => {
    expect(await leaks([...others(mark)], mark)).toEqual([]);
  });
});

test('what stands in a field that everybody may read is seen, in each way to look', async () => {
  const [mark = ''] = marks;
  const harmless: Plant = { name: 'a selector', file: 'a.yaml', text: calicoPeer(mark, ['md5: x']) };
  expect(await leaks([harmless], mark)).toHaveLength(1);
  const result = await scanned({ 'a.yaml': harmless.text });
  expect(result.frame('a.yaml')).toContain(`nodeSelector: rack == '${mark}'`);
  for (const name of reporterNames) {
    expect((await loadReporter(name))(result.report, contextOf(result))).toContain(mark);
  }
});

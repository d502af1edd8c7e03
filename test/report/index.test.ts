import { expect, test } from 'vitest';
import { loadReporter, reporterNames } from '../../src/report/index.ts';
import { contextOf, sample } from './sample.ts';

test('lists the reporters', () => {
  expect(reporterNames).toEqual([
    ...['pretty', 'concise', 'json', 'sarif', 'junit', 'github', 'gitlab'],
    ...['rdjson', 'checkstyle', 'markdown'],
  ]);
});

test.each(reporterNames)('%s ends with one line break, and gives the same text twice', async (name) => {
  const report = await loadReporter(name);
  const text = report(sample, contextOf());
  expect(text).toMatch(/[^\n]\n$/);
  expect(report(sample, contextOf())).toBe(text);
});

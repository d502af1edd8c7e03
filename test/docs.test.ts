import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { reporterNames } from '../src/report/index.ts';
import { root } from './support/run.ts';

const pages = [
  'README.md',
  ...readdirSync(`${root}/docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe.each(pages)('%s', (page) => {
  const text = readFileSync(`${root}/${page}`, 'utf8');

  test('its YAML parses', () => {
    for (const [, block = ''] of text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)) {
      expect(parseDocument(block, { prettyErrors: true }).errors).toEqual([]);
    }
  });

  test('the formats that it names are there', () => {
    const named = [...text.matchAll(/(?:--output |-o )([a-z]+)=|--format ([a-z]+)/g)].map(
      ([, written, printed]) => written ?? printed,
    );
    for (const name of named) expect(reporterNames).toContain(name);
  });

  test('its links to files of the repository lead somewhere', () => {
    const folder = page.includes('/') ? `${root}/docs` : root;
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(() => readFileSync(`${folder}/${target}`), target).not.toThrow();
    }
  });
});

test('the fixtures that docs/upstream.md names are there', () => {
  const text = readFileSync(`${root}/docs/upstream.md`, 'utf8');
  const cells = [...text.matchAll(/\[([a-z0-9-]+\/[a-z0-9-]+)\]\([^)]*\): ((?:`[^`]+`(?:, )?)+)/g)];
  expect(cells.length).toBeGreaterThan(50);
  for (const [, rule = '', names = ''] of cells) {
    const there = readdirSync(`${root}/test/rules/${rule}`).map((name) => name.replace(/\.[a-z]+$/, ''));
    for (const [, name = ''] of names.matchAll(/`([^`]+)`/g)) expect(there, rule).toContain(name);
  }
});

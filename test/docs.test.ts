import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { exportNames } from '../src/export/index.ts';
import { reporterNames } from '../src/report/index.ts';
import { root } from './support/run.ts';

/** All that is written by hand; test/pairs.test.ts holds what the rules' pages are made of. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(`${root}/docs`, { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md') && !name.startsWith('docs/rules/')),
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
    for (const name of named) expect([...reporterNames, ...exportNames]).toContain(name);
  });

  test('its links to files of the repository lead somewhere', () => {
    const folder = join(root, page, '..');
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(existsSync(join(folder, target)), target).toBe(true);
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

test('CONTRIBUTING.md names every key of METADATA that a rule may have and need not', () => {
  const text = readFileSync(`${root}/CONTRIBUTING.md`, 'utf8');
  const { custom } = JSON.parse(readFileSync(`${root}/schemas/rule.json`, 'utf8')).properties;
  const optional = Object.keys(custom.properties).filter((key) => !custom.required.includes(key));
  expect(optional.length).toBeGreaterThan(0);
  for (const key of optional) expect(text).toMatch(new RegExp(`\`${key}\` \\(`));
});

test('docs/findings.md has an example of every constructor, and of no other', () => {
  const page = readFileSync(`${root}/docs/findings.md`, 'utf8');
  const library = readFileSync(`${root}/policies/lib/finding.rego`, 'utf8');
  const made = [...library.matchAll(/^(\w+)\(/gm)].map(([, name]) => name);
  const shown = [...page.matchAll(/finding\.(?!rego)(\w+)[(`]/g)].map(([, name]) => name);
  expect(new Set(shown)).toEqual(new Set(made));
});

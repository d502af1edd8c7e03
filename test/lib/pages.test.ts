import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { docsPage, repository, rulePage } from '../../src/lib/pages.ts';
import { policy, root } from '../support/run.ts';

const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

test('every rule has the page that reports link to', () => {
  const base = `https://github.com/${repository}/blob/v${version}/`;
  for (const { id } of policy.rules) {
    expect(rulePage(id).startsWith(base)).toBe(true);
    expect(existsSync(`${root}/${rulePage(id).slice(base.length)}`), id).toBe(true);
  }
});

test('a page is that of the version, and of a repository of GitHub', () => {
  expect(repository).toMatch(/^[\w-]+\/[\w-]+$/);
  expect(docsPage('pipelines.md')).toBe(`https://github.com/${repository}/blob/v${version}/docs/pipelines.md`);
});

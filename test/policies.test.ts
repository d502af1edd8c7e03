import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './support/run.ts';

/** What a line may have in columns, a tab as four. Only an address that cannot be broken may be longer. */
const columns = 120;

function width(line: string): number {
  return [...line.replaceAll('\t', '    ')].length;
}

const sources = readdirSync(join(root, 'policies'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.rego'))
  .map((file) => `policies/${file.replaceAll('\\', '/')}`);

test('lines of Rego end at 120 columns', () => {
  expect(sources.length).toBeGreaterThan(0);
  const long = sources.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, i) => (width(line) > columns && !/^#\s+- ref: \S+$/.test(line) ? [`${file}:${i + 1}`] : [])),
  );
  expect(long, `at most ${columns} columns, a tab as four: break the line, a text with concat`).toEqual([]);
});

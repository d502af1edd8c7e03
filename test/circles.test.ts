import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { root } from './support/run.ts';

/** Circles that stay: the parser descends from what holds a value into the value. Each by its files, sorted. */
const recursiveDescent = ['parse/yaml/blocks.ts parse/yaml/compose.ts parse/yaml/flows.ts'];

const files = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

/** What a file imports of src; imports of types count, as who reads the one file has to know the other. */
const imports = new Map(
  files.map((file) => {
    const text = readFileSync(`${root}/src/${file}`, 'utf8');
    const names = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, name = '']) => name);
    return [file, names.map((name) => join(dirname(file), name))] as const;
  }),
);

/** All that a file leads to by its imports. */
function reached(file: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [file];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const target of imports.get(at) ?? []) {
      if (found.has(target)) continue;
      found.add(target);
      open.push(target);
    }
  }
  return found;
}

test('files import each other in no circle, but for the descent of the parser', () => {
  const all = new Map(files.map((file) => [file, reached(file)]));
  const circles = files
    .filter((file) => all.get(file)?.has(file))
    .map((file) => files.filter((other) => all.get(file)?.has(other) && all.get(other)?.has(file)).sort());
  expect([...new Set(circles.map((circle) => circle.join(' ')))].sort()).toEqual(recursiveDescent);
});

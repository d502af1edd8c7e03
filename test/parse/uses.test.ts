import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/lib/limits.ts';
import type { Path } from '../../src/model/document.ts';
import { parseYaml } from '../../src/parse/index.ts';

/** The texts at which aliases and merge keys stand that bring in what is at a path, each with its line. */
function uses(text: string, path: Path): readonly string[] {
  const { documents, problems } = parseYaml({ file: 'a.yaml', text }, { limits: defaultLimits, wants: () => true });
  expect(problems).toEqual([]);
  const spans = documents[0]?.uses?.(path) ?? [];
  return spans.map(({ start, end }) => `${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`);
}

test.each<[string, string, Path, readonly string[]]>([
  ['an alias', 'a: &x 1\nb: *x\n', ['b'], ['2 *x']],
  ['nothing of the anchor itself', 'a: &x 1\nb: *x\n', ['a'], []],
  ['an alias that holds it', 'a: &x {c: [1]}\nb: *x\n', ['b', 'c', 0], ['2 *x']],
  ['an item', 'a: &x 1\nb:\n- 2\n- *x\n', ['b', 1], ['4 *x']],
  ['not the item beside it', 'a: &x 1\nb:\n- 2\n- *x\n', ['b', 0], []],
  ['an item in brackets', 'a: &x 1\nb: [2,\n *x]\n', ['b', 1], ['3 *x']],
  ['a merge key, and its alias', 'a: &x {c: 1}\nb:\n  <<: *x\n  d: 2\n', ['b', 'c'], ['3 <<', '3 *x']],
  ['not what stands beside a merge key', 'a: &x {c: 1}\nb:\n  <<: *x\n  d: 2\n', ['b', 'd'], []],
  ['one of several', 'a: &x {c: 1}\ne: &y {f: 1}\nb:\n  <<:\n  - *x\n  - *y\n', ['b', 'f'], ['4 <<', '6 *y']],
  ['a merge of a merge', 'a: &x {c: 1}\nb: &y\n  <<: *x\nd:\n  <<: *y\n', ['d', 'c'], ['5 <<', '5 *y', '3 <<', '3 *x']],
  ['an alias within an alias', 'a: &x 1\nb: &y {c: *x}\nd: *y\n', ['d', 'c'], ['3 *y', '2 *x']],
  ['one in a mapping that is merged in place', 'a: &x 1\nb:\n  <<: {c: *x}\n', ['b', 'c'], ['3 <<', '3 *x']],
  ['what is not there', 'a: &x {c: 1}\nb: *x\n', ['b', 'd', 'e'], ['2 *x']],
])('%s', (_, text, path, expected) => {
  expect(uses(text, path)).toEqual(expected);
});

test('are bounded: each mapping merges the one before', () => {
  const lines = Array.from({ length: 90 }, (_, i) => `a${i}: &x${i}\n  <<: ${i === 0 ? '{c: 1}' : `*x${i - 1}`}\n`);
  expect(uses(lines.join(''), ['a89', 'c'])).toHaveLength(100);
});

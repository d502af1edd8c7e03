import { expect, test } from 'vitest';
import { parseSelector, relationOf, type Selector } from '../../src/lib/calico-selector/index.ts';

function tree(text: string): Selector {
  const parsed = parseSelector(text);
  if ('fault' in parsed) throw new Error(text);
  return parsed.tree;
}

test.each([
  ["rack == 'a'", "rack == 'b'", 'apart'],
  ["rack == 'a'", "rack != 'a'", 'apart'],
  ["rack in {'a', 'b'}", "rack == 'c' || !has(rack)", 'apart'],
  ["rack == 'a'", 'has(rack)', 'within'],
  ["rack == 'a'", "rack in {'a', 'b'}", 'within'],
  ["rack == 'a' && has(edge)", "rack == 'a'", 'within'],
  ["rack == 'a'", 'all()', 'within'],
  ['has(rack)', "rack == 'a'", 'crossing'],
  ["rack == 'a'", "zone == 'a'", 'crossing'],
  ["rack starts with 'a'", "rack ends with 'b'", 'crossing'],
])('%s is to %s: %s', (first, second, relation) => {
  expect(relationOf(tree(first), tree(second), 5000)).toBe(relation);
});

test('what takes too much work crosses', () => {
  expect(relationOf(tree("rack == 'a'"), tree("rack == 'b'"), 1)).toBe('crossing');
});

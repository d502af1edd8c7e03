import { expect, test } from 'vitest';
import { aligned } from '../../src/lib/alignment.ts';

/** Rows as `old number/new number`, with `!` where they differ. */
function rows(before: readonly string[], after: readonly string[]): readonly string[] {
  return aligned(before.join('\n'), after.join('\n')).map(
    ({ old, fresh, changed }) => `${old?.number ?? ''}/${fresh?.number ?? ''}${changed ? '!' : ''}`,
  );
}

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['nothing', ['a', 'b'], ['a', 'b'], ['1/1', '2/2']],
  ['a line that comes', ['a', 'c'], ['a', 'b', 'c'], ['1/1', '/2!', '2/3']],
  ['a line that goes', ['a', 'b', 'c'], ['a', 'c'], ['1/1', '2/!', '3/2']],
  ['a line that is another', ['a', 'b', 'c'], ['a', 'x', 'c'], ['1/1', '2/2!', '3/3']],
  ['more than before', ['a', 'b'], ['a', 'x', 'y'], ['1/1', '2/2!', '/3!']],
  ['all of it', ['a'], [], ['1/!']],
  ['a new file', [], ['a', 'b'], ['/1!', '/2!']],
  [
    'lines that occur twice',
    ['a', '-', 'b', '-'],
    ['a', '-', 'n', '-', 'b', '-'],
    ['1/1', '2/2', '/3!', '/4!', '3/5', '4/6'],
  ],
])('%s', (_, before, after, expected) => {
  expect(rows(before, after)).toEqual(expected);
});

test('gives back both texts', () => {
  const before = ['a', 'b', 'c', 'a', 'd'];
  const after = ['b', 'a', 'e', 'd', 'd', 'a'];
  const all = aligned(before.join('\n'), after.join('\n'));
  expect(all.flatMap(({ old }) => old?.text ?? [])).toEqual(before);
  expect(all.flatMap(({ fresh }) => fresh?.text ?? [])).toEqual(after);
  for (const { old, fresh, changed } of all) expect(changed).toBe(old?.text !== fresh?.text);
});

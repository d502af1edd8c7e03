/** Links that hold texts: what goes in comes out, and what a stranger made of one does no harm. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesOf, fragmentOf, holdsFiles } from '../../../src/browser/page/link.ts';

const linkOf = (value: unknown) => `#1.${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;

test('what goes in comes out', async () => {
  const file = fc.record({
    name: fc.string({ unit: 'grapheme' }),
    text: fc.string({ unit: 'grapheme', maxLength: 400 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 5 }), async (files) => {
      const fragment = await fragmentOf(files);
      expect(holdsFiles(fragment)).toBe(true);
      expect(fragment).toMatch(/^#1\.[\w-]+$/);
      expect(await filesOf(fragment)).toEqual(files);
    }),
    { numRuns: 50 },
  );
});

test('a long text becomes a short link', async () => {
  const fragment = await fragmentOf([{ name: 'a.yaml', text: 'apiVersion: projectcalico.org/v3\n'.repeat(1000) }]);
  expect(fragment.length).toBeLessThan(600);
});

test('another fragment holds no files', () => {
  for (const fragment of ['', '#panel', '#2.abc']) expect(holdsFiles(fragment)).toBe(false);
});

describe('what a stranger made', () => {
  const damaged = 'it is damaged, or not complete';
  test.each([
    ['nothing', '#1.', damaged],
    ['no Base64', '#1.%%%', damaged],
    ['no deflated bytes', '#1.AAAA', damaged],
    ['a half', linkOf([['a', 'b'.repeat(999)]]).slice(0, -6), damaged],
    ['no list', linkOf({ a: 1 }), 'it holds no texts'],
    ['no texts', linkOf([['a', 1]]), 'it holds no texts'],
    ['too many members', linkOf([['a', 'b', 'c']]), 'it holds no texts'],
    ['no files', linkOf([]), 'it holds 0 files'],
    ['too many files', linkOf(Array.from({ length: 201 }, () => ['a', ''])), 'it holds 201 files'],
    ['a text of 9 MB in some kB', linkOf([['a', 'x'.repeat(9_000_000)]]), 'it holds too much'],
    ['a fragment of 5 MB', `#1.${'A'.repeat(5_000_000)}`, 'it is too long'],
  ])('%s', async (_, fragment, why) => {
    await expect(filesOf(fragment)).rejects.toThrow(why);
  });
});

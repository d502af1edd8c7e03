/** Diffs as git applies them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../../src/browser/page/diff.ts';
import { project } from '../../support/command.ts';

test('a changed line has its context', () => {
  const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((line) => `${line}\n`);
  const after = lines.with(4, 'E\n').join('');
  expect(unifiedDiff('x.yaml', lines.join(''), after)).toBe(
    '--- a/x.yaml\n+++ b/x.yaml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
  );
});

test('a text without a last line end says so', () => {
  expect(unifiedDiff('x', 'a\nb', 'a\nc')).toBe(
    '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n',
  );
});

test('equal texts have none', () => {
  expect(unifiedDiff('x', 'a\n', 'a\n')).toBe('');
});

test('git makes the new text of the old one', () => {
  const text = fc
    .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '', '- x'), { maxLength: 30 }), fc.boolean())
    .map(([lines, hasEnd]) => lines.join('\n') + (hasEnd && lines.length > 0 ? '\n' : ''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after && before !== '' && after !== '');
      const folder = project({ x: before });
      const patch = unifiedDiff('x', before, after);
      const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
        cwd: folder,
        input: patch,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      expect(readFileSync(join(folder, 'x'), 'utf8')).toBe(after);
    }),
    {
      numRuns: 40,
      examples: [
        ['\nb\na', '\n\nb\n'],
        ['a\nb', 'a\nb\n'],
        ['a\nb\n', 'a\nb'],
      ],
    },
  );
});

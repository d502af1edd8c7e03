/** What people do to a manifest by mistake, undone: the text is as it was, to the letter. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaled, settings } from '../fuzz/settings.ts';
import { fixtures } from '../support/fixtures.ts';
import { scanned } from '../support/scan.ts';

/** Manifests without an error. */
const texts = fixtures()
  .filter(({ rule, name }) => rule.startsWith('calico/') && /^ok-.*\.ya?ml$/.test(name))
  .map(({ path }) => readFileSync(path, 'utf8'));

/** Mistakes in one line of a mapping; undefined where the line gives no occasion for it. */
const mistakes: readonly ((line: string) => string | undefined)[] = [
  (line) => replaced(line, /^(\s+\w+: )(\d+|true|false)(\s*(?:#.*)?)$/, '$1"$2"$3'),
  (line) => replaced(line, /^(\s+\w+: )(\d+|true|false)(\s*(?:#.*)?)$/, "$1'$2'$3"),
  (line) => replaced(line, /^(\s+[a-z]+)([A-Z]\w*)(:.*)$/, (_, head, tail, rest) => head + tail.toLowerCase() + rest),
  (line) => replaced(line, /^(\s+)([a-z]+[A-Z]\w*)(:.*)$/, '$1“$2”$3'),
];

function replaced(line: string, pattern: RegExp, by: string | ((...parts: string[]) => string)): string | undefined {
  const result = line.replace(pattern, by as string);
  return result === line ? undefined : result;
}

test('safe fixes undo quotes, case and typographic quotes to the letter', async () => {
  let undone = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(200), fc.nat(mistakes.length - 1)), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (original, chosen, windows) => {
        const before = (windows ? original.replaceAll('\n', '\r\n') : original).split('\n');
        const lines = [...before];
        for (const [nth, which] of chosen) {
          const occasions = before.flatMap((line, i) => (mistakes[which]?.(line.replace(/\r$/, '')) ? [i] : []));
          const at = occasions[nth % occasions.length] ?? 0;
          const [, text = '', end = ''] = /^(.*?)(\r?)$/.exec(before[at] ?? '') ?? [];
          const broken = mistakes[which]?.(text);
          if (broken !== undefined) lines[at] = broken + end;
        }
        const result = await scanned({ 'a.yaml': lines.join('\n') });
        const safe = result.report.findings.filter((found) => found.fixable === 'safe' && found.suppressed === null);
        const { files, held } = result.fixes.combine(safe);
        expect(held).toEqual([]);
        const after = (files[0]?.after ?? lines.join('\n')).split('\n');
        const told = new Set(safe.map(({ range }) => (range?.startLine ?? 0) - 1));
        expect(after).toEqual(lines.map((line, i) => (told.has(i) ? before[i] : line)));
        undone += told.size;
      },
    ),
    settings(400),
  );
  expect(undone).toBeGreaterThan(scaled(300));
});

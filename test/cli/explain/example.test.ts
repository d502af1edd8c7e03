import { expect, test } from 'vitest';
import { exampleText } from '../../../src/cli/explain/example.ts';
import type { Example } from '../../../src/lib/example.ts';
import { displayWidth } from '../../../src/lib/text.ts';
import { painter } from '../../../src/report/pretty/style.ts';

const paint = painter(false);

const lines = (count: number, changed?: number) =>
  Array.from({ length: count }, (_, i) => `key-${i + 1}: ${i + 1 === changed ? 'new' : 'old'}`).join('\n');

function example(more: Partial<Example> = {}): Example {
  const range = { startLine: 2, startColumn: 8, endLine: 2, endColumn: 11 };
  return {
    flagged: [{ file: 'a.yaml', text: lines(5) }],
    findings: [{ file: 'a.yaml', range, level: 'error', message: 'it is old' }],
    fixed: [{ file: 'a.yaml', text: lines(5, 2) }],
    removed: [],
    ...more,
  };
}

test('one above the other: a caret with its message, then a diff', () => {
  const [flagged, fixed, ...more] = exampleText(example(), { width: 79, paint });
  expect(more).toEqual([]);
  expect(flagged).toContain('    2 | key-2: old\n      |        ^^^ error: it is old\n    3 |');
  expect(fixed).toContain('  - 2 | key-2: old\n  + 2 | key-2: new\n');
});

test('beside each other, on the lines that correspond', () => {
  const [both = '', ...more] = exampleText(example(), { width: 139, paint });
  expect(more).toEqual([]);
  expect(both).toMatch(/^ {2}- 2 \| key-2: old +\+ 2 \| key-2: new$/m);
  expect(both).toMatch(/^ {4}3 \| key-3: old +3 \| key-3: old$/m);
});

test('a long line has its caret and its difference in view', () => {
  const long = (end: string) => `  - ${'{ "port": 10250 }, '.repeat(10)}${end}`;
  const at = long('').length + 1;
  const range = { startLine: 1, startColumn: at, endLine: 1, endColumn: at + 3 };
  const found = { file: 'a.yaml', range, level: 'error', message: 'it is old' } as const;
  const texts = exampleText(
    example({
      flagged: [{ file: 'a.yaml', text: long('old') }],
      findings: [found],
      fixed: [{ file: 'a.yaml', text: long('new') }],
    }),
    { width: 79, paint },
  );
  for (const line of texts.join('\n').split('\n')) expect(displayWidth(line)).toBeLessThan(80);
  expect(texts[0]).toMatch(/old\n.*\^\^\^/);
  expect(texts[1]).toMatch(/^ {2}- .*old$/m);
  expect(texts[1]).toMatch(/^ {2}\+ .*new$/m);
});

test('of a file with many lines only the parts that matter', () => {
  const range = { startLine: 50, startColumn: 1, endLine: 50, endColumn: 3 };
  const [flagged = '', fixed = ''] = exampleText(
    example({
      flagged: [{ file: 'a.yaml', text: lines(100) }],
      findings: [{ file: 'a.yaml', range, level: 'note', message: 'here' }],
      fixed: [{ file: 'a.yaml', text: lines(100, 50) }],
    }),
    { width: 79, paint },
  );
  expect(flagged).toMatch(/^ {2}\.\.\.$/m);
  expect(flagged).toContain('note: here');
  expect(flagged).not.toContain('key-10:');
  expect(fixed.match(/\| key-/g)).toHaveLength(8);
});

test('files that go, and files that come', () => {
  const [flagged, fixed] = exampleText(
    example({ fixed: [{ file: 'b.yaml', text: 'fresh: 1' }], removed: ['a.yaml'] }),
    { width: 79, paint },
  );
  expect(flagged).not.toContain('b.yaml');
  expect(fixed).toContain('  a.yaml is removed');
  expect(fixed).toContain('  b.yaml\n  + 1 | fresh: 1');
});

test('what is said of a file as a whole stands above it', () => {
  const [flagged] = exampleText(
    example({ findings: [{ file: 'a.yaml', range: null, level: 'error', message: 'it cannot be read' }] }),
    { width: 79, paint },
  );
  expect(flagged).toContain('  a.yaml\n  error: it cannot be read\n');
});

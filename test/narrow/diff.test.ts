import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDiff } from '../../src/narrow/diff.ts';
import { readAttributes, readIndex, unquoted } from '../../src/narrow/names.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

const letters: { readonly [byte: string]: string } = {
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '"': '"',
  '\\': '\\',
};

/** As git quotes a name where core.quotePath is true (quote.c): a character for each byte. */
function quoted(name: string): string {
  const text = [...utf8(name)].map((byte) => {
    const letter = letters[byte];
    if (letter !== undefined) return `\\${letter}`;
    return /[ -~]/.test(byte) ? byte : `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return text.some((part) => part.length > 1) ? `"${text.join('')}"` : text.join('');
}

const diff = (...lines: readonly string[]) => readDiff(bytes(`${lines.join('\n')}\n`));
const one = (...patch: readonly string[]) =>
  diff(
    ':100644 100644 aaa bbb M\ta.yaml',
    '',
    'diff --git a/a.yaml b/a.yaml',
    'index aaa..bbb 100644',
    '--- a/a.yaml',
    '+++ b/a.yaml',
    ...patch,
  );

describe('names', () => {
  test('are what git quoted, whatever they hold', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !/[\0/]/.test(text) && !/\p{Cs}/u.test(text));
    const spelled = fc.array(fc.constantFrom('"', '\\', 'n', '\n', '0', '3', '\t', ' ', 'ü', '\ufeff', 'b/'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          name,
          spelled.map((parts) => parts.join('')),
        ),
        (given) => {
          expect(unquoted(quoted(given))).toBe(given);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('that are no UTF-8 are told as folders list them', () => {
    expect(unquoted('"a\\377.yaml"')).toBe('a\ufffd.yaml');
  });

  test.each(['"', '"\\', '"\\"', '""', '', '"\\9"'])('%j is none that git writes, and no harm', (written) => {
    expect(typeof unquoted(written)).toBe('string');
  });
});

describe('a diff', () => {
  test('of one line', () => {
    expect(one('@@ -2 +2 @@ spec:', '-  a: 1', '+  a: 2')).toEqual({
      files: new Map([['a.yaml', [{ start: 2, end: 3, removed: { head: 2, tail: 2 } }]]]),
      removed: true,
    });
  });

  test('of added lines removes nothing', () => {
    expect(one('@@ -2,0 +3,2 @@', '+a', '+b')).toEqual({
      files: new Map([['a.yaml', [{ start: 3, end: 5 }]]]),
      removed: false,
    });
  });

  test('of removed lines stands between two lines', () => {
    expect(one('@@ -3,2 +2,0 @@', '-  a', '-    b').files.get('a.yaml')).toEqual([
      { start: 3, end: 3, removed: { head: 2, tail: 4 } },
    ]);
  });

  test.each<[string, readonly string[], number, number]>([
    ['a marker', ['---', 'kind: a'], -1, 0],
    ['a marker with more', ['--- # next', '  a: 1', '...'], -1, -1],
    ['no marker but its start', ['---a', '....'], 0, 0],
    ['blank lines and comments', ['', '  # c', '  a: 1', '\r', '    # d'], 2, 2],
    ['nothing else', ['', '# c'], -1, -1],
    ['an indented dash', ['  - a: 1', '  ---'], 2, 2],
  ])('tells what it removed first and last: %s', (_, removed, head, tail) => {
    const { files } = one(`@@ -3,${removed.length} +2,0 @@`, ...removed.map((line) => `-${line}`));
    expect(files.get('a.yaml')).toMatchObject([{ start: 3, end: 3, removed: { head, tail } }]);
  });

  test.each<[readonly string[], { before: number; after: number } | undefined]>([
    [['a: 1', 'b: 2'], undefined],
    [['---', 'a: 1'], { before: 0, after: 1 }],
    [['a: 1', ' b: 2', '', '# c', '---', '# d', 'a: 1', '---', '# e', '', 'a: 1'], { before: 2, after: 1 }],
    [['a: 1', '---'], { before: 1, after: 0 }],
    [['# a', '---', '# b'], { before: 0, after: 0 }],
  ])('tells what it removed beside markers: %j', (removed, parted) => {
    const { files } = one(`@@ -3,${removed.length} +2,0 @@`, ...removed.map((line) => `-${line}`));
    const [hunk] = files.get('a.yaml') ?? [];
    expect(typeof hunk === 'string' ? hunk : hunk?.removed?.parted).toEqual(parted);
  });

  test('is not led astray by texts that look like it', () => {
    const { files } = one(
      '@@ -1,3 +1,3 @@',
      '--- a/b.yaml',
      '-@@ -1 +1 @@',
      '-:100644 100644 aaa bbb M\tc.yaml',
      '+++ b/b.yaml',
      '+diff --git a/b b/b',
      '+@@ -9 +9 @@',
      '@@ -7 +7 @@',
      '-x',
      '\\ No newline at end of file',
      '+y',
      '\\ No newline at end of file',
      '@@ -9,0 +10 @@',
      '+z',
    );
    expect([...files.keys()]).toEqual(['a.yaml']);
    expect(files.get('a.yaml')).toMatchObject([
      { start: 1, end: 4 },
      { start: 7, end: 8 },
      { start: 10, end: 11 },
    ]);
  });

  test('takes all of a file with null bytes', () => {
    expect(one('@@ -2 +2 @@', '-a', '+b\0c').files.get('a.yaml')).toBe('all');
  });

  test.each<[string, readonly string[], unknown, boolean]>([
    ['A', ['A\tb.yaml'], [['b.yaml', 'all']], false],
    ['D', ['D\tb.yaml'], [], true],
    ['M, of the mode', ['M\tb.yaml'], [['b.yaml', []]], false],
    ['R', ['R100\ta.yaml\tb.yaml'], [['b.yaml', []]], true],
    ['T', ['T\tb.yaml'], [['b.yaml', 'all']], true],
    ['U', ['U\tb.yaml'], [['b.yaml', 'all']], false],
    ['a quoted name', ['A\t"b\\t\\303\\274.yaml"'], [['b\tü.yaml', 'all']], false],
  ])('knows the entry %s', (_, entries, files, removed) => {
    const found = diff(...entries.map((entry) => `:100644 100644 aaa bbb ${entry}`), '');
    expect({ files: [...found.files], removed: found.removed }).toEqual({ files, removed });
  });

  test('takes a submodule with another commit whole, and as removing something', () => {
    expect(diff(':160000 160000 aaa bbb M\tsub', '')).toEqual({ files: new Map([['sub', 'all']]), removed: true });
  });

  test('goes through names with spaces, which end in a tab', () => {
    const { files } = diff(
      ':100644 100644 aaa bbb M\ta b.yaml',
      '',
      'diff --git a/a b.yaml b/a b.yaml',
      '--- a/a b.yaml\t',
      '+++ b/a b.yaml\t',
      '@@ -2 +2 @@',
      '-a',
      '+b',
    );
    expect(files.get('a b.yaml')).toMatchObject([{ start: 2, end: 3 }]);
  });

  test('that is cut short, or none, is read as far as it goes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(), (noise, cut) => {
        const whole = bytes(
          ':100644 100644 a b M\ta\n\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,9 +1,9 @@\n-a\n+b\n',
        );
        readDiff(Uint8Array.from([...whole.subarray(0, cut % whole.length), ...noise]));
      }),
    );
  });
});

test('the index tells files and submodules, each once', () => {
  const entries = [
    '100644 aaa 0\ta\tb.yaml',
    '160000 bbb 0\tsub',
    `100644 ccc 1\t${utf8('ü.yaml')}`,
    `100644 ddd 2\t${utf8('ü.yaml')}`,
  ];
  expect(readIndex(bytes(entries.map((entry) => `${entry}\0`).join('')))).toEqual({
    tracked: new Set(['a\tb.yaml', 'ü.yaml']),
    submodules: new Set(['sub']),
  });
  expect(readIndex(bytes(''))).toEqual({ tracked: new Set(), submodules: new Set() });
});

test('attributes tell which files are rewritten', () => {
  const said = [
    'a',
    'filter',
    'unspecified',
    'a',
    'working-tree-encoding',
    'unset',
    'b',
    'filter',
    'lfs',
    'b',
    'x',
    'y',
    '',
  ];
  expect(readAttributes(bytes(said.join('\0')))).toEqual(['b']);
  expect(readAttributes(bytes(''))).toEqual([]);
});

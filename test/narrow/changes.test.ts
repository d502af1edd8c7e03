import { describe, expect, test } from 'vitest';
import { type Changes, changeOf, type FileChange, type Hunk, touches } from '../../src/narrow/changes.ts';

const hunk = (start: number, end: number, head = -1, tail = -1): Hunk => ({ start, end, removed: { head, tail } });
/** Without these documents, of which so many lines are those of the object before it and after it. */
const document = (start: number, before: number, after: number): Hunk => ({
  start,
  end: start,
  removed: { head: 2, tail: 0, parted: { before, after } },
});
const lines = (first: number, last: number, indent?: number) => ({
  first,
  last,
  ...(indent !== undefined && { indent }),
});

describe('a change touches lines', () => {
  test.each<[string, FileChange | undefined, ReturnType<typeof lines> | null, boolean]>([
    ['of a new file', 'all', lines(3, 3), true],
    ['of no file that changed', undefined, lines(3, 3), false],
    ['that it holds', [hunk(2, 5)], lines(4, 4), true],
    ['that begin with its last', [hunk(2, 5)], lines(4, 9), true],
    ['that end with its first', [hunk(2, 5)], lines(1, 2), true],
    ['but not those before', [hunk(2, 5)], lines(1, 1), false],
    ['but not those after', [hunk(2, 5)], lines(5, 9), false],
    ['in a later piece', [hunk(2, 3), hunk(6, 6), hunk(9, 10)], lines(7, 9), true],
    ['but not those between its pieces', [hunk(2, 3), hunk(6, 6), hunk(9, 10)], lines(6, 8), false],
    ['from between which lines went', [hunk(5, 5)], lines(4, 5), true],
    ['but not those that end where lines went', [hunk(5, 5)], lines(2, 4), false],
    ['nor those that begin there', [hunk(5, 5)], lines(5, 8), false],
    ['of an object that lost its last line', [hunk(5, 5, 2, 2)], lines(2, 4, 2), true],
    ['of an object that lost its first line', [hunk(5, 5, 0, 0)], lines(5, 8, 0), true],
    ['but not those of a list item after one that lost a line', [hunk(5, 5, 4, 4)], lines(5, 8, 4), false],
    ['but not those of an object that begins as the one before it did', [document(5, 4, 3)], lines(2, 8, 0), false],
    ['nor those of an object that ends as the one after it did', [document(5, 4, 9)], lines(2, 8, 0), false],
    ['of an object of which a part went with another', [document(5, 9, 9)], lines(2, 8, 0), true],
    ['of a value from within which a document went', [document(5, 4, 3)], lines(2, 8), true],
    ['of an object that lost its last line to another', [hunk(5, 9, 2, 2)], lines(2, 4, 2), true],
    ['but not those of the object before one that went', [hunk(5, 5, -1, 2)], lines(2, 4, 0), false],
    ['nor those of the object after one that went', [hunk(5, 5, 0, -1)], lines(5, 8, 0), false],
    ['nor those of the list item before one that went', [hunk(5, 5, 2, 4)], lines(2, 4, 4), false],
    ['of a file without a text, which is in the diff', [], null, true],
    ['of a file without a text, which is not', undefined, null, false],
    ['but none of a file that was only renamed', [], lines(1, 9), false],
  ])('%s', (_, change, place, expected) => {
    expect(touches(change, place)).toBe(expected);
  });

  test('and finds them among many as a walk over all of them does', () => {
    const many = Array.from({ length: 300 }, (_, i) => hunk(3 * i + 1, 3 * i + 1 + (i % 3), i % 2, -1));
    for (let first = 1; first < 910; first++) {
      for (const last of [first, first + 1, first + 4]) {
        const slow = many.some((one) => touches([one], lines(first, last, 1)));
        expect(touches(many, lines(first, last, 1)), `${first}-${last}`).toBe(slow);
      }
    }
  });
});

describe('what became of a file', () => {
  const changes: Changes = {
    root: '/r',
    files: new Map<string, FileChange>([
      ['changed.yaml', [hunk(1, 2)]],
      ['moved', 'all'],
      ['link.yaml', []],
    ]),
    tracked: new Set(['changed.yaml', 'same.yaml', 'link.yaml']),
    submodules: new Set(['moved', 'deep/kept']),
    removed: false,
  };
  const at = (real: string, named = real) => changeOf(changes, { named, real });

  test.each<[string, FileChange | undefined, FileChange | undefined]>([
    ['a file with changes', at('/r/changed.yaml'), [hunk(1, 2)]],
    ['a file without', at('/r/same.yaml'), undefined],
    ['a file that git does not keep', at('/r/new.yaml'), 'all'],
    ['a file outside', at('/rest/same.yaml'), 'all'],
    ['standard input', changeOf(changes, { named: '/r/same.yaml' }), 'all'],
    ['a file of a submodule with another commit', at('/r/moved/a/b.yaml'), 'all'],
    ['a file of a submodule as it was', at('/r/deep/kept/b.yaml'), undefined],
    ['a file of a folder named like the start of a submodule', at('/r/deep/kept2/b.yaml'), 'all'],
    ['a file by the name of a link that changed', at('/r/same.yaml', '/r/link.yaml'), 'all'],
    ['a file by the name of a link elsewhere', at('/r/same.yaml', '/x/link.yaml'), undefined],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

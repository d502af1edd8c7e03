import { describe, expect, it } from 'vitest';
import { yaml } from './helpers.ts';

function documentsOf(text: string, wants?: (text: string) => boolean) {
  return yaml(text, wants && { wants }).documents.map((document) => [document.index, document.value]);
}

describe('a stream is cut at document markers', () => {
  it.each([
    ['a: 1', [[0, { a: 1 }]]],
    ['', []],
    ['# c\n\n', []],
    ['\n\n---\na: 1', [[0, { a: 1 }]]],
    ['# c\n%YAML 1.1\n---\na: 1', [[0, { a: 1 }]]],
    [
      '---\na: 1\n---\nb: 2\n',
      [
        [0, { a: 1 }],
        [1, { b: 2 }],
      ],
    ],
    [
      'a: 1\n---\n---\n# c\n---\nb: 2',
      [
        [0, { a: 1 }],
        [1, null],
        [2, null],
        [3, { b: 2 }],
      ],
    ],
    [
      'a: 1\n---',
      [
        [0, { a: 1 }],
        [1, null],
      ],
    ],
    ['a: 1\n...\n# c\n...\n', [[0, { a: 1 }]]],
    [
      'a: 1\n---\n\ufeffb: 2\n---# c\nc: 3\n---\xa0\nd: 4',
      [
        [0, { a: 1 }],
        [1, { b: 2 }],
        [2, { c: 3 }],
        [3, { d: 4 }],
      ],
    ],
    // A line end that only YAML knows ends no comment of a marker that kubectl takes away.
    [
      'a: 1\n--- # c\u2028b: 2\nc: 3',
      [
        [0, { a: 1 }],
        [1, { c: 3 }],
      ],
    ],
    [
      'a: 1\n...\n---\nb: 2\n',
      [
        [0, { a: 1 }],
        [1, { b: 2 }],
      ],
    ],
    [
      'a: 1\r\n---\r\nb: 2\r\n',
      [
        [0, { a: 1 }],
        [1, { b: 2 }],
      ],
    ],
    [
      'a: 1\n--- # c\nb: 2\n---\t\nc: 3',
      [
        [0, { a: 1 }],
        [1, { b: 2 }],
        [2, { c: 3 }],
      ],
    ],
    [
      'a: |\n  x\n---\nb: 2',
      [
        [0, { a: 'x\n' }],
        [1, { b: 2 }],
      ],
    ],
    ['a: ---\nb: ...\n  ---\n', [[0, { a: '---', b: '... ---' }]]],
    ['a: b\n  ---c', [[0, { a: 'b ---c' }]]],
    [
      '\ufeff---\na: 1\n---\nb: 2',
      [
        [0, { a: 1 }],
        [1, { b: 2 }],
      ],
    ],
    ['a: 1\rb: 2', [[0, { a: 1, b: 2 }]]],
  ])('%j', (text, expected) => {
    expect(yaml(text).problems).toEqual([]);
    expect(documentsOf(text)).toEqual(expected);
  });

  it.each([
    ['behind a marker of three dots', 'a: 1\n...\nb: 2\n---\nc: 3', 'b: 2'],
    ['behind a marker that is none to kubectl', 'a: 1\r---\rb: 2\n---\nc: 3', '---'],
    ['behind such a marker and a separator', 'a: 1\u2028---\u2028b: 2\n---\nc: 3', '---'],
  ])('refuses what kubectl does not reach: %s', (_, text, unread) => {
    const { documents, problems } = yaml(text);
    expect(problems.map(({ kind, mark }) => [kind, mark?.start])).toEqual([['YamlSyntax', text.indexOf(unread)]]);
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }]);
  });

  it('ends quotes at a marker, and reads on behind it', () => {
    const { documents, problems } = yaml('a: "b\n---\nc: 1\n');
    expect(problems.map((problem) => problem.kind)).toEqual(['YamlSyntax']);
    expect(documents.map((document) => document.value)).toEqual([{ c: 1 }]);
  });
});

describe('only wanted documents are composed', () => {
  it('keeps their places in the stream, and reports no faults of others', () => {
    const text = 'a: [\n---\nkind: BGPPeer\n---\nb: "\n---\nkind: BGPPeer\nx: z\n';
    expect(yaml(text, { wants: (own) => own.includes('BGPPeer') }).problems).toEqual([]);
    expect(documentsOf(text, (own) => own.includes('BGPPeer'))).toEqual([
      [1, { kind: 'BGPPeer' }],
      [3, { kind: 'BGPPeer', x: 'z' }],
    ]);
  });

  it('is asked about each document once, with its text as it is written', () => {
    const asked: string[] = [];
    yaml('a: {{ x }}\n---\nb: 2\n', { wants: (text) => asked.push(text) < 0 });
    expect(asked).toEqual(['a: {{ x }}\n', '---\nb: 2\n']);
  });
});

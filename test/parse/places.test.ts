import { describe, expect, it } from 'vitest';
import type { On, Path } from '../../src/model/document.ts';
import { only, textAt, yaml } from './helpers.ts';

type Row = readonly [path: Path, on: On, text: string | undefined];

const block = `apiVersion: v1 # comment
metadata:
  name:   "a name"   # comment
  labels: {app: 'x', "tier": y, empty: }
spec:
  peers:
    - address: 10.0.0.1
      port: 179
    - address: 10.0.0.2

    # a comment between
    - plain
    -
  asNumber:
  nested:
  - - a
    - b
  last: value
`;

const tables: { readonly [topic: string]: readonly [text: string, rows: readonly Row[]] } = {
  'block collections': [
    block,
    [
      [['apiVersion'], 'key', 'apiVersion'],
      [['apiVersion'], 'value', 'v1'],
      [['metadata', 'name'], 'value', '"a name"'],
      [['metadata', 'labels'], 'value', `{app: 'x', "tier": y, empty: }`],
      [['metadata', 'labels', 'app'], 'value', "'x'"],
      [['metadata', 'labels', 'tier'], 'key', '"tier"'],
      [['metadata', 'labels', 'empty'], 'value', 'empty'],
      [['spec', 'peers', 0], 'value', 'address: 10.0.0.1\n      port: 179'],
      [['spec', 'peers', 0], 'key', 'address'],
      [['spec', 'peers', 0, 'port'], 'value', '179'],
      [['spec', 'peers', 1], 'value', 'address: 10.0.0.2'],
      [['spec', 'peers', 2], 'value', 'plain'],
      [['spec', 'peers', 2], 'key', 'plain'],
      [['spec', 'peers', 3], 'value', '-'],
      [['spec', 'peers', 3], 'key', '-'],
      [['spec', 'peers', 4], 'value', undefined],
      [['spec', 'peers', '0'], 'value', undefined],
      [['spec', 'asNumber'], 'key', 'asNumber'],
      [['spec', 'asNumber'], 'value', 'asNumber'],
      [['spec', 'nested'], 'value', '- - a\n    - b'],
      [['spec', 'nested', 0, 1], 'value', 'b'],
      [['spec', 'nested', 0, 1, 'x'], 'value', undefined],
      [['metadata'], 'value', `name:   "a name"   # comment\n  labels: {app: 'x', "tier": y, empty: }`],
      [['nothing'], 'value', undefined],
      [['nothing', 'here'], 'key', undefined],
      [['toString'], 'value', undefined],
      [[], 'value', block.trimEnd()],
      [[], 'key', block.trimEnd()],
    ],
  ],
  'flow collections': [
    '{"a": [1, {b: c}, [d: e], {}, ],\n "f": "g"}\n',
    [
      [['a'], 'value', '[1, {b: c}, [d: e], {}, ]'],
      [['a', 0], 'key', '1'],
      [['a', 1], 'key', 'b'],
      [['a', 1], 'value', '{b: c}'],
      [['a', 2, 0], 'value', 'd: e'],
      [['a', 2, 0, 'd'], 'value', 'e'],
      [['a', 3], 'key', '{}'],
      [['f'], 'value', '"g"'],
    ],
  ],
  'scalars of several lines': [
    'a: |\n  one\n  two\n\nb: >- # c\n  fold\nc: |+\n  keep\n\nd: "x\n  y"\ne: plain\n  text # c\nf: |\ng: z\nh: |\n  end',
    [
      [['a'], 'value', '|\n  one\n  two'],
      [['b'], 'value', '>- # c\n  fold'],
      [['c'], 'value', '|+\n  keep\n'],
      [['d'], 'value', '"x\n  y"'],
      [['e'], 'value', 'plain\n  text'],
      [['f'], 'value', '|'],
      [['g'], 'value', 'z'],
      [['h'], 'value', '|\n  end'],
    ],
  ],
  'anchors, aliases and merges': [
    'a: &x\n  k: 1\n  l: &y !!str 2\nb: *x\nc:\n  <<: *x\n  l: 3\nd: [*y, *x]\ne: &n\nf: *n\ng:\n  - <<: *x\n    m: 4\n',
    [
      [['a'], 'value', 'k: 1\n  l: &y !!str 2'],
      [['a', 'l'], 'value', '2'],
      [['b'], 'key', 'b'],
      [['b'], 'value', 'k: 1\n  l: &y !!str 2'],
      [['b', 'k'], 'key', 'k'],
      [['c'], 'value', '<<: *x\n  l: 3'],
      [['c', 'k'], 'value', '1'],
      [['c', 'l'], 'value', '3'],
      [['c', '<<'], 'value', undefined],
      [['d', 0], 'value', '2'],
      [['d', 1, 'k'], 'value', '1'],
      [['d'], 'value', '[*y, *x]'],
      [['e'], 'value', 'e'],
      [['f'], 'value', 'e'],
      [['g', 0], 'key', '<<'],
      [['g', 0, 'm'], 'value', '4'],
    ],
  ],
  'duplicate keys: the last': [
    'a: {x: 1}\na: {z: 2}\n',
    [
      [['a', 'x'], 'value', undefined],
      [['a', 'z'], 'value', '2'],
    ],
  ],
  'a key that its own mapping and a merge bring: the later': [
    'm: &m {x: 1}\na: {x: 2, <<: *m}\nb: {<<: *m, x: 3}\n',
    [
      [['a', 'x'], 'value', '1'],
      [['b', 'x'], 'value', '3'],
    ],
  ],
  'explicit keys and tags': [
    '? k\n: v\n? "q"\n: - a\nt: !has(x)\nu: !!str\nw: !t z\n? e\n',
    [
      [['k'], 'key', 'k'],
      [['k'], 'value', 'v'],
      [['q'], 'value', '- a'],
      [['t'], 'value', '!has(x)'],
      [['u'], 'value', '!!str'],
      [['w'], 'value', 'z'],
      [['e'], 'value', 'e'],
    ],
  ],
  'keys as kubectl converts them': [
    '010: a\nyes: b\n',
    [
      [['8'], 'key', '010'],
      [[8], 'value', 'a'],
      [['true'], 'key', 'yes'],
    ],
  ],
  'CRLF, BOM, tabs and text beyond ASCII': [
    '\ufeffa: b\t# c\r\n"é😀":\t"😀"\r\nl:\r\n  - |\r\n    x\r\n    y\r\n  - z\r\n',
    [
      [['a'], 'key', 'a'],
      [['a'], 'value', 'b'],
      [['é😀'], 'key', '"é😀"'],
      [['é😀'], 'value', '"😀"'],
      [['l', 0], 'value', '|\r\n    x\r\n    y'],
      [['l', 1], 'value', 'z'],
      [['l'], 'value', '- |\r\n    x\r\n    y\r\n  - z'],
    ],
  ],
  'no final line end': ['a:\n  b: c', [[['a', 'b'], 'value', 'c']]],
  'quotes and brackets whose lines are indented little': [
    'k:\n  a: \'x\ny\'\n  b: [\n1,\n{c: "d\ne"} # ]\n]\n  f: g\n',
    [
      [['k', 'a'], 'value', "'x\ny'"],
      [['k', 'b', 0], 'value', '1'],
      [['k', 'b', 1, 'c'], 'value', '"d\ne"'],
      [['k', 'f'], 'value', 'g'],
    ],
  ],
};

for (const [topic, [text, rows]] of Object.entries(tables)) {
  describe(`places: ${topic}`, () => {
    const document = only(yaml(text));
    it.each(rows)('%j %s', (path, on, expected) => {
      expect(textAt(document, path, on)).toBe(expected);
    });
  });
}

describe('locate', () => {
  it('answers in the order of the questions', () => {
    const document = only(yaml('a: 1\nb: 2\n'));
    const spans = document.locate([
      { path: ['b'], on: 'value' },
      { path: ['x'], on: 'value' },
      { path: ['a'], on: 'key' },
    ]);
    expect(spans).toEqual([{ start: 8, end: 9 }, undefined, { start: 0, end: 1 }]);
  });

  it('counts from the start of the file in every document', () => {
    const text = '# c\n---\na: 1\n---\nb: 2\n';
    const documents = yaml(text).documents;
    expect(documents.map((document) => document.index)).toEqual([0, 1]);
    expect(documents.map((document) => text.slice(document.span.start, document.span.end))).toEqual([
      '# c\n---\na: 1',
      '---\nb: 2',
    ]);
    expect(documents[1]?.locate([{ path: ['b'], on: 'value' }])).toEqual([{ start: 20, end: 21 }]);
  });

  it('places the null of an empty document at the document', () => {
    const text = 'a: 1\n--- # c\n';
    const document = yaml(text).documents[1];
    expect(document?.value).toBeNull();
    expect(document && textAt(document, [], 'value')).toBe('--- # c');
  });
});

describe('style', () => {
  const document = only(
    yaml('a: b\nc: "d"\ne: \'f\'\ng: |\n  h\ni: >\n  j\nk: !!str 1\nl: !has(x)\nm: [n]\no:\np: &p "q"\nr: *p\n'),
  );
  it.each([
    ['a', { style: 'plain' }],
    ['c', { style: 'double' }],
    ['e', { style: 'single' }],
    ['g', { style: 'literal' }],
    ['i', { style: 'folded' }],
    ['k', { style: 'plain', tag: '!!str' }],
    ['l', { style: 'plain', tag: '!has(x)' }],
    ['m', undefined],
    ['o', { style: 'plain' }],
    ['r', { style: 'double' }],
    ['x', undefined],
  ])('%s', (key, expected) => {
    expect(document.style([key])).toEqual(expected);
  });
});

describe('open', () => {
  const text =
    'a: {b: 1}\nc:\n  ${KEYS}: x\nd:\n  {{ .key }}: x\ne:\n  <<: ${MORE}\n  f: 1\ng: &g\n  {{ .K }}: 1\nh: {<<: *g}\ni: ${V}\nj: [{"${K}": 1}, {"{{ .K }}": 1}]\n';
  const document = only(yaml(text));
  it.each([
    [['a'], false],
    [['c'], false],
    [['d'], true],
    [['e'], true],
    [['g'], true],
    [['h'], true],
    [['i'], false],
    [['j'], false],
    [['j', 0], false],
    [['j', 1], false],
    [['x'], false],
    [[], false],
  ])('%j', (path, expected) => {
    expect(document.open(path)).toBe(expected);
  });
});

describe('comments', () => {
  it('are those that hold the word, and no look-alikes in scalars', () => {
    const text =
      '# bgplint-ignore a -- b\r\na: "# bgplint-ignore no"\n# other\nb: c#bgplint-ignore no\nd: | # bgplint-ignore h -- i\n  # bgplint-ignore no\ne: [f, # bgplint-ignore j\n  g]\n# é bgplint-ignore k\n';
    const comments = only(yaml(text)).comments;
    expect(comments.map((comment) => comment.text)).toEqual([
      ' bgplint-ignore a -- b',
      ' bgplint-ignore h -- i',
      ' bgplint-ignore j',
      ' é bgplint-ignore k',
    ]);
    for (const { span, text: own } of comments) expect(text.slice(span.start, span.end)).toBe(`#${own}`);
  });

  it('make a document wanted', () => {
    const text = 'a: 1\n---\n# bgplint-ignore x\n---\nb: 2\n';
    const documents = yaml(text, { wants: (own) => own.includes('b:') }).documents;
    expect(documents.map((document) => [document.index, document.value])).toEqual([
      [1, null],
      [2, { b: 2 }],
    ]);
  });

  it('keep the text of an expression', () => {
    const text = '# bgplint-ignore x -- {{ why }}\na: {{ b }}\n';
    expect(only(yaml(text)).comments[0]?.text).toBe(' bgplint-ignore x -- {{ why }}');
  });
});

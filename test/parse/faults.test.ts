import { describe, expect, it } from 'vitest';
import { json, marked, yaml } from './helpers.ts';

describe('YAML faults are marked where they are', () => {
  it.each([
    ['a:\n\tb: c', '\t', /tab/],
    ['a: b\n \t\nc: d', '\t', /tab/],
    ['a: |\n  b\n\tc\n', '\t', /tab/],
    ['a: 1\nb c\nd: e', 'b c', /not a key with a colon/],
    ['a: 1\nb:c\nd: e', ':', /space is missing/],
    ['a:\n  b: c\n  d', 'd', /not a key with a colon/],
    ['a: b: c', ':', /second colon/],
    ['a: b\n  c: d', 'c', /deeper than the key above/],
    ['a:\n  b: c\n d: e', 'd', /indentation of this line fits neither/],
    ['a:\n  - b\n  c: d', 'c', /indentation of this line fits neither/],
    ['a: "b\nc: d', '"', /quote is never closed/],
    ["a: 'b", "'", /quote is never closed/],
    ['a: [b, c\nd: e', '[', /bracket is not closed/],
    ['a: {b: c', '{', /bracket is not closed/],
    ['a: [b, , c]', ',', /two commas|no item/],
    ['a: [, b]', ',', /no item/],
    ['a: {"b": "1" "c": 2}', '"c"', /comma is missing/],
    ['a: {b: c d: e}', ':', /second colon/],
    ['a: b\n}', '}', /closing bracket/],
    ['a: "b" c', 'c', /after the end of a value/],
    ['a: [b] c', 'c', /after the end of a value/],
    ['a: - b', '-', /dash|list/],
    ['a: @b', '@', /at sign/],
    ['a: `b`', '`', /backtick/],
    ['a: %b', '%', /percent/],
    ['%b: a', '%b: a', /percent/],
    ['a: "\\q"', '\\q', /escape/],
    ['a: |x\n  b', '|x', /block scalar/],
    ['a: *b', '*b', /alias/],
    ['a: *.example.org', '*.example.org', /alias/],
    ['a: &b [*b]', '*b', /own anchor/],
    ['<<: 1', '<<', /merge key/],
    ['[a]: b', '[', /as a key/],
    ['~: b', '~', /not a string/],
    ['a: .inf', '.inf', /infinite/],
    ['a: !!int b', 'b', /does not fit its tag/],
    ['a: !!binary b', 'b', /base64/],
    ['a: !e!x b', '!e!x', /%TAG/],
    ['a: &b *c', '*c', /alias/],
    ['a: \u0007', '\u0007', /control character/],
    ['a: b\n----\nc: d', '----', /three dashes/],
    ['--- a: b', '---', /three dashes/],
    ['a: |\n  b\n---c\n', '---', /three dashes/],
    ['a: 1\n...\nb: 2', 'b: 2', /kubectl reads nothing/],
    ['[a?b]', '?', /between brackets/],
    ['{a:}', ':', /between brackets/],
    ['&a.b c', '&a.b', /ampersand/],
    ['&a[b]', '&a', /whitespace is missing/],
    ['<<<<<<< HEAD\na: b\n', '<<<<<<< HEAD', /merge conflict/],
    ['a:\n- b\n- c: d\n   e: f', 'e', /deeper|indented/],
  ])('%j', (text, mark, reason) => {
    const [problem, ...others] = yaml(text).problems;
    expect(others).toEqual([]);
    expect(marked(text, problem)).toBe(mark);
    if (reason) expect(problem?.detail['reason']).toMatch(reason);
  });

  it('gives one for each document, and the documents without', () => {
    const { documents, problems } = yaml('a: [\n---\nb: 1\n---\nc: "\n');
    expect(documents.map((document) => document.value)).toEqual([{ b: 1 }]);
    expect(problems).toHaveLength(2);
    expect(problems.every((problem) => problem.kind === 'YamlSyntax' && problem.file === 'a.yaml')).toBe(true);
  });

  it('never repeats the text', () => {
    for (const text of ['password: "hunter2', 'hunter2: [', 'a: *hunter2', 'a: !!int hunter2', 'hunter2']) {
      for (const problem of yaml(`b: 1\n${text}\nc: d: e`).problems) {
        expect(JSON.stringify(problem.detail)).not.toContain('hunter2');
      }
    }
  });
});

describe('duplicate keys', () => {
  it('are marked at each later one, with the line of the first', () => {
    const text = '# c\na: 1\nb:\n  a: 2\n  "a": 3\n  a: 4\n';
    const { problems, documents } = yaml(text);
    expect(problems.map((problem) => [problem.kind, marked(text, problem), problem.detail])).toEqual([
      ['DuplicateKey', '"a"', { key: 'a', count: 3, kept: 'later', firstLine: 4, keptLine: 6 }],
      ['DuplicateKey', 'a', { key: 'a', count: 3, kept: 'last', firstLine: 4 }],
    ]);
    expect(documents[0]?.value).toEqual({ a: 1, b: { a: 4 } });
  });

  it.each([
    'm: &m {a: 1}\nb: {<<: *m, a: 2}',
    'm: &m {a: 1}\nb: {a: 2, <<: *m}',
    'm: &m {a: 1}\nb:\n  <<: *m\n  <<: {a: 3}',
    'a: {a: {a: 1}}',
    '- a: 1\n- a: 1',
  ])('are none of a merge key: %j', (text) => {
    expect(yaml(text).problems).toEqual([]);
  });

  it('are found beside a merge key', () => {
    expect(yaml('m: &m {x: 1}\nb: {a: 2, <<: *m, a: 3}').problems.map((problem) => problem.kind)).toEqual([
      'DuplicateKey',
    ]);
  });

  it('are shown with 100 characters at most', () => {
    const key = 'k'.repeat(300);
    expect(String(yaml(`${key}: 1\n${key}: 2`).problems[0]?.detail['key']).length).toBeLessThanOrEqual(100);
  });

  it('are found in JSON, escapes and all', () => {
    const text = '{\n "a": {"b": 1},\n "\\u0061": {"b": 2, "b": 3}\n}';
    const { problems, documents } = json(text);
    expect(problems.map((problem) => [problem.kind, marked(text, problem), problem.detail])).toEqual([
      ['DuplicateKey', '"\\u0061"', { key: 'a', count: 2, kept: 'last', firstLine: 2 }],
      ['DuplicateKey', '"b"', { key: 'b', count: 2, kept: 'last', firstLine: 3 }],
    ]);
    expect(documents[0]?.value).toEqual({ a: { b: 3 } });
  });

  it('are not looked for in large JSON', () => {
    expect(json('{"a": 1, "a": 2}', { limits: { documentBytes: 15 } }).problems).toEqual([]);
    expect(json('{"a": 1, "a": 2}', { limits: { documentBytes: 16 } }).problems).toHaveLength(1);
  });
});

describe('objects without a marker between them', () => {
  /** The problems of a text, each as its kind and the line of its mark. */
  const told = (text: string) =>
    yaml(text).problems.map(({ kind, mark }) => `${kind} ${text.slice(0, mark?.start).split('\n').length}`);

  it.each([
    ['two', 'apiVersion: a\nkind: K\nspec: 1\napiVersion: b\nkind: K\nspec: 2', [4]],
    ['three', 'apiVersion: a\nkind: K\nkind: K\napiVersion: b\napiVersion: c\nkind: K', [3, 5]],
    ['the header in another order', 'kind: K\napiVersion: a\nspec: 1\nkind: K\napiVersion: b', [4]],
    [
      'metadata before the header',
      'metadata: 1\napiVersion: a\nkind: K\nspec: 1\nmetadata: 2\napiVersion: b\nkind: K\nspec: 2',
      [5],
    ],
    [
      'what only some hold',
      'apiVersion: a\nkind: K\nspec: 1\napiVersion: b\nkind: K\nspec: 2\napiVersion: c\nkind: K\ndata: 1',
      [4, 7],
    ],
    ['a key that one of them has twice', 'apiVersion: a\nkind: K\nx: 1\nx: 2\napiVersion: b\nkind: K\nx: 3', [5]],
  ])('are told once for each marker: %s', (_, text, lines) => {
    expect(told(text)).toEqual(lines.map((line) => `DocumentMarkerMissing ${line}`));
  });

  it.each([
    ['one of the two keys alone', 'apiVersion: a\nkind: K\nkind: L', ['DuplicateKey 3']],
    ['no object', 'apiVersion: a\nkind: K\nmetadata: 1\nmetadata: 2', ['DuplicateKey 4']],
    [
      'a mapping within a document',
      'items:\n- apiVersion: a\n  kind: K\n  apiVersion: b\n  kind: K',
      ['DuplicateKey 4', 'DuplicateKey 5'],
    ],
    ['brackets', '{apiVersion: a, kind: K,\napiVersion: b, kind: K}', ['DuplicateKey 2', 'DuplicateKey 2']],
  ])('are not seen in %s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('leave what stands twice below them to itself', () => {
    expect(told('apiVersion: a\nkind: K\nspec: {a: 1, a: 2}\napiVersion: b\nkind: K')).toEqual([
      'DocumentMarkerMissing 4',
      'DuplicateKey 3',
    ]);
  });

  it('are no objects in JSON, between whose keys no marker can stand', () => {
    expect(json('{"apiVersion": "a", "kind": "K", "apiVersion": "b", "kind": "K"}').problems).toHaveLength(2);
  });
});

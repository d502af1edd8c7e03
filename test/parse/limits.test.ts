import { describe, expect, it } from 'vitest';
import type { Limits } from '../../src/lib/limits.ts';
import { json, marked, yaml } from './helpers.ts';

function exceeded(text: string, limits: Partial<Limits>, parse = yaml) {
  return parse(text, { limits }).problems.map(({ kind, detail }) => ({ kind, ...detail }));
}

const aliases = (count: number) => `a: &a [x, z]\nb: [${Array(count).fill('*a').join(', ')}]`;

describe('at a limit a text is read, above it is refused', () => {
  const rows: readonly (readonly [name: string, at: string, above: string, limits: Partial<Limits>, detail: object])[] =
    [
      ['file-bytes', 'a: 12345', 'a: 123456', { yamlBytes: 8 }, { bound: 8, found: 9 }],
      ['document-bytes', 'a: 1\n---\nb: 2\n', 'a: 1\n---\nb: 22\n', { documentBytes: 9 }, { bound: 9, found: 10 }],
      ['documents', '---\na: 1\n---\nb: 2', '---\na: 1\n---\nb: 2\n---\nc: 3', { documents: 2 }, { bound: 2 }],
      ['depth', 'a: [{b: 1}]', 'a: [{b: []}]', { depth: 3 }, { bound: 3 }],
      ['depth', '- - - a', '- - - - a', { depth: 3 }, { bound: 3 }],
      ['depth', 'a:\n  b:\n    c: d', 'a:\n  b:\n    c:\n      d: e', { depth: 3 }, { bound: 3 }],
      ['depth', 'a: &a [[1]]\nb: *a', 'a: &a [[1]]\nb: [*a]', { depth: 3 }, { bound: 3 }],
      ['aliases', aliases(4), aliases(5), { aliases: 12 }, { bound: 12 }],
      ['aliases', 'a: &a {x: 1}\nb: {<<: *a}', 'a: &a {x: 1}\nb: {<<: [*a, *a]}', { aliases: 3 }, { bound: 3 }],
    ];
  it.each(rows)('%s: %j', (limit, at, above, limits, detail) => {
    expect(exceeded(at, limits)).toEqual([]);
    expect(exceeded(above, limits)).toEqual([{ kind: 'LimitExceeded', limit, ...detail }]);
  });

  it.each([
    ['file-bytes', '{"a": 1}', '{"a": 12}', { jsonBytes: 8 }, { bound: 8, found: 9 }],
    ['depth', '{"a": [{"[[[": 1}]}', '{"a": [{"b": []}]}', { depth: 3 }, { bound: 3 }],
  ])('JSON: %s', (limit, at, above, limits, detail) => {
    expect(exceeded(at, limits, json)).toEqual([]);
    expect(exceeded(above, limits, json)).toEqual([{ kind: 'LimitExceeded', limit, ...detail }]);
  });

  it('bounds no document of JSON, whose lists hold many', () => {
    expect(exceeded('{"a": 1}', { documentBytes: 3 }, json)).toEqual([]);
  });
});

describe('what a limit leaves', () => {
  it('keeps the documents beside one that is too large', () => {
    const text = `a: 1\n---\nb: ${'x'.repeat(50)}\n---\nc: 3\n`;
    const { documents, problems } = yaml(text, { limits: { documentBytes: 40 } });
    expect(documents.map((document) => document.index)).toEqual([0, 2]);
    expect(marked(text, problems[0])).toBe('---');
  });

  it('keeps the documents before the bound of their number', () => {
    const { documents } = yaml('a: 1\n---\nb: 2\n---\nc: 3\n', { limits: { documents: 2 } });
    expect(documents).toHaveLength(2);
  });

  it('does not measure documents that nobody wants', () => {
    expect(yaml(`a: ${'x'.repeat(50)}`, { limits: { documentBytes: 10 }, wants: () => false }).problems).toEqual([]);
  });

  it('marks the bracket, dash or alias that goes too far', () => {
    const text = 'a: [[[]]]';
    const { problems } = yaml(text, { limits: { depth: 3 } });
    expect(problems[0]?.mark).toEqual({ start: 5, end: 6 });
    const bomb = aliases(3);
    expect(yaml(bomb, { limits: { aliases: 3 } }).problems[0]?.mark).toEqual({ start: 21, end: 23 });
  });

  it('reports no more problems of a file than findings', () => {
    expect(yaml('a: 1\n'.repeat(100), { limits: { findings: 10 } }).problems).toHaveLength(10);
    expect(json(`{${'"a": 1, '.repeat(100)}"a": 1}`, { limits: { findings: 10 } }).problems).toHaveLength(10);
    expect(yaml('a: [\n---\n'.repeat(100), { limits: { findings: 10 } }).problems).toHaveLength(10);
  });
});

describe('hostile texts end in a problem', () => {
  const many = 200_000;
  it.each([
    ['brackets', '['.repeat(many), 'LimitExceeded'],
    ['braces', '{a: '.repeat(many), 'LimitExceeded'],
    ['dashes', '- '.repeat(many), 'LimitExceeded'],
    ['question marks', '? '.repeat(many), 'LimitExceeded'],
    ['colons', ': '.repeat(many), 'LimitExceeded'],
    ['closing brackets', `a: 1\n${'}'.repeat(many)}`, 'YamlSyntax'],
    ['commas', `[${','.repeat(many)}]`, 'YamlSyntax'],
    ['quotes', '"a" '.repeat(many), 'YamlSyntax'],
    ['cut quotes', 'a: "b\nc"\n'.repeat(10_000), 'YamlSyntax'],
    ['backslashes', `"${'\\'.repeat(many)}`, 'YamlSyntax'],
    ['tabs', `a: b\n${'\t'.repeat(many)}`, 'YamlSyntax'],
  ])('%s', (_, text, kind) => {
    const { problems, documents } = yaml(text);
    expect(problems.map((problem) => problem.kind)).toEqual([kind]);
    expect(documents).toEqual([]);
  });

  it('refuses aliases that multiply', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 100; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    expect(yaml(lines.join('\n')).problems.map((problem) => problem.detail['limit'])).toEqual(['aliases']);
  });

  it('refuses merges that multiply', () => {
    const lines = ['a0: &a0 {k: 1}'];
    for (let i = 1; i < 100; i++)
      lines.push(
        `a${i}: &a${i} {<<: [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}], k${i}: 1}`,
      );
    expect(yaml(lines.join('\n')).problems.map((problem) => problem.detail['limit'])).toEqual(['aliases']);
  });

  it('survives a depth that the stack does not', () => {
    const { problems } = yaml('['.repeat(100_000) + ']'.repeat(100_000), { limits: { depth: 1_000_000 } });
    expect(problems.map((problem) => problem.detail['limit'])).toEqual(['depth']);
  });

  it.each(['{{', '{%', '{{ x }}', '{# ', '{{ x'])('reads a line of %j in quotes', (part) => {
    expect(yaml(`a: "${part.repeat(many)}"`).documents).toHaveLength(1);
  });

  it('keeps keys that JavaScript gives a meaning to as keys', () => {
    const text = '{"__proto__": {"polluted": 1}, "constructor": 2, "toString": 3, "hasOwnProperty": 4}';
    for (const { documents } of [yaml(text), json(text), yaml(`m: &m ${text}\n<<: *m`)]) {
      const value = documents[0]?.value;
      const own = typeof value === 'object' && value !== null ? Object.keys(value) : [];
      expect(own).toEqual(expect.arrayContaining(['__proto__', 'constructor', 'toString', 'hasOwnProperty']));
      expect(JSON.stringify(value)).toContain('"__proto__":{"polluted":1}');
      expect(documents[0]?.locate([{ path: ['__proto__', 'polluted'], on: 'value' }])[0]).toBeDefined();
      expect(documents[0]?.locate([{ path: ['valueOf'], on: 'value' }])[0]).toBeUndefined();
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

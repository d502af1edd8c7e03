/** Operations on texts of every shape: what is written, and what is left alone. */

import { describe, expect, test } from 'vitest';
import { combine } from '../../src/fix/combine.ts';
import { type FixContext, planFor } from '../../src/fix/index.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import { LineIndex } from '../../src/lib/lines.ts';
import { reread } from '../../src/lint/fixes.ts';
import type { Document, JsonObject, Path } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { RawFinding } from '../../src/model/rule.ts';
import { parseJson, parseYaml } from '../../src/parse/index.ts';

const limits = { limits: defaultLimits, wants: () => true };

/** A context in which document `i` of the text is resource `i`. */
function contextOf(text: string, file: string): { context: FixContext; documents: readonly Document[] } {
  const source = { file, text };
  const { documents, problems } = file.endsWith('.json') ? parseJson(source, limits) : parseYaml(source, limits);
  const resources = documents.map(
    (document, id) => ({ id, document, base: [] as Path, object: document.value as JsonObject }) as unknown as Resource,
  );
  const context: FixContext = {
    resources: new Map(resources.map((resource) => [resource.id, resource])),
    problems: new Map(problems.entries()),
    reread: (name, content) => reread(name, content, defaultLimits),
    lines: () => new LineIndex(text),
    mayPlan: () => true,
    mayRead: () => true,
  };
  return { context, documents };
}

const raw = (fix: JsonObject[]): RawFinding => ({
  rule: 'calico/x',
  at: { resource: 0, path: [], on: 'value' },
  message: 'x',
  fix: fix.map((operation) => ({ safe: true, ...operation })),
});

/** The text after the operations of one finding; undefined where they are held back. */
function mended(text: string, fix: JsonObject[], file = 'a.yaml'): string | undefined {
  const { context } = contextOf(text, file);
  const plan = planFor(raw(fix), context);
  if (plan === undefined) return undefined;
  return combine([{ finding: {} as Finding, plan }], context).files[0]?.after;
}

describe('replace', () => {
  const replace = (text: string, value: unknown, file?: string) =>
    mended(text, [{ op: 'replace', path: ['spec', 'a'], value } as JsonObject], file);

  test.each([
    ['a quoted number', 'spec:\n  a: "64512" # tor\n', 64512, 'spec:\n  a: 64512 # tor\n'],
    ['a quoted boolean', "spec:\n  a: 'true'\n", true, 'spec:\n  a: true\n'],
    ['single quotes stay', "spec:\n  a: 'x'\n", "it's", "spec:\n  a: 'it''s'\n"],
    ['double quotes stay', 'spec:\n  a: "x"\n', 'say "y"', 'spec:\n  a: "say \\"y\\""\n'],
    ['plain stays plain', 'spec:\n  a: x\n', 'rack == 1', 'spec:\n  a: rack == 1\n'],
    ['plain gets quotes where it must', 'spec:\n  a: x\n', '!has(rack)', 'spec:\n  a: "!has(rack)"\n'],
    ['a text that looks like a number', 'spec:\n  a: x\n', '010', 'spec:\n  a: "010"\n'],
    ['a text with a comment sign', 'spec:\n  a: x\n', 'b # c', 'spec:\n  a: "b # c"\n'],
    ['in brackets', 'spec: {a: x, b: y}\n', 'p, q', 'spec: {a: "p, q", b: y}\n'],
    ['a tag', 'spec:\n  a: !has(rack)\n  b: 1\n', '!has(rack)', 'spec:\n  a: "!has(rack)"\n  b: 1\n'],
    ['a literal block', 'spec:\n  a: |  # why\n    x\n    y\n  b: 1\n', 'x y', 'spec:\n  a: "x y"  # why\n  b: 1\n'],
    ['a folded block at the end', 'spec:\n  a: >-\n    x\n    y\n', 'x y', 'spec:\n  a: "x y"\n'],
    ['line ends of Windows', 'spec:\r\n  a: "1"\r\n  b: 2\r\n', 1, 'spec:\r\n  a: 1\r\n  b: 2\r\n'],
    ['without a last line end', 'spec:\n  a: "1"', 1, 'spec:\n  a: 1'],
    ['tabs and text that is not ASCII', 'spec:\n  a: "1"\t# ünï\n', 1, 'spec:\n  a: 1\t# ünï\n'],
  ])('%s', (_, text, value, expected) => {
    expect(replace(text, value)).toBe(expected);
  });

  test('in JSON', () => {
    expect(replace('{"spec": {"a": "64512"}}', 64512, 'a.json')).toBe('{"spec": {"a": 64512}}');
    expect(replace('{"spec": {"a": 5}}', '5s', 'a.json')).toBe('{"spec": {"a": "5s"}}');
    expect(replace('spec: {"a": 5}\n', 'x')).toBe('spec: {"a": "x"}\n');
  });

  test('is held back where an anchor would change something else, too', () => {
    expect(replace('spec:\n  a: &one "1"\n  b: *one\n', 1)).toBeUndefined();
    expect(replace('x: &one "1"\nspec:\n  a: *one\n', 1)).toBeUndefined();
    expect(replace('x: &one {a: "1"}\nspec:\n  <<: *one\n', 1)).toBeUndefined();
  });

  test('does not touch the other documents', () => {
    const text = 'spec: {a: "1"}\n---\nspec: {a: "1"}\n...\n---\n# the end\n';
    expect(replace(text, 1)).toBe('spec: {a: 1}\n---\nspec: {a: "1"}\n...\n---\n# the end\n');
  });
});

describe('rename', () => {
  const rename = (text: string, value: string, file?: string) =>
    mended(text, [{ op: 'rename', path: ['spec', 'a'], value }], file);

  test.each([
    ['a plain key', 'spec:\n  a: 1 # one\n  c: 2\n', 'b', 'spec:\n  b: 1 # one\n  c: 2\n'],
    ['a quoted key', "spec:\n  'a': 1\n", 'b', "spec:\n  'b': 1\n"],
    ['in brackets', 'spec: {a: 1, c: 2}\n', 'b', 'spec: {b: 1, c: 2}\n'],
    ['a mapping', 'spec:\n  a:\n    x: 1\n', 'b', 'spec:\n  b:\n    x: 1\n'],
  ])('%s', (_, text, value, expected) => {
    expect(rename(text, value)).toBe(expected);
  });

  test('in JSON', () => {
    expect(rename('{"spec": {"a": 1}}', 'b', 'a.json')).toBe('{"spec": {"b": 1}}');
  });

  test('is held back where the name is taken', () => {
    expect(rename('spec:\n  a: 1\n  b: 2\n', 'b')).toBeUndefined();
  });
});

describe('moving out of the last member', () => {
  const move = (text: string, file?: string) =>
    mended(
      text,
      [
        { op: 'add', path: ['spec', 'b'], value: 2 },
        { op: 'remove', path: ['spec', 'in', 'b'] },
      ],
      file,
    );

  test.each([
    ['at its end', 'spec:\n  in:\n    a: 1\n    b: 2\n', 'spec:\n  in:\n    a: 1\n  b: 2\n'],
    ['before its end', 'spec:\n  in:\n    b: 2\n    a: 1\n', 'spec:\n  in:\n    a: 1\n  b: 2\n'],
    ['line ends of Windows', 'spec:\r\n  in:\r\n    a: 1\r\n    b: 2\r\n', 'spec:\r\n  in:\r\n    a: 1\r\n  b: 2\r\n'],
    ['in brackets', 'spec: {in: {a: 1, b: 2}}\n', 'spec: {in: {a: 1}, b: 2}\n'],
  ])('%s', (_, text, expected) => {
    expect(move(text)).toBe(expected);
  });
});

describe('remove', () => {
  const remove = (text: string, file?: string) => mended(text, [{ op: 'remove', path: ['spec', 'a'] }], file);

  test.each([
    ['a line', 'spec:\n  b: 1\n  a: 2 # gone\n  c: 3\n', 'spec:\n  b: 1\n  c: 3\n'],
    ['the first line', 'spec:\n  a: 2\n  # of c\n  c: 3\n', 'spec:\n  # of c\n  c: 3\n'],
    ['the last line', 'spec:\n  b: 1\n  a: 2\n', 'spec:\n  b: 1\n'],
    ['the last line without a line end', 'spec:\n  b: 1\n  a: 2', 'spec:\n  b: 1'],
    ['the same of Windows', 'spec:\r\n  b: 1\r\n  a: 2', 'spec:\r\n  b: 1'],
    ['a mapping', 'spec:\n  a:\n    x: 1\n    y: 2\n  b: 1\n', 'spec:\n  b: 1\n'],
    ['a list', 'spec:\n  a:\n  - x\n  - y\n  b: 1\n', 'spec:\n  b: 1\n'],
    ['a literal block', 'spec:\n  a: |\n    x\n  b: 1\n', 'spec:\n  b: 1\n'],
    ['in brackets, the first', 'spec: {a: 1, b: 2}\n', 'spec: {b: 2}\n'],
    ['in brackets, the last', 'spec: {b: 2, a: 1}\n', 'spec: {b: 2}\n'],
    ['in brackets, in the middle', 'spec: {b: 2, a: 1, c: 3}\n', 'spec: {b: 2, c: 3}\n'],
  ])('%s', (_, text, expected) => {
    expect(remove(text)).toBe(expected);
  });

  test('of an item that begins with it', () => {
    const fix = [{ op: 'remove', path: ['list', 0, 'a'] }];
    expect(mended('list:\n  - a: 1 # gone\n    b: 2\n', fix)).toBe('list:\n  - b: 2\n');
    expect(mended('list:\n  - a: 1\n    # of b\n    b: 2\n', fix)).toBeUndefined();
  });

  test('in JSON', () => {
    expect(remove('{\n  "spec": {\n    "b": 1,\n    "a": 2\n  }\n}\n', 'a.json')).toBe(
      '{\n  "spec": {\n    "b": 1\n  }\n}\n',
    );
  });

  test('is held back where nothing would be left, or a comment would be lost', () => {
    expect(remove('spec:\n  a: 1\n')).toBeUndefined();
    expect(remove('spec: {\n  a: 1, # one\n  # of b\n  b: 2}\n')).toBeUndefined();
  });
});

describe('add', () => {
  const add = (text: string, value: unknown, file?: string) =>
    mended(text, [{ op: 'add', path: ['spec', 'a'], value } as JsonObject], file);

  test.each([
    ['below the last line', 'spec:\n  b: 1 # one\n# end\n', true, 'spec:\n  b: 1 # one\n  a: true\n# end\n'],
    ['as far in as the others', 'spec:\n    b: 1\n', true, 'spec:\n    b: 1\n    a: true\n'],
    ['without a last line end', 'spec:\n  b: 1', true, 'spec:\n  b: 1\n  a: true'],
    ['with line ends of Windows', 'spec:\r\n  b: 1\r\n', true, 'spec:\r\n  b: 1\r\n  a: true\r\n'],
    ['below a list', 'spec:\n  b:\n  - x\n  - y\n', true, 'spec:\n  b:\n  - x\n  - y\n  a: true\n'],
    ['below a block', 'spec:\n  b: |\n    x\nkind: K\n', true, 'spec:\n  b: |\n    x\n  a: true\nkind: K\n'],
    ['below a value that is not there', 'spec:\n  b:\nkind: K\n', true, 'spec:\n  b:\n  a: true\nkind: K\n'],
    ['in brackets', 'spec: {b: 1}\n', true, 'spec: {b: 1, a: true}\n'],
    ['in empty brackets', 'spec: {}\n', true, 'spec: { a: true }\n'],
    ['a mapping', 'spec:\n  b: 1\n', { key: 'k', name: 'tls' }, 'spec:\n  b: 1\n  a:\n    name: tls\n    key: k\n'],
    ['a mapping that is empty', 'spec:\n  b: 1\n', {}, 'spec:\n  b: 1\n  a: {}\n'],
    ['one in brackets', 'spec: {b: 1}\n', {}, 'spec: {b: 1, a: {}}\n'],
    ['a mapping in brackets', 'spec: {b: 1}\n', { key: 'k' }, 'spec: {b: 1, a: { key: k }}\n'],
    ['before the next document', 'spec:\n  b: 1\n---\nx: 1\n', true, 'spec:\n  b: 1\n  a: true\n---\nx: 1\n'],
  ])('%s', (_, text, value, expected) => {
    expect(add(text, value)).toBe(expected);
  });

  test('under keys that are not there', () => {
    const fix = [{ op: 'add', path: ['spec', 'password', 'secretKeyRef'], value: { key: 'k', name: 'tls' } }];
    expect(mended('spec:\n  b: 1\n', fix)).toBe(
      'spec:\n  b: 1\n  password:\n    secretKeyRef:\n      name: tls\n      key: k\n',
    );
  });

  test('in JSON, on a line of its own where the others have one', () => {
    expect(add('{"spec": {"b": 1}}', true, 'a.json')).toBe('{"spec": {"b": 1, "a": true}}');
    expect(add('{\n  "spec": {\n    "b": 1\n  }\n}\n', { k: 1 }, 'a.json')).toBe(
      '{\n  "spec": {\n    "b": 1,\n    "a": {\n      "k": 1\n    }\n  }\n}\n',
    );
  });

  test('in the place of what goes', () => {
    const fix = [
      { op: 'remove', path: ['spec', 'password'] },
      { op: 'add', path: ['spec', 'a'], value: 1 },
    ];
    expect(mended('spec:\n  b: 1\n  password: x\n', fix)).toBe('spec:\n  b: 1\n  a: 1\n');
    expect(mended('spec: {b: 1, password: x}\n', fix)).toBe('spec: {b: 1, a: 1}\n');
  });

  test('is held back where it is there, or its holder is behind an alias', () => {
    expect(add('spec:\n  a: 1\n', true)).toBeUndefined();
    expect(add('x: &one\n  b: 1\nspec: *one\n', true)).toBeUndefined();
    expect(add('spec:\n', true)).toBeUndefined();
  });
});

describe('several', () => {
  /** The text with all of these, each of a finding of its own, which is named by its index. */
  function together(text: string, fixes: JsonObject[]) {
    const { context } = contextOf(text, 'a.yaml');
    const planned = fixes.map((fix, i) => {
      const plan = planFor(raw([fix]), context);
      if (plan === undefined) throw new Error(`no fix ${i}`);
      return { finding: { fingerprint: String(i) } as Finding, plan };
    });
    const { files, applied, held } = combine(planned, context);
    const names = (findings: readonly Finding[]) => findings.map(({ fingerprint }) => fingerprint).join(' ');
    return { after: files.map(({ after }) => after).join(), applied: names(applied), held: names(held) };
  }

  test('are applied at once, and what overlaps is held back', () => {
    const fixes: JsonObject[] = [
      { op: 'replace', path: ['spec', 'a'], value: 1 },
      { op: 'replace', path: ['spec', 'a'], value: 7 },
      { op: 'replace', path: ['spec', 'b'], value: 2 },
      { op: 'rename', path: ['spec', 'b'], value: 'd' },
      { op: 'rename', path: ['spec', 'c'], value: 'd' },
    ];
    expect(together('spec:\n  a: "1"\n  b: "2"\n  c: 3\n', fixes)).toEqual({
      after: 'spec:\n  a: 1\n  d: 2\n  c: 3\n',
      applied: '0 2 3',
      held: '1 4',
    });
  });

  test('that add to one mapping go together', () => {
    const fixes: JsonObject[] = [
      { op: 'add', path: ['spec', 'a'], value: 1 },
      { op: 'add', path: ['spec', 'b'], value: 2 },
      { op: 'add', path: ['spec', 'a'], value: 1 },
    ];
    const all = { applied: '0 1 2', held: '' };
    expect(together('spec:\n  x: 0\n', fixes)).toEqual({ after: 'spec:\n  x: 0\n  a: 1\n  b: 2\n', ...all });
    expect(together('spec: {x: 0}\n', fixes)).toEqual({ after: 'spec: {x: 0, a: 1, b: 2}\n', ...all });
  });

  test('safe ones first', () => {
    const fixes: JsonObject[] = [
      { op: 'replace', path: ['spec', 'a'], value: 1, safe: false },
      { op: 'replace', path: ['spec', 'a'], value: 2 },
    ];
    expect(together('spec:\n  a: 0\n', fixes)).toEqual({ after: 'spec:\n  a: 2\n', applied: '1', held: '0' });
  });
});

describe('split', () => {
  /** The text with the splits at all marks, and further operations of the document. */
  const split = (text: string, ...fix: JsonObject[]) => {
    const { context } = contextOf(text, 'a.yaml');
    const marked = [...context.problems.keys()].map((mark) => ({
      ...raw([{ op: 'split' }]),
      at: { mark },
    }));
    const plans = [...marked, ...(fix.length > 0 ? [raw(fix)] : [])].map((one) => planFor(one, context));
    if (plans.includes(undefined)) return undefined;
    return combine(
      plans.flatMap((plan) => (plan ? [{ finding: {} as Finding, plan }] : [])),
      context,
    ).files[0]?.after;
  };

  test.each([
    [
      'two',
      'apiVersion: a\nkind: K\napiVersion: b\nkind: K\n',
      'apiVersion: a\nkind: K\n---\napiVersion: b\nkind: K\n',
    ],
    [
      'CRLF',
      'apiVersion: a\r\nkind: K\r\napiVersion: b\r\nkind: K\r\n',
      'apiVersion: a\r\nkind: K\r\n---\r\napiVersion: b\r\nkind: K\r\n',
    ],
    [
      'a comment above',
      'apiVersion: a\nkind: K\n\n# b\napiVersion: b\nkind: K',
      'apiVersion: a\nkind: K\n\n---\n# b\napiVersion: b\nkind: K',
    ],
    [
      'after a block',
      'apiVersion: a\nkind: K\nx: |\n  # y\n\napiVersion: b\nkind: K',
      'apiVersion: a\nkind: K\nx: |\n  # y\n\n---\napiVersion: b\nkind: K',
    ],
    ['an anchor before it', 'apiVersion: a\nkind: K\nx: &x 1\napiVersion: b\nkind: K\ny: *x', undefined],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toBe(expected);
  });

  test('goes together with what fixes a value', () => {
    const text =
      'apiVersion: a\nkind: K\nspec:\n  a: x\napiVersion: b\nkind: K\nspec:\n  a: "1"\napiVersion: c\nkind: K\n';
    expect(split(text, { op: 'replace', path: ['spec', 'a'], value: 1 })).toBe(
      'apiVersion: a\nkind: K\nspec:\n  a: x\n---\napiVersion: b\nkind: K\nspec:\n  a: 1\n---\napiVersion: c\nkind: K\n',
    );
  });
});

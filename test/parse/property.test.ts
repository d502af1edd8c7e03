import { describe, expect, it } from 'vitest';
import type { Document, Json, Path } from '../../src/model/document.ts';
import { json, only, yaml } from './helpers.ts';

/** A small generator of numbers (mulberry32), so that a failure can be run again. */
function generator(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

type Random = (bound: number) => number;

const texts = [
  '',
  'a',
  'yes',
  '64512',
  '010',
  '1.5',
  ' lead',
  'a: b',
  '# c',
  "it's",
  'é😀',
  'two\nlines',
  'tab\t',
  '- x',
  '{{ x }}',
  '---',
  '!t',
  '*x',
  '<<',
  'a\\b',
];
const keys = ['a', 'b', 'key with space', '8', 'true', 'é', '__proto__', 'constructor', 'x#z'];

function value(random: Random, depth: number): Json {
  const kind = random(depth > 0 ? 6 : 4);
  if (kind === 0) return [null, true, false][random(3)] ?? null;
  if (kind === 1) return [0, -1, 64512, 4200000000, 1.5, 1e21][random(6)] ?? 0;
  if (kind < 4) return texts[random(texts.length)] ?? '';
  const length = random(4);
  if (kind === 4) return Array.from({ length }, () => value(random, depth - 1));
  return Object.fromEntries(Array.from({ length }, () => [keys[random(keys.length)] ?? '', value(random, depth - 1)]));
}

/** YAML for a value, in a style that chance chooses for each node. */
function write(node: Json, indent: string, random: Random, eol: string): string {
  const comment = random(5) === 0 ? ' # {c}: "d"' : '';
  if (typeof node === 'string' && node.includes('\n') && random(2) === 0) {
    return ` |-${comment}${eol}${node
      .split('\n')
      .map((line) => `${indent}  ${line}`)
      .join(eol)}`;
  }
  if (typeof node !== 'object' || node === null || random(4) === 0 || Object.keys(node).length === 0) {
    return ` ${flow(node, random)}${comment}`;
  }
  if (Array.isArray(node)) {
    return comment + node.map((item) => `${eol}${indent}-${write(item, `${indent}  `, random, eol)}`).join('');
  }
  const members = Object.entries(node).map(
    ([key, member]) => `${eol}${indent}${JSON.stringify(key)}:${write(member, `${indent}  `, random, eol)}`,
  );
  return comment + members.join('');
}

function flow(node: Json, random: Random): string {
  if (typeof node === 'string')
    return random(2) === 0 && !node.includes('\n') ? `'${node.replaceAll("'", "''")}'` : JSON.stringify(node);
  if (Array.isArray(node)) return `[${node.map((item) => flow(item, random)).join(', ')}]`;
  if (typeof node !== 'object' || node === null) return node === null && random(2) === 0 ? '~' : JSON.stringify(node);
  return `{${Object.entries(node)
    .map(([key, member]) => `${JSON.stringify(key)}: ${flow(member, random)}`)
    .join(', ')}}`;
}

function* pathsOf(node: Json, path: Path = []): Generator<readonly [Path, Json]> {
  yield [path, node];
  if (typeof node !== 'object' || node === null) return;
  for (const key of Object.keys(node)) {
    const member = (node as { readonly [key: string]: Json })[key] ?? null;
    yield* pathsOf(member, [...path, Array.isArray(node) ? Number(key) : key]);
  }
}

/** The column of an offset: a block of several lines is read again with its first line where it was. */
function lead(text: string, offset: number): string {
  return ' '.repeat(offset - text.lastIndexOf('\n', offset - 1) - 1);
}

function check(document: Document, expected: Json, read: (text: string) => Json): void {
  const { text } = document.source;
  const paths = [...pathsOf(expected)];
  const values = document.locate(paths.map(([path]) => ({ path, on: 'value' })));
  const named = document.locate(paths.map(([path]) => ({ path, on: 'key' })));
  for (const [index, [path, member]] of paths.entries()) {
    const span = values[index];
    const key = named[index];
    if (!span || !key) throw new Error(`${JSON.stringify(path)} is not in ${JSON.stringify(text)}`);
    const source = text.slice(span.start, span.end);
    expect(source).toBe(source.trimEnd());
    expect([text, path, read(lead(text, span.start) + source)]).toEqual([text, path, member]);
    const last = path.at(-1);
    if (typeof last === 'string')
      expect([text, path, read(text.slice(key.start, key.end))]).toEqual([text, path, last]);
    expect(key.end).toBeGreaterThan(key.start);
  }
}

describe('every path of a generated text has a span that reads as its value', () => {
  it.each(['\n', '\r\n'])('YAML with %j', (eol) => {
    for (let seed = 0; seed < 400; seed++) {
      const random = generator(seed);
      const expected = { root: value(random, 4) };
      const text = `# head${eol}---${eol}"root":${write(expected.root, '  ', random, eol)}${eol}`;
      const parsed = yaml(text);
      expect([seed, parsed.problems, parsed.template]).toEqual([seed, [], undefined]);
      const document = only(parsed);
      expect([text, document.value]).toEqual([text, expected]);
      check(document, expected, (part) => only(yaml(part)).value);
    }
  });

  it('JSON', () => {
    for (let seed = 0; seed < 400; seed++) {
      const expected = { root: value(generator(seed), 5) };
      const document = only(json(` ${JSON.stringify(expected, null, seed % 3)}\n`));
      expect(document.value).toEqual(expected);
      check(document, expected, (part) => JSON.parse(part) as Json);
    }
  });
});

describe('mutilated texts', () => {
  const source =
    'a: &x\n  b: "q\\n"\n  c: [d, {e: f}] # g\nh:\n  <<: *x\n  i: |\n    text\n  j: {{ k }}\n---\n- l: !!str m\n  n: \'o\'\n';
  const pieces = [
    ' ',
    '\n',
    '\t',
    '- ',
    ': ',
    '#',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '&a ',
    '*x',
    '!t ',
    '? ',
    '%',
    '\r',
    '{{',
    '}}',
    '---\n',
    '\u0000',
    '\ufeff',
  ];

  it('end in values and problems whose places lie in the text', () => {
    const random = generator(1);
    for (let i = 0; i < 5000; i++) {
      let text = source;
      for (let n = random(4); n >= 0; n--) {
        const at = random(text.length + 1);
        text =
          text.slice(0, at) +
          (random(2) === 0 ? (pieces[random(pieces.length)] ?? '') : '') +
          text.slice(at + random(3));
      }
      const { documents, problems } = yaml(text);
      for (const { mark } of problems)
        expect(mark && mark.start >= 0 && mark.end > mark.start && mark.end <= text.length).toBe(true);
      for (const document of documents) {
        const wanted = [...pathsOf(document.value)].map(([path]) => ({ path, on: 'value' as const }));
        for (const span of document.locate(wanted)) {
          expect(span && span.start >= 0 && span.end >= span.start && span.end <= text.length).toBe(true);
        }
      }
    }
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/lib/limits.ts';
import type { Document, Parsed, Problem } from '../../src/model/document.ts';
import { parseEmbedded } from '../../src/parse/index.ts';
import { json, marked, only, textAt, yaml } from './helpers.ts';

const path = ['data', 'config'];

function within(outer: Document, limits = defaultLimits): Parsed {
  const [found] = parseEmbedded(outer, [path], limits);
  if (found === undefined) throw new Error('nothing there');
  return found.parsed;
}

const inYaml = (text: string): Document => only(within(only(yaml(text))));

const wanted = [
  { path: ['peers', 0, 'my-asn'], key: 'my-asn', value: '64512' },
  { path: ['peers', 1, 'peer-asn'], key: 'peer-asn', value: '64513' },
];

/** Every way to write the same text in a scalar. */
const inner = 'peers:\n- my-asn: 64512\n  note: é 😀\n\n- peer-asn: 64513\n';
const indented = (step: string, text = inner) => text.replace(/^(?=.)/gm, step);
const writings: { readonly [name: string]: string } = {
  literal: `data:\n  config: |\n${indented('    ')}`,
  'literal, kept': `data:\n  config: |+\n${indented('    ')}\n\nkind: X\n`,
  'literal, stripped, with a comment': `data:\n  config: |- # why\n${indented('      ')}kind: X\n`,
  'literal with an indicator': `data:\n  config: |2\n${indented('    ')}`,
  'literal, blank lines first': `data:\n  config: |\n\n   \n${indented('    ')}`,
  'literal, CRLF': `data:\n  config: |\n${indented('    ')}`.replaceAll('\n', '\r\n'),
  'folded, deeper lines': `data:\n  config: >\n${indented('    ', 'peers:\n\n - my-asn: 64512\n   note: é 😀\n - peer-asn: 64513\n')}`,
  double: `data:\n  config: ${JSON.stringify(inner)}\n`,
  'double on many lines': `data:\n  config: "peers:\\n\\\n    - my-asn: 64512\\n\\\n   \\  note: \\xe9 \\U0001f600\\n\n\n\n    - peer-asn: 64513"\n`,
  single: `data:\n  config: 'peers:\n\n    - {my-asn: 64512, note: ''x''}\n\n    - peer-asn: 64513'\n`,
  anchor: `a: &a |\n${indented('  ')}data:\n  config: *a\n`,
};

describe('places in YAML within a scalar', () => {
  test.each(Object.entries(writings))('%s', (_, text) => {
    const document = inYaml(text);
    for (const { path: at, key, value } of wanted) {
      expect(textAt(document, at, 'key')).toBe(key);
      expect(textAt(document, at, 'value')).toBe(value);
    }
    expect(textAt(document, [], 'key')).toBe('config');
    expect(document.span).toEqual(document.within?.document.locate([{ path, on: 'value' }])[0]);
    expect(document.style(['peers', 0, 'my-asn'])?.style).toBe('plain');
  });

  test('JSON with escapes', () => {
    const document = only(within(only(json(JSON.stringify({ data: { config: `# "\t\\ \n${inner}` } })))));
    for (const { path: at, key, value } of wanted) {
      expect(textAt(document, at, 'key')).toBe(key);
      expect(textAt(document, at, 'value')).toBe(value);
    }
  });

  test('a plain scalar on many lines', () => {
    const document = inYaml('data:\n  config:\n    one\n    two\n\n    three\nkind: X\n');
    expect(document.value).toBe('one two three');
    expect(textAt(document, [], 'value')).toBe('one\n    two\n\n    three');
  });

  test('any text of characters that YAML has, in double quotes', () => {
    const key = fc.stringMatching(/^[a-z]{1,4}$/);
    const value = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', 'é', '😀', '\t', "'", '/', '\u2028') });
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 }), (members) => {
        const lines = members.map(([name, text], i) => `${name}${i}: ${JSON.stringify(text)}`);
        const outer = only(json(JSON.stringify({ data: { config: lines.join('\n') } })));
        const document = only(within(outer));
        for (const [i, [name]] of members.entries()) {
          expect(textAt(document, [`${name}${i}`], 'key')).toBe(`${name}${i}`);
          const written = textAt(document, [`${name}${i}`], 'value') ?? '';
          expect(JSON.parse(JSON.parse(`"${written}"`))).toBe(members[i]?.[1]);
        }
      }),
    );
  });

  test('one place is read once, whatever the number of aliases', () => {
    const outer = only(yaml(`a: &a |\n  x: 1\nb: *a\nc: *a\nd: |\n  x: 2\n`));
    const found = parseEmbedded(outer, [['b'], ['c'], ['d'], ['e'], ['a', 'x']], defaultLimits);
    expect(found.map((one) => one.path)).toEqual([['b'], ['d']]);
  });
});

describe('faults in YAML within a scalar', () => {
  const faults = (text: string): readonly Problem[] => within(only(yaml(text))).problems;

  test('stand in the outer file', () => {
    const text = 'data:\n  config: |\n    a: 1\n    b: ]\n';
    const [problem] = faults(text);
    expect(problem?.kind).toBe('YamlSyntax');
    expect(marked(text, problem)).toBe(']');
  });

  test('a tab', () => {
    const text = 'data:\n  config: |\n    a:\n    \tb: 1\n';
    expect(marked(text, faults(text)[0])).toBe('\t');
  });

  test('the end of the text', () => {
    const text = 'data:\n  config: "a: [1"\n';
    const [problem] = faults(text);
    expect(problem?.mark && text.slice(0, problem.mark.start)).toMatch(/a: \[1?$|a: $/);
  });

  test('duplicate keys name the line of the first', () => {
    const text = 'x: 0\ndata:\n  config: |\n    a: 1\n    a: 2\n';
    const [problem] = faults(text);
    expect(problem).toMatchObject({ kind: 'DuplicateKey', detail: { key: 'a', kept: 'none', firstLine: 4 } });
    expect(marked(text, problem)).toBe('a');
  });

  test.each([
    ['depth', 'a: [[[[1]]]]', { depth: 3 }],
    ['aliases', 'a: &a [1, 2, 3]\n    b: [*a, *a]', { aliases: 5 }],
  ])('the limit of %s holds', (limit, text, limits) => {
    const outer = only(yaml(`data:\n  config: |\n    ${text}\n`));
    const { problems } = within(outer, { ...defaultLimits, ...limits });
    expect(problems.map(({ detail }) => detail['limit'])).toEqual([limit]);
  });

  test('control flow makes it a template, an expression a placeholder', () => {
    const template = 'data:\n  config: |\n    a:\n    {{ range .x }}\n    - {{ . }}\n    {{ end }}\n';
    expect(within(only(yaml(template))).template).toBeDefined();
    const document = inYaml('data:\n  config: |\n    a: {{ .x }}\n    b: 1\n');
    expect(document.value).toEqual({ a: '{{ .x }}', b: 1 });
    expect(textAt(document, ['b'], 'value')).toBe('1');
  });
});

test('comments count in block scalars only', () => {
  const comment = '# bgplint-ignore x/y -- why';
  const text = `data:\n  config: |\n    a: 1 ${comment}\n`;
  const [found] = inYaml(text).comments;
  expect(found && text.slice(found.span.start, found.span.end)).toBe(comment);
  expect(inYaml(`data:\n  config: "a: 1 ${comment}\\n"\n`).comments).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { json, textAt, yaml } from '../helpers.ts';

const one = '{"kind": "A", "spec": {"x": 1}}';
const two = '{"kind": "B", "y": "}\\"{"}';

describe.each([
  ['a .yaml file', yaml],
  ['a .json file', json],
])('objects of JSON behind each other in %s', (_, parse) => {
  it.each([
    ['on lines of their own', `${one}\n${two}\n`],
    ['on one line', `${one} ${two}`],
    ['without a blank', `${one}${two}`],
    ['behind a byte order mark', `\ufeff${one}\n\n${two}`],
    ['with a marker between them', `${one}\n---\n${two}`],
  ])('are read one by one %s', (_, text) => {
    const { documents, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(documents.map(({ index, value }) => [index, value])).toEqual([
      [0, { kind: 'A', spec: { x: 1 } }],
      [1, { kind: 'B', y: '}"{' }],
    ]);
    expect(documents[1] && textAt(documents[1], ['y'], 'value')).toBe('"}\\"{"');
  });

  it('are read before what no parser reads', () => {
    const { documents, problems } = parse(`${one}\n{"kind": "B"`);
    expect(documents.map(({ value }) => value)).toEqual([{ kind: 'A', spec: { x: 1 } }]);
    expect(problems.map(({ mark }) => mark?.start)).toEqual([one.length + 1]);
  });

  it('are read before what has to be rendered', () => {
    const parsed = parse(`${one}\n{{ end }}\n`);
    expect(parsed.documents.map(({ value }) => value)).toEqual([{ kind: 'A', spec: { x: 1 } }]);
    expect(parsed.problems).toEqual([]);
    expect(parsed.template).toContain('template');
  });

  it('are followed by YAML', () => {
    expect(parse(`${one}\nkind: B\n---\nkind: C\n`).documents.map(({ index, value }) => [index, value])).toEqual([
      [0, { kind: 'A', spec: { x: 1 } }],
      [1, { kind: 'B' }],
      [2, { kind: 'C' }],
    ]);
  });
});

it('lines of a log are no stream of objects', () => {
  const { documents, problems } = json('{"@level":"info","type":"version"}\n{"@level":"info","type":"plan"}\n');
  expect(documents).toEqual([]);
  expect(problems.map(({ kind }) => kind)).toEqual(['JsonSyntax']);
});

import { describe, expect, it } from 'vitest';
import type { On, Path } from '../../../src/model/document.ts';
import { json, marked, only, textAt } from '../helpers.ts';

describe('JSON places', () => {
  const text =
    '\ufeff {\r\n "a" : [ 1, "x\\"]", { "b": null , "c": {} }, [[2]] ],\n "d\\u0065": -1.5e3, "e": {"x": 1}, "e": {"z": [true]},"é😀":"ü" }\r\n';
  const document = only(json(text));
  const rows: readonly (readonly [path: Path, on: On, text: string | undefined])[] = [
    [['a'], 'key', '"a"'],
    [['a'], 'value', '[ 1, "x\\"]", { "b": null , "c": {} }, [[2]] ]'],
    [['a', 0], 'value', '1'],
    [['a', 0], 'key', '1'],
    [['a', 1], 'value', '"x\\"]"'],
    [['a', 2], 'value', '{ "b": null , "c": {} }'],
    [['a', 2], 'key', '"b"'],
    [['a', 2, 'b'], 'value', 'null'],
    [['a', 2, 'c'], 'value', '{}'],
    [['a', 3, 0, 0], 'value', '2'],
    [['a', 4], 'value', undefined],
    [['a', '0'], 'value', undefined],
    [['a', 0, 'x'], 'value', undefined],
    [['de'], 'key', '"d\\u0065"'],
    [['de'], 'value', '-1.5e3'],
    [['e'], 'value', '{"z": [true]}'],
    [['e', 'x'], 'value', undefined],
    [['e', 'z', 0], 'value', 'true'],
    [['é😀'], 'value', '"ü"'],
    [['nothing'], 'key', undefined],
    [[], 'value', text.trim()],
    [[], 'key', text.trim()],
  ];
  it.each(rows)('%j %s', (path, on, expected) => {
    expect(textAt(document, path, on)).toBe(expected);
  });

  it('are found in one call as in many', () => {
    const wanted = rows.map(([path, on]) => ({ path, on }));
    expect(document.locate(wanted)).toEqual(wanted.map((one) => document.locate([one])[0]));
    expect(document.locate([])).toEqual([]);
  });

  it('of equal keys are those of the last, with nothing of the first', () => {
    const last = only(
      json('{"a": {"b": {"c": 1, "d": 2}}, "a": {"b": {"d": 3}}, "a": {"b": {"d": [4]}, "b": {"e": 5}}}'),
    );
    expect(textAt(last, ['a', 'b', 'c'], 'value')).toBeUndefined();
    expect(textAt(last, ['a', 'b', 'd'], 'value')).toBeUndefined();
    expect(textAt(last, ['a', 'b', 'e'], 'value')).toBe('5');
  });

  it('have the style json', () => {
    expect(document.style(['de'])).toEqual({ style: 'json' });
    expect(document.style(['a'])).toBeUndefined();
    expect(document.style(['nothing'])).toBeUndefined();
    expect(document.comments).toEqual([]);
  });

  it('know mappings with keys that a template fills in', () => {
    const open = only(json('{"a": { {{ .k }}: 1}, "b": {"${K}": 1}, "c": {"k": "{{ .v }}"}}'));
    expect(['a', 'b', 'c', 'x'].map((key) => open.open([key]))).toEqual([true, false, false, false]);
    expect(only(json('{"a": {"{{ .k }}": 1}}')).open(['a'])).toBe(false);
  });
});

describe('JSON faults', () => {
  it.each([
    ['{"a": 1,}', '}', /comma with nothing/],
    ['[1, 2, ]', ']', /comma with nothing/],
    ['{"a": 1 "b": 2}', '"', /comma was expected/],
    ['{"a" 1}', '1', /colon/],
    ['{a: 1}', 'a', /double quotes/],
    ["{'a': 1}", "'", /single quote/],
    ['{“a”: 1}', '“', /typographic/],
    ['{"a": tru}', 'tru', /value was expected/],
    ['{"a": 01}', '01', /value was expected/],
    ['{"a": +1}', '+', /value was expected/],
    ['{"a": NaN}', 'NaN', /value was expected/],
    ['{"a": "b\n"}', '"', /not closed on its line/],
    ['{"a": "b', '"', /not closed/],
    ['{"a": "\t"}', '\t', /control character/],
    ['{"a": "\\x"}', '\\x', /escape/],
    ['{"a": "\\u12"}', '\\u', /escape/],
    ['{"a": [1, 2}', '}', /end of the list/],
    ['{"a": [1, 2', '[', /before this list is closed/],
    ['{"a": 1', '{', /before this object is closed/],
    ['// c\n{}', '/', /comment/],
    ['{"a": 1} {"b": 2}', '{', /second JSON value/],
    ['{"a": 1}\n{"b": 2}\n', '{', /second JSON value/],
    ['{"a": 1}}', '}', /after the end/],
    ['   ', ' ', /no JSON value/],
    [']', ']', /value was expected/],
  ])('%j', (text, mark, reason) => {
    const { documents, problems } = json(text);
    expect(documents).toEqual([]);
    expect(problems.map((problem) => problem.kind)).toEqual(['JsonSyntax']);
    expect(marked(text, problems[0])).toBe(mark);
    expect(problems[0]?.detail['reason']).toMatch(reason);
  });

  it('marks nothing in a text that is empty', () => {
    expect(json('').problems).toMatchObject([{ kind: 'JsonSyntax', mark: null }]);
  });

  it('knows the log lines of terraform', () => {
    const text =
      '{"@level":"info","@message":"Terraform 1.9","terraform":"1.9","type":"version","ui":"1.2"}\n{"@level":"info","type":"planned_change"}\n';
    expect(json(text).problems[0]?.detail['hint']).toContain('terraform show -json');
  });

  it('knows the line that a wrapper of terraform prints', () => {
    const text = '[command]/opt/terraform-bin show -json plan\n{"format_version":"1.2"}\n';
    const [problem] = json(text).problems;
    expect(problem?.detail['hint']).toContain('terraform_wrapper: false');
    expect(marked(text, problem)).toBe('[command]/opt/terraform-bin show -json plan');
  });

  it('never repeats the text', () => {
    for (const text of ['{"password": "hunter2}', '{"password": hunter2}', '{"a": 1} hunter2']) {
      expect(JSON.stringify(json(text).problems[0]?.detail)).not.toContain('hunter2');
    }
  });

  it('is silent about a text that nobody wants', () => {
    expect(json('{', { wants: () => false })).toEqual({ documents: [], problems: [] });
  });
});

describe('strict JSON', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"a',
    '1',
    '-1.5e+3',
    '01',
    'true',
    'nul',
    ' ',
    '\n',
    '"\\n"',
    '"\\q"',
    '.',
    '-',
  ];

  it('is what JSON.parse takes, and nothing else', () => {
    let state = 7;
    const random = (bound: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state >>> 8) % bound;
    };
    let valid = 0;
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: 1 + random(9) }, () => pieces[random(pieces.length)]).join('');
      if (text.includes('{{')) continue;
      let isValid = true;
      try {
        JSON.parse(text);
        valid++;
      } catch {
        isValid = false;
      }
      const { documents, problems } = json(text);
      const faults = problems.filter((problem) => problem.kind === 'JsonSyntax');
      expect([text, documents.length, faults.length]).toEqual([text, isValid ? 1 : 0, isValid ? 0 : 1]);
      if (!isValid) expect([text, faults[0]?.detail['reason']]).not.toEqual([text, 'this is not JSON']);
    }
    expect(valid).toBeGreaterThan(500);
  });
});

import { describe, expect, it } from 'vitest';
import { problemsOf, valueIn } from './helpers.ts';

/**
 * What sigs.k8s.io/yaml v1.6.0 makes of a text: the JSON of its YAMLToJSON, written down from a run of it. kubectl and
 * the API server read manifests with it.
 */
const accepted: { readonly [topic: string]: readonly (readonly [yaml: string, json: string])[] } = {
  booleans: [
    ['v: y', '{"v":true}'],
    ['v: Y', '{"v":true}'],
    ['v: yes', '{"v":true}'],
    ['v: Yes', '{"v":true}'],
    ['v: YES', '{"v":true}'],
    ['v: yES', '{"v":"yES"}'],
    ['v: true', '{"v":true}'],
    ['v: True', '{"v":true}'],
    ['v: TRUE', '{"v":true}'],
    ['v: on', '{"v":true}'],
    ['v: On', '{"v":true}'],
    ['v: ON', '{"v":true}'],
    ['v: n', '{"v":false}'],
    ['v: N', '{"v":false}'],
    ['v: no', '{"v":false}'],
    ['v: No', '{"v":false}'],
    ['v: NO', '{"v":false}'],
    ['v: false', '{"v":false}'],
    ['v: False', '{"v":false}'],
    ['v: FALSE', '{"v":false}'],
    ['v: off', '{"v":false}'],
    ['v: Off', '{"v":false}'],
    ['v: OFF', '{"v":false}'],
    ['v: oFF', '{"v":"oFF"}'],
  ],
  null: [
    ['v:', '{"v":null}'],
    ['v: ~', '{"v":null}'],
    ['v: null', '{"v":null}'],
    ['v: Null', '{"v":null}'],
    ['v: NULL', '{"v":null}'],
    ['v: nULL', '{"v":"nULL"}'],
    ['v: ""', '{"v":""}'],
  ],
  integers: [
    ['v: 64512', '{"v":64512}'],
    ['v: 4200000000', '{"v":4200000000}'],
    ['v: 010', '{"v":8}'],
    ['v: 0o10', '{"v":8}'],
    ['v: 0O17', '{"v":15}'],
    ['v: 08', '{"v":8}'],
    ['v: 0o8', '{"v":"0o8"}'],
    ['v: 0b11', '{"v":3}'],
    ['v: 0B11', '{"v":3}'],
    ['v: 0b12', '{"v":"0b12"}'],
    ['v: 0b-11', '{"v":-3}'],
    ['v: 0x1f', '{"v":31}'],
    ['v: 0X1F', '{"v":31}'],
    ['v: 0xg', '{"v":"0xg"}'],
    ['v: 64_512', '{"v":64512}'],
    ['v: 6_4__5', '{"v":645}'],
    ['v: _1', '{"v":"_1"}'],
    ['v: 1_', '{"v":1}'],
    ['v: 0_x1f', '{"v":31}'],
    ['v: +12', '{"v":12}'],
    ['v: -12', '{"v":-12}'],
    ['v: -0', '{"v":0}'],
    ['v: -0x10', '{"v":-16}'],
    ['v: 00', '{"v":0}'],
    ['v: 1,000', '{"v":"1,000"}'],
    ['v: 12:30:45', '{"v":"12:30:45"}'],
    ['v: 9007199254740991', '{"v":9007199254740991}'],
    ['v: +', '{"v":"+"}'],
  ],
  floats: [
    ['v: 1.5', '{"v":1.5}'],
    ['v: 1.0', '{"v":1}'],
    ['v: 1.', '{"v":1}'],
    ['v: .5', '{"v":0.5}'],
    ['v: .5_0', '{"v":0.5}'],
    ['v: +.5', '{"v":0.5}'],
    ['v: -1.5', '{"v":-1.5}'],
    ['v: 1e3', '{"v":1000}'],
    ['v: 1E+3', '{"v":1000}'],
    ['v: 1e', '{"v":"1e"}'],
    ['v: 1_0.5_0', '{"v":10.5}'],
    ['v: 1e400', '{"v":"1e400"}'],
    ['v: 1.10', '{"v":1.1}'],
    ['v: 1.2.3', '{"v":"1.2.3"}'],
    ['v: .', '{"v":"."}'],
    ['v: 0x1p3', '{"v":"0x1p3"}'],
    ['v: -0x8000000000000001', '{"v":"-0x8000000000000001"}'],
  ],
  text: [
    ['v: 10.0.0.1', '{"v":"10.0.0.1"}'],
    ['v: fd00::1', '{"v":"fd00::1"}'],
    ['v: 65000:100', '{"v":"65000:100"}'],
    ['v: "64512"', '{"v":"64512"}'],
    ["v: '64512'", '{"v":"64512"}'],
    ['v: "yes"', '{"v":"yes"}'],
    ['v: 2001-01-01', '{"v":"2001-01-01"}'],
    ['v: 2001-12-14T21:59:43Z', '{"v":"2001-12-14T21:59:43Z"}'],
    ["v: rack == 'a'", '{"v":"rack == \'a\'"}'],
    ['v: a#b', '{"v":"a#b"}'],
    ['v: a #b', '{"v":"a"}'],
    ['v: a:b', '{"v":"a:b"}'],
    ['v: nan', '{"v":"nan"}'],
    ['v: inf', '{"v":"inf"}'],
    ['v: --', '{"v":"--"}'],
    ['v: ---', '{"v":"---"}'],
    ['v: a b  c', '{"v":"a b  c"}'],
    ['v: \u00e9\ud83d\ude00', '{"v":"\u00e9\ud83d\ude00"}'],
  ],
  tags: [
    ['v: !!str 64512', '{"v":"64512"}'],
    ['v: !!int "64512"', '{"v":64512}'],
    ['v: !!int 0x10', '{"v":16}'],
    ['v: !<tag:yaml.org,2002:str> 1', '{"v":"1"}'],
    ['v: !!float 1', '{"v":1}'],
    ['v: !!bool yes', '{"v":true}'],
    ['v: !!null ~', '{"v":null}'],
    ['v: !!timestamp 2001-01-01', '{"v":"2001-01-01"}'],
    ['v: !!binary aGk=', '{"v":"hi"}'],
    ['v: !has(x)', '{"v":""}'],
    ['v: !has(x) y', '{"v":"y"}'],
    ['v: ! 12', '{"v":"12"}'],
    ['v: !', '{"v":""}'],
    ['v: !!set {x}', '{"v":{"x":null}}'],
    ['!!map {a: 1}', '{"a":1}'],
    ['%TAG !e! tag:example.org,2000:\n---\nv: !e!x y', '{"v":"y"}'],
  ],
  keys: [
    ['1: a', '{"1":"a"}'],
    ['010: a', '{"8":"a"}'],
    ['0x10: a', '{"16":"a"}'],
    ['1.5: a', '{"1.5":"a"}'],
    ['0.1: a', '{"0.1":"a"}'],
    ['1e6: a', '{"1e+06":"a"}'],
    ['1000000.0: a', '{"1e+06":"a"}'],
    ['100000.5: a', '{"100000.5":"a"}'],
    ['16777217.5: a', '{"1.6777218e+07":"a"}'],
    ['1e21: a', '{"1e+21":"a"}'],
    ['1e-5: a', '{"1e-05":"a"}'],
    ['yes: a', '{"true":"a"}'],
    ['y: a', '{"true":"a"}'],
    ['no: a', '{"false":"a"}'],
    ['.inf: a', '{".inf":"a"}'],
    ['-.inf: a', '{"-.inf":"a"}'],
    ['.nan: a', '{".nan":"a"}'],
    ['2001-01-01: a', '{"2001-01-01":"a"}'],
    ['"1": a', '{"1":"a"}'],
    ['0x7fffffffffffffff: a', '{"9223372036854775807":"a"}'],
    ['"<<": {a: 1}', '{"<<":{"a":1}}'],
    ['__proto__: 1', '{"__proto__":1}'],
    ['constructor: 1', '{"constructor":1}'],
    ['&k key: a\nother: *k', '{"key":"a","other":"key"}'],
    ['&k key: a\n*k : b', '{"key":"b"}'],
    ['? a\n: b', '{"a":"b"}'],
    ['? a', '{"a":null}'],
    ['"a b": c', '{"a b":"c"}'],
    ["'it''s': c", '{"it\'s":"c"}'],
  ],
  duplicates: [
    ['a: 1\na: 2', '{"a":2}'],
    ['{a: 1, a: 2}', '{"a":2}'],
    ['a: 1\n"a": 2', '{"a":2}'],
  ],
  'anchors and merges': [
    ['a: &x 1\nb: *x', '{"a":1,"b":1}'],
    ['a: &x {y: [1]}\nb: *x', '{"a":{"true":[1]},"b":{"true":[1]}}'],
    ['a: &x\nb: *x', '{"a":null,"b":null}'],
    ['a: &x 1\nb: &x 2\nc: *x', '{"a":1,"b":2,"c":2}'],
    ['a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}', '{"a":{"true":2,"x":1},"b":{"true":2,"x":3}}'],
    ['a: &a {x: 1}\nb: {x: 3, <<: *a}', '{"a":{"x":1},"b":{"x":1}}'],
    ['a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}', '{"a":{"x":1},"b":{"true":2,"x":2},"c":{"true":2,"x":1}}'],
    ['b: {<<: {x: 1}, y: 2}', '{"b":{"true":2,"x":1}}'],
    ['a: &a {x: 1}\nb: &b {<<: *a, y: 1}\nc: {<<: *b}', '{"a":{"x":1},"b":{"true":1,"x":1},"c":{"true":1,"x":1}}'],
    ['a: &a {x: 1}\nc: {<<: [{x: 5}, *a]}', '{"a":{"x":1},"c":{"x":5}}'],
    ['a: &a {x: 1}\nc:\n  <<: *a\n  <<: {x: 2}', '{"a":{"x":1},"c":{"x":2}}'],
    ['!!merge <<: {a: 1}', '{"a":1}'],
  ],
  'block scalars': [
    ['v: |\n  a\n  b\n', '{"v":"a\\nb\\n"}'],
    ['v: |-\n  a\n', '{"v":"a"}'],
    ['v: |+\n  a\n\n', '{"v":"a\\n\\n"}'],
    ['v: >\n  a\n  b\n\n  c\n', '{"v":"a b\\nc\\n"}'],
    ['v: >-\n  a\n   b\n  c\n', '{"v":"a\\n b\\nc"}'],
    ['v: |\n  a', '{"v":"a"}'],
    ['v: |+\n  a', '{"v":"a"}'],
    ['v: >\n  a', '{"v":"a"}'],
    ['v: |2\n    a\n', '{"v":"  a\\n"}'],
    ['v: | # c\n  a\n', '{"v":"a\\n"}'],
    ['v: |\n\n  a\n', '{"v":"\\na\\n"}'],
    ['v: |\nw: 1', '{"v":"","w":1}'],
    ['- |\n a\n- b', '["a\\n","b"]'],
    ['v: |\r\n  a\r\n  b\r\n', '{"v":"a\\nb\\n"}'],
  ],
  'flow scalars': [
    ['v: "a\\tb\\x41\\u00e9\\n"', '{"v":"a\\tbA\u00e9\\n"}'],
    ['v: "a\\\n  b"', '{"v":"ab"}'],
    ["v: 'a\n\n  b'", '{"v":"a\\nb"}'],
    ['v: a\n  b\n\n  c', '{"v":"a b\\nc"}'],
    ['v: "a\n  b"', '{"v":"a b"}'],
    ['v: "a\nb"', '{"v":"a b"}'],
    ["a:\n  v: 'x\n  y'\n  w: 1", '{"a":{"v":"x y","w":1}}'],
    ['v: "{\n\'x\': 1\n}"', '{"v":"{ \'x\': 1 }"}'],
  ],
  'flow collections': [
    ['v: {a: 1, b: [c, {d: e}]}', '{"v":{"a":1,"b":["c",{"d":"e"}]}}'],
    ['v: [a, ]', '{"v":["a"]}'],
    ['v: [a: b]', '{"v":[{"a":"b"}]}'],
    ['v: {a, b: c}', '{"v":{"a":null,"b":"c"}}'],
    ['v: {a:1}', '{"v":{"a:1":null}}'],
    ['{"a":1,"b":{"c":[true,null]}}', '{"a":1,"b":{"c":[true,null]}}'],
    ['v: [\n  1,\n  2 # c\n]', '{"v":[1,2]}'],
    ['v: [\n1,\n2\n]', '{"v":[1,2]}'],
    ['v: {\n"a": "}", # ]\n"b": [\n"c\nd"]\n}\nw: 1', '{"v":{"a":"}","b":["c d"]},"w":1}'],
    ['v: [{\n  a: 1\n}]', '{"v":[{"a":1}]}'],
    ['v: []', '{"v":[]}'],
    ['v: {}', '{"v":{}}'],
  ],
  'block collections': [
    ['a:\n- b\n- c', '{"a":["b","c"]}'],
    ['a:\n  - b\n  -   c: d\n      e: f', '{"a":["b",{"c":"d","e":"f"}]}'],
    ['- - a\n  - b\n- c', '[["a","b"],"c"]'],
    ['-\n  a: b', '[{"a":"b"}]'],
    ['- ', '[null]'],
    ['a:\n\n  # c\n  b: c # d\n\n# e\nf: g', '{"a":{"b":"c"},"f":"g"}'],
    ['a:\tb', '{"a":"b"}'],
    ['--- # c\na: b\n', '{"a":"b"}'],
    ['a: b\n...\n', '{"a":"b"}'],
    ['\ufeffa: b', '{"a":"b"}'],
    ['a: b\r\nc:\r\n  - d\r\n', '{"a":"b","c":["d"]}'],
    ['', 'null'],
    ['# c\n', 'null'],
    ['---\n', 'null'],
  ],
};

/** What it refuses, or json.Marshal after it. */
const refused: { readonly [topic: string]: readonly string[] } = {
  tabs: ['a:\n\tb: c', '\ta: b', 'a: b\n\t\nc: d', 'a: "b"\n\t# c\nd: e', '-\ta', 'a: |\n  b\n\t\nc: d'],
  structure: [
    'a: b\n c: d',
    'a:\n  b: c\n d: e',
    'a: b: c',
    'a:b\nc: d',
    'a: - b',
    'a: [b',
    'a: {b: c',
    'a: b\n}',
    'a: [b, , c]',
    'a: [b c: d] e',
    'a: "b" c',
    'a: "b',
    "a: 'b",
    'a:\n  - b\n  c: d',
    'key\nb: c',
    '--- a: b',
  ],
  characters: ['a: @b', 'a: `b', 'a: %b', '%b: c', 'a: \u0007', 'a: "\u007f"', 'a: "\\q"', 'a: |x\n b'],
  values: [
    'a: .inf',
    'a: .nan',
    'a: !!int x',
    'a: !!bool 1',
    'a: !!binary x',
    'a: !e!x y',
    '~: a',
    ': a',
    '18446744073709551615: a',
    '? [a]\n: b',
    '{a: b}: c',
    'a: *b',
    'a: &a [*a]',
    '<<: x',
    'a: &l [{b: 1}]\nc: {<<: *l}',
    'a: *.example.org',
    'a: &b *c',
  ],
};

for (const [topic, rows] of Object.entries(accepted)) {
  describe(`reads as kubectl: ${topic}`, () => {
    it.each(rows)('%j', (yaml, json) => {
      expect(problemsOf(yaml).filter((problem) => problem.kind !== 'DuplicateKey')).toEqual([]);
      expect(valueIn(yaml)).toEqual(JSON.parse(json));
    });
  });
}

for (const [topic, rows] of Object.entries(refused)) {
  describe(`refuses what kubectl refuses: ${topic}`, () => {
    it.each(rows)('%j', (yaml) => {
      expect(problemsOf(yaml).map((problem) => problem.kind)).toEqual(['YamlSyntax']);
    });
  });
}

describe('reads what kubectl refuses and other tools accept', () => {
  it.each([
    ['%YAML 1.2\n---\na: 1', { a: 1 }],
    ['%FOO bar\n---\na: 1', { a: 1 }],
    ['a: "\\/"', { a: '/' }],
    ['a: "\\ud83d\\ude00"', { a: '😀' }],
  ])('%j', (yaml, value) => {
    expect(problemsOf(yaml)).toEqual([]);
    expect(valueIn(yaml)).toEqual(value);
  });
});

describe('integers beyond 2^53', () => {
  it('keep their magnitude in values and all their digits in keys', () => {
    expect(valueIn('v: 9223372036854775807')).toEqual({ v: 2 ** 63 });
    expect(valueIn('9223372036854775807: v')).toEqual({ '9223372036854775807': 'v' });
  });
});

it('takes the later of keys that are equal only as text, which kubectl leaves to chance', () => {
  expect(valueIn('1: a\n"1": b')).toEqual({ 1: 'b' });
});

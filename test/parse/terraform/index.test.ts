import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../src/lib/limits.ts';
import type { TerraformBlock } from '../../../src/model/terraform.ts';
import { parseTerraform, parseTerraformJson } from '../../../src/parse/terraform/index.ts';

const read = (text: string) => parseTerraform({ file: 'main.tf', text });
const names = (blocks: readonly TerraformBlock[] = []) => blocks.map(({ type, labels }) => [type, ...labels].join(' '));

describe('blocks', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'labels in quotes and without',
      'resource "a" "b" {}\nresource a b {\n}\nlocals {\n}',
      ['resource a b', 'resource a b', 'locals'],
    ],
    ['comments of each kind', '# x "a" {\n// y {\n/* resource "a" "b" {\n*/ module "m" {}', ['module m']],
    [
      'brackets in strings',
      'locals {\n  a = "}"\n  b = "${"}"}"\n  c = "$${"\n}\nmodule "m" {}',
      ['locals', 'module m'],
    ],
    [
      'strings in templates in strings',
      'locals {\n  a = "${lookup(x, "a}${"}"}")}"\n}\nmodule "m" {}',
      ['locals', 'module m'],
    ],
    [
      'heredocs',
      'locals {\n  a = <<EOT\n}\n  EOT2\n${"}"}\nEOT\n  b = [<<-X\n    }\n    X\n    , 1]\n}\nmodule "m" {}',
      ['locals', 'module m'],
    ],
    [
      'a heredoc whose last line stands in a template',
      'locals {\n  a = <<EOT\n${\nEOT\n}\nEOT\n}\nmodule "m" {}',
      ['locals', 'module m'],
    ],
    [
      'expressions over lines',
      'locals {\n  a = {\n    for x in [1] : x => {\n    y = 1 # }\n    }\n  }\n  b = (\n1 +\n2)\n}\nmodule "m" {}',
      ['locals', 'module m'],
    ],
    ['operators', 'locals {\n  a = 1 == 2 ? x : y\n  b = !c && d <= 3\n}', ['locals']],
    ['a byte order mark and CRLF', '\ufeffmodule "m" {\r\n  source = "./x"\r\n}\r\n', ['module m']],
    ['names beyond ASCII', 'resource "a" "größe" {}', ['resource a größe']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(names(read(text)?.blocks)).toEqual(expected);
  });

  test('stand where they are written, with what is in them', () => {
    const text =
      'resource "t" "n" {\n  a = 1\n  ingress { from_port = 179 }\n  dynamic "x" {\n    content { b = 2 }\n  }\n}\n';
    const [block] = read(text)?.blocks ?? [];
    const at = ({ start = 0, end = 0 } = {}) => text.slice(start, end);
    expect(at(block?.header)).toBe('resource "t" "n"');
    expect(at(block?.span)).toBe(text.trimEnd());
    expect(names(block?.blocks)).toEqual(['ingress', 'dynamic x']);
    expect(at(block?.attributes.get('a')?.value)).toBe('1');
    expect(at(block?.blocks[0]?.attributes.get('from_port')?.value)).toBe('179');
    expect(names(block?.blocks[1]?.blocks)).toEqual(['content']);
  });

  test.each([
    ['a bracket that is not closed', 'resource "a" "b" {\n'],
    ['one too many', 'resource "a" "b" {}\n}'],
    ['brackets that cross', 'locals {\n  a = [(1])\n}'],
    ['a string over two lines', 'locals {\n  a = "x\n"\n}'],
    ['a heredoc without an end', 'locals {\n  a = <<EOT\n'],
    ['a comment without an end', '/* x'],
    ['an attribute twice', 'module "m" {\n  source = "./a"\n  source = "./b"\n}'],
    ['an attribute without a value', 'locals {\n  a =\n}'],
    ['YAML', 'kind: BGPPeer\n'],
    ['deep blocks', 'a {\n'.repeat(5_000)],
    ['deep templates', `locals {\n  a = ${'"${'.repeat(50_000)}`],
  ])('%s is no source', (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  test('take time by their length', () => {
    const text = `locals {\n  a = [${'"x", '.repeat(200_000)}]\n  b = <<EOT\n${'E\n'.repeat(200_000)}EOT\n}\n`;
    expect(read(text)?.blocks).toHaveLength(1);
  });
});

describe('literals', () => {
  const literal = (value: string) =>
    read(`x = ${value}\nmodule "m" {\n  v = ${value}\n}`)?.blocks[0]?.attributes.get('v');

  test.each<[string, unknown]>([
    ['179', 179],
    ['-1', -1],
    ['true', true],
    ['null', null],
    ['"a\\"b"', 'a"b'],
    ['["10.0.0.0/8", 1]', ['10.0.0.0/8', 1]],
    ['[\n  "a", # x\n  "b",\n]', ['a', 'b']],
    ['[]', []],
    ['"$5"', '$5'],
  ])('%s', (value, expected) => {
    expect(literal(value)?.literal).toEqual(expected);
  });

  test.each(['var.x', '"${var.x}"', '[var.x]', '[["a"]]', 'concat(["a"], [])', '["a"][0]', '"a" + 1', '{}'])(
    '%s is none',
    (value) => {
      expect(literal(value)).toBeDefined();
      expect(literal(value)?.literal).toBeUndefined();
    },
  );
});

test('suppressions end where their text ends', () => {
  const text = '# bgplint-ignore a/b -- x\n// bgplint-ignore a/b -- y  \n/* bgplint-ignore a/b -- z */\n# other\n';
  const { comments = [] } = read(text) ?? {};
  expect(comments.map((comment) => comment.text)).toEqual([
    ' bgplint-ignore a/b -- x',
    ' bgplint-ignore a/b -- y',
    ' bgplint-ignore a/b -- z',
  ]);
  for (const { span, text: said } of comments) expect(text.slice(span.end - said.length, span.end)).toBe(said);
});

describe('.tf.json', () => {
  const json = (value: object) =>
    parseTerraformJson(
      { file: 'main.tf.json', text: JSON.stringify(value, null, 2) },
      { limits: defaultLimits, wants: () => true },
    );

  test('has blocks under keys, in lists or not', () => {
    const file = json({
      '//': 'a comment',
      resource: [{ aws_x: { a: { name: 'n', ref: '${var.x}' }, b: [{}] } }, { aws_y: { c: {} } }],
      module: { m: { source: './x' } },
    });
    expect(names(file?.blocks)).toEqual(['resource aws_x a', 'resource aws_x b', 'resource aws_y c', 'module m']);
    const [a] = file?.blocks ?? [];
    const { text = '' } = file?.source ?? {};
    expect(text.slice(a?.header.start, a?.header.end)).toBe('"a"');
    expect(a?.attributes.get('name')?.literal).toBe('n');
    expect(a?.attributes.get('ref')).toBeDefined();
    expect(a?.attributes.get('ref')?.literal).toBeUndefined();
  });

  test.each(['[]', '{', '1'])('%s has none', (text) => {
    const file = parseTerraformJson({ file: 'main.tf.json', text }, { limits: defaultLimits, wants: () => true });
    expect(file).toBeUndefined();
  });
});

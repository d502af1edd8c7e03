import { expect, test } from 'vitest';
import { spanWithin } from '../../src/locate/within-block.ts';
import type { Json, On, Path } from '../../src/model/document.ts';
import { parseTerraform } from '../../src/parse/terraform/index.ts';

/** What is marked of the first block; the blocks behind it override it. */
function marked(text: string, value: Json, path: Path, on: On = 'value'): string {
  const [own, ...overriding] = parseTerraform({ file: 'main.tf', text })?.blocks ?? [];
  if (own === undefined) throw new Error('the text of a test has a block');
  const { span } = spanWithin({ own, overriding }, value, { path, on });
  return text.slice(span.start, span.end);
}

const header = 'resource "t" "n"';
const group = `${header} {
  name = "x"
  ingress {
    from_port = 22
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
  ingress {
    from_port = 179
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}
`;
const ssh = { from_port: 22, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'] };
const bgp = { from_port: 179, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0', '10.0.0.0/8'] };

test.each<[string, string, Json, Path, string]>([
  ['the resource itself', group, {}, [], header],
  ['an attribute', group, { name: 'x' }, ['name'], '"x"'],
  ['what is not written', group, { id: 'x' }, ['id'], header],
  ['a list of blocks as a whole', group, { ingress: [bgp, ssh] }, ['ingress'], header],
  ['a block by its constants, whatever the order', group, { ingress: [bgp, ssh] }, ['ingress', 0, 'from_port'], '179'],
  ['an item of a list', group, { ingress: [bgp, ssh] }, ['ingress', 0, 'cidr_blocks', 0], '"0.0.0.0/0"'],
  ['a block that has no such attribute', group, { ingress: [bgp, ssh] }, ['ingress', 1, 'self'], 'ingress'],
  ['an item that no block has', group, { ingress: [{ ...bgp, from_port: 80 }] }, ['ingress', 0, 'from_port'], header],
  [
    'one of two blocks that may both have it',
    `${header} {\n  ingress {\n    from_port = var.a\n  }\n  ingress {\n    from_port = var.b\n  }\n}\n`,
    { ingress: [{ from_port: 1 }, { from_port: 2 }] },
    ['ingress', 0, 'from_port'],
    header,
  ],
  [
    'the only dynamic block',
    `${header} {\n  dynamic "ingress" {\n    for_each = x\n    content {}\n  }\n}\n`,
    { ingress: [{ from_port: 1 }] },
    ['ingress', 0, 'from_port'],
    'dynamic "ingress"',
  ],
  [
    'a dynamic block beside a written one',
    `${header} {\n  dynamic "ingress" {\n    content {}\n  }\n  ingress {\n    from_port = 1\n  }\n}\n`,
    { ingress: [{ from_port: 1 }] },
    ['ingress', 0, 'from_port'],
    header,
  ],
  [
    'an attribute in the place of blocks, over lines',
    `${header} {\n  ingress = [{\n    from_port = 1\n  }]\n}\n`,
    { ingress: [{ from_port: 1 }] },
    ['ingress', 0, 'from_port'],
    'ingress',
  ],
  [
    'protocols that providers spell in another way',
    `${header} {\n  ingress {\n    protocol = "all"\n  }\n}\n`,
    { ingress: [{ protocol: '-1' }] },
    ['ingress', 0],
    'ingress',
  ],
  [
    'an override',
    `${header} {\n  name = "a"\n}\n${header} {\n  name = "over"\n}\n`,
    { name: 'over' },
    ['name'],
    '"over"',
  ],
  [
    'blocks that an override replaces',
    `${header} {\n  ingress {\n    from_port = 1\n  }\n}\n${header} {\n  ingress {\n    from_port = 2\n  }\n}\n`,
    { ingress: [{ from_port: 1 }] },
    ['ingress', 0, 'from_port'],
    header,
  ],
])('%s', (_, text, value, path, expected) => {
  expect(marked(text, value, path)).toBe(expected);
});

test('a key is marked where the key is meant', () => {
  expect(marked(group, { name: 'x' }, ['name'], 'key')).toBe('name');
});

/** Whatever a text holds, the reader of sources ends, and what it finds stands in the text. */
import { expect, test } from 'vitest';
import type { TerraformBlock } from '../../../src/model/terraform.ts';
import { parseTerraform } from '../../../src/parse/terraform/index.ts';

const sample = `# bgplint-ignore a/b -- x
resource "aws_security_group" "nodes" {
  name = "a-\${var.x}-%{if y}"
  ingress {
    cidr_blocks = ["10.0.0.0/8", "\${local.b["c"]}"] // d
  }
  user_data = <<-EOT
    \${join("", [1])} }
  EOT
  dynamic "egress" {
    for_each = { for k, v in x : k => v } /* e */
    content { self = true }
  }
}
`;
const pieces = [
  '"',
  '${',
  '%{',
  '}',
  '{',
  '[',
  ']',
  '(',
  ')',
  '<<EOT\n',
  'EOT',
  '\n',
  '\\',
  '#',
  '/*',
  '*/',
  '//',
  '=',
  'a',
  '\ufeff',
  '\r',
];

/** Numbers that look random, the same ones each time (Park and Miller). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state;
  }
}

function check(block: TerraformBlock, text: string, start: number, end: number): void {
  expect(block.span.start).toBeGreaterThanOrEqual(start);
  expect(block.span.end).toBeLessThanOrEqual(end);
  expect(text.charAt(block.span.end - 1)).toBe('}');
  expect(text.slice(block.header.start).startsWith(block.type)).toBe(true);
  for (const [name, { key, value }] of block.attributes) {
    expect(text.slice(key.start, key.end)).toBe(name);
    expect(value.end).toBeGreaterThan(value.start);
  }
  for (const inner of block.blocks) check(inner, text, block.header.end, block.span.end);
}

test('of 3,000 texts made of a sound one', () => {
  const random = numbers(7);
  const below = (bound: number) => random.next().value % bound;
  let read = 0;
  for (let i = 0; i < 3_000; i++) {
    let text = sample;
    for (let edits = below(3) + 1; edits > 0; edits--) {
      const at = below(text.length + 1);
      text = text.slice(0, at) + (pieces[below(pieces.length)] ?? '') + text.slice(at + below(4));
    }
    const file = parseTerraform({ file: 'main.tf', text });
    if (file === undefined) continue;
    read++;
    for (const block of file.blocks) check(block, text, 0, text.length);
  }
  // Neither all nor none: the edits would do nothing, or too much.
  expect(read).toBeGreaterThan(300);
  expect(read).toBeLessThan(2_900);
});

test.each([
  ['a long text', `a = "${'x'.repeat(3_000_000)}"`],
  ['brackets', '{['.repeat(50_000)],
  ['quotes', `a = ${'"'.repeat(100_001)}`],
  ['heredocs', 'a = [<<A\n'.repeat(20_000)],
  ['lines of blanks in a heredoc', `a = <<E\n${`${' '.repeat(200)}\n`.repeat(5_000)}E\n`],
  ['comments', '/* '.repeat(100_000)],
  ['backslashes', `a = "${'\\'.repeat(100_000)}`],
  ['templates', `a = "${'${"'.repeat(50_000)}`],
  ['lists in lists', `a = ${'['.repeat(100_000)}`],
])('%s end', (_, text) => {
  expect(() => parseTerraform({ file: 'main.tf', text })).not.toThrow();
});

/** The blocks of a Terraform source: where each stands, what it is called, and what is written in it. */
import type { SourceFile, Span } from '../../model/document.ts';
import type { TerraformAttribute, TerraformBlock, TerraformFile } from '../../model/terraform.ts';
import { literalOf } from './literal.ts';
import { mostDepth, NoTerraform, Scanner } from './scanner.ts';

export { parseTerraformJson } from './json.ts';

/** Reads a text in Terraform's native syntax; undefined for what is none: no place in it is certain then. */
export function parseTerraform(source: SourceFile): TerraformFile | undefined {
  const scanner = new Scanner(source.text);
  try {
    const { blocks } = bodyOf(scanner, 0);
    return { source, blocks, comments: scanner.comments };
  } catch (error) {
    if (error instanceof NoTerraform) return undefined;
    throw error;
  }
}

type Body = Pick<TerraformBlock, 'attributes' | 'blocks'>;

/** What stands in a block, up to the bracket that closes it, or in the file at depth 0. */
function bodyOf(scanner: Scanner, depth: number): Body {
  if (depth > mostDepth) throw new NoTerraform();
  const attributes = new Map<string, TerraformAttribute>();
  const blocks: TerraformBlock[] = [];
  for (;;) {
    scanner.skip({ lines: true });
    if (scanner.next === (depth === 0 ? '' : '}')) return { attributes, blocks };
    const start = scanner.at;
    const name = scanner.identifier();
    if (name === undefined) throw new NoTerraform();
    const key = { start, end: scanner.at };
    scanner.skip({ lines: false });
    if (scanner.next === '=') {
      if (attributes.has(name)) throw new NoTerraform();
      attributes.set(name, attributeOf(scanner, key));
    } else blocks.push(blockOf(scanner, name, key, depth));
  }
}

function attributeOf(scanner: Scanner, key: Span): TerraformAttribute {
  scanner.at++;
  scanner.skip({ lines: false });
  const value = scanner.expression();
  if (value.start === value.end) throw new NoTerraform();
  const isOnOneLine = !scanner.text.slice(value.start, value.end).includes('\n');
  return { key, value, isOnOneLine, ...literalOf(scanner.text, value) };
}

function blockOf(scanner: Scanner, type: string, { start, end }: Span, depth: number): TerraformBlock {
  const labels: string[] = [];
  let headerEnd = end;
  while (scanner.next !== '{') {
    const from = scanner.at;
    if (scanner.next === '"') scanner.string();
    else if (scanner.identifier() === undefined) throw new NoTerraform();
    labels.push(scanner.text.slice(from, scanner.at).replace(/^"|"$/g, ''));
    headerEnd = scanner.at;
    scanner.skip({ lines: false });
  }
  scanner.at++;
  const body = bodyOf(scanner, depth + 1);
  scanner.at++;
  return { type, labels, header: { start, end: headerEnd }, span: { start, end: scanner.at }, ...body };
}

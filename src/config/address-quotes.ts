/** Addresses of Terraform in YAML: `[0]` in a flow list, `["a: b"]`, and `*` at the beginning have to stand in quotes. */
import { LineIndex } from '../lib/lines.ts';
import { clip } from '../lib/text.ts';

const index = String.raw`\[(?:\d+|\*|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')\]`;
const step = String.raw`(?:[\w-]*\*?[\w-]+|\*)(?:${index})?`;
const address = new RegExp(String.raw`(?<![\w.*/-])${step}(?:\.${step})+`, 'g');

/** A line that is longer is no list of addresses. */
const longestLine = 1_000;

/** How to write the address that stands nearest to an offset on its line; undefined where none needs quotes. */
export function quotedAddress(text: string, offset: number): string | undefined {
  const lines = new LineIndex(text);
  const { line, column } = lines.position(offset);
  const { start, end } = lines.line(line);
  if (end - start > longestLine) return undefined;
  const found = [...text.slice(start, end).matchAll(address)].filter(([one]) => /[[*]/.test(one));
  const distance = (at: number, length: number) => Math.max(at - (column - 1), column - 1 - (at + length), 0);
  const [nearest] = found.sort((a, b) => distance(a.index, a[0].length) - distance(b.index, b[0].length));
  if (nearest === undefined) return undefined;
  // Terraform's own addresses have double quotes.
  const [written] = nearest;
  return `'${clip(written.replace(/\['([^'\n]*)'\]/g, '["$1"]'), 200)}'`;
}

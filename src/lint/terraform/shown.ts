/** A source of Terraform with stars for all that may be secret, on the same lines and columns. */
import { viewOfKind } from '../../classify/readable/kinds.ts';
import { isHarmless, maskComment, stars } from '../../lib/mask.ts';
import type { Span } from '../../model/document.ts';
import type { TerraformBlock, TerraformFile } from '../../model/terraform.ts';
import { isShownKey } from '../pieces.ts';

const view = viewOfKind('terraform', '');

/** Names by which modules and resources are told from each other, and what decides how often there are any. */
const plain = /^(?:source|version|count|for_each|provider|depends_on|region)$/;

/**
 * Seen are the headers of blocks, names, values of what rules read of a plan, and suppressions. What a plan shows no value
 * of is stars here, too.
 */
export function shownTerraform({ source, blocks, comments }: TerraformFile): string | undefined {
  const { text, file } = source;
  // In JSON nothing but the places of keys is known.
  if (file.endsWith('.json')) return undefined;
  const seen: Span[] = [];
  const visit = (block: TerraformBlock, isRead: boolean): void => {
    const open = text.indexOf('{', block.header.end);
    seen.push(block.header, { start: open, end: open + 1 });
    for (const [name, { key, value }] of block.attributes) {
      const equals = text.indexOf('=', key.end);
      const isKnown = isRead && (view.knows(name) || plain.test(name));
      const written = text.slice(value.start, value.end);
      if (isKnown || isShownKey(name)) seen.push(key);
      seen.push({ start: equals, end: equals + 1 });
      if (isKnown && isHarmless(written) && !written.includes('sensitive(')) seen.push(value);
    }
    for (const inner of block.blocks) visit(inner, isRead);
    seen.push({ start: block.span.end - 1, end: block.span.end });
  };
  for (const block of blocks) visit(block, /^(?:resource|data|module)$/.test(block.type));
  for (const { span } of comments) {
    const comment = text.slice(span.start, span.end);
    if (maskComment(comment) === comment) seen.push(span);
  }
  return withStars(text, seen);
}

function withStars(text: string, seen: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...seen].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    parts.push(stars(text.slice(at, start)), text.slice(start, end));
    at = end;
  }
  return [...parts, stars(text.slice(at))].join('');
}

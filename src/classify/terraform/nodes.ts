/** `terraform.nodes` of the config: which groups are the nodes' own. */
import type { Instance } from './instances.ts';

/** What an entry may name: an instance, by its address or by that of its block. */
export type Named = Pick<Instance, 'address' | 'module' | 'type' | 'name'>;

/**
 * The patterns that name a group. `*` stands for any run of characters, in indexes and module paths too. As for
 * Terraform's own `-target`, an address without an index names all instances.
 */
export function naming(patterns: readonly string[], { address, module, type, name }: Named): string[] {
  const block = `${module === '' ? '' : `${module}.`}${type}.${name}`;
  return patterns.filter((pattern) => matches(pattern, address) || matches(pattern, block));
}

/** Takes the first place for each part, so that no pattern is slow. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return pattern === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let offset = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const start = text.indexOf(part, offset);
    if (start < 0 || start + part.length > end) return false;
    offset = start + part.length;
  }
  return true;
}

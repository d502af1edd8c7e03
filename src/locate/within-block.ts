/** Where a block of Terraform's sources writes what a path of its resource's values means. */
import { at, isObject } from '../lib/json.ts';
import type { Json, JsonObject, On, Path, Span } from '../model/document.ts';
import type { TerraformAttribute, TerraformBlock } from '../model/terraform.ts';

/** A block that holds more of them is not looked through for each of its findings. */
const mostBlocks = 200;

/** A place, and which of the blocks it is in. */
export interface Within {
  readonly span: Span;
  readonly top: TerraformBlock;
}

/**
 * The attribute or the block inside, where that is certain; else the header of the innermost block that is. Overriding
 * blocks count in the place of what they override, the last one first. `value` is what the plan has of the resource.
 *
 * A plan lists blocks of one type in an order of its own, since they are a set: one is found by its constants, where it
 * alone has them.
 */
export function spanWithin(
  blocks: { readonly own: TerraformBlock; readonly overriding: readonly TerraformBlock[] },
  value: Json | undefined,
  { path, on }: { readonly path: Path; readonly on: On },
): Within {
  let holders: readonly TerraformBlock[] = [blocks.own, ...blocks.overriding];
  let top = blocks.own;
  let header = top.header;
  let step = 0;
  const here = (span: Span): Within => ({ span, top });
  while (step < path.length) {
    const name = path[step];
    const holder = typeof name === 'string' ? holders.findLast((one) => says(one, name)) : undefined;
    if (holder === undefined || typeof name !== 'string' || holder.blocks.length > mostBlocks) return here(header);
    if (step === 0) {
      top = holder;
      header = holder.header;
    }
    const attribute = holder.attributes.get(name);
    if (attribute !== undefined) return here(ofAttribute(attribute, value, path, step, on));
    const isListed = typeof path[step + 1] === 'number';
    const item = at(value, path.slice(0, step + (isListed ? 2 : 1)));
    if (Array.isArray(item)) return here(header);
    const [dynamic, ...others] = holder.blocks.filter((one) => isDynamic(one, name));
    const written = holder.blocks.filter((one) => one.type === name);
    if (dynamic !== undefined) return here(others.length + written.length === 0 ? dynamic.header : header);
    const [only, ...more] = written.filter((one) => isObject(item) && fits(one, item));
    if (only === undefined || more.length > 0) return here(header);
    header = only.header;
    holders = [only];
    step += isListed ? 2 : 1;
  }
  return here(header);
}

function isDynamic({ type, labels }: TerraformBlock, name: string): boolean {
  return type === 'dynamic' && labels[0] === name;
}

function says(block: TerraformBlock, name: string): boolean {
  return block.attributes.has(name) || block.blocks.some((one) => one.type === name || isDynamic(one, name));
}

/** The item of a literal list that the path means, else the value; the name where the value takes several lines. */
function ofAttribute(
  { key, value: written, isOnOneLine, literal, items }: TerraformAttribute,
  value: Json | undefined,
  path: Path,
  step: number,
  on: On,
): Span {
  if (on === 'key' && step === path.length - 1) return key;
  const item = at(value, path.slice(0, step + 2));
  if (typeof path[step + 1] === 'number' && Array.isArray(literal)) {
    const equal = (items ?? []).filter((_, i) => literal[i] === item);
    const [only, ...others] = equal;
    if (only !== undefined && others.length === 0) return only;
  }
  return isOnOneLine ? written : key;
}

/** True where each constant of a block is what an item has, or what the item does not tell. */
function fits({ attributes }: TerraformBlock, item: JsonObject): boolean {
  return [...attributes].every(([name, { literal }]) => {
    const found = item[name];
    return (
      literal === undefined || literal === null || found === undefined || found === null || isSame(name, literal, found)
    );
  });
}

function isSame(name: string, literal: Json, found: Json): boolean {
  if (Array.isArray(literal) || Array.isArray(found)) {
    if (!Array.isArray(literal) || !Array.isArray(found)) return false;
    const items = new Set(found.map(String));
    return literal.length === found.length && literal.every((one) => items.has(String(one)));
  }
  const [written, known] = [String(literal).toLowerCase(), String(found).toLowerCase()];
  // Providers write protocols in a way of their own: `all`, `-1` and 6.
  if (/protocol$/.test(name) && !(isPlain(written) && isPlain(known))) return true;
  return written === known;
}

const isPlain = (protocol: string) => /^(?:tcp|udp|icmp)$/.test(protocol);

import type { Json, On, Path, ScalarStyle, Span } from '../model/document.ts';

/** Where a value is brought in from elsewhere: an alias or a merge key, and those by which it came there. */
export interface Use {
  readonly span: Span;
  readonly before?: Use | undefined;
}

/** A composed value and where it stands. An alias has the place of its anchor, and says where it is itself. */
export interface Node extends Span {
  readonly value: Json;
  readonly style?: ScalarStyle;
  /** As it is written. */
  readonly tag?: string;
  readonly members?: Map<string, Member>;
  readonly items?: readonly Node[];
  /** The first key of a mapping as it is written, which may be `<<`. */
  readonly firstKey?: Span;
  /** A mapping has keys that the scan cannot know. */
  readonly open?: boolean;
  /** The alias that this is. */
  readonly use?: Use;
  /** Nodes in it (keys, scalars, mappings, lists), with what aliases bring in. */
  readonly size: number;
  /** Mappings and lists within each other, itself included; 0 for a scalar. */
  readonly height: number;
}

/** The key may stand in another mapping, from which a merge key brought the member. */
export interface Member {
  readonly key: Span;
  readonly node: Node;
  /** The merge key that brought it, and the alias behind that. */
  readonly use?: Use;
}

/** The place of the value at a path. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const element of path) {
    if (!node) return undefined;
    node = child(node, element);
  }
  return node;
}

/** More uses on the way to one value are nobody's work. */
const mostUses = 100;

/** Where aliases and merge keys stand by which the value at a path is what it is: those of what holds it, too. */
export function usesAt(root: Node, path: Path): readonly Span[] {
  const uses: Span[] = [];
  const note = (use: Use | undefined) => {
    for (let one = use; one !== undefined && uses.length < mostUses; one = one.before) uses.push(one.span);
  };
  let node: Node | undefined = root;
  for (const element of path) {
    note(node.members?.get(String(element))?.use);
    node = child(node, element);
    if (node === undefined) break;
    note(node.use);
  }
  return uses;
}

/** The span of a key, list item or value; the root has no key. */
export function spanAt(root: Node, path: Path, on: On): Span | undefined {
  const last = path.at(-1);
  if (on === 'value' || last === undefined) return spanOf(nodeAt(root, path));
  const parent = nodeAt(root, path.slice(0, -1));
  if (!parent) return undefined;
  if (parent.members) return parent.members.get(String(last))?.key;
  const item = child(parent, last);
  return item?.firstKey ?? spanOf(item);
}

/** A scalar's place; the style is left out where nothing is written. */
export function scalarNode(value: Json, span: Span, style?: ScalarStyle, tag?: string): Node {
  const { start, end } = span;
  // Most of what is read are these: spreads would make them slow to make and to look into.
  if (style !== undefined && tag === undefined) return { value, start, end, style, size: 1, height: 0 };
  return { value, start, end, ...(style && { style }), ...(tag !== undefined && { tag }), size: 1, height: 0 };
}

export function listNode(items: readonly Node[], { start, end }: Span, tag?: string): Node {
  let size = 1;
  let height = 0;
  for (const item of items) {
    size += item.size;
    if (item.height > height) height = item.height;
  }
  const value = items.map((item) => item.value);
  return { value, start, end, ...(tag !== undefined && { tag }), items, size, height: height + 1 };
}

function child(node: Node, element: string | number): Node | undefined {
  if (node.members) return node.members.get(String(element))?.node;
  return typeof element === 'number' ? node.items?.[element] : undefined;
}

function spanOf(node: Node | undefined): Span | undefined {
  return node && { start: node.start, end: node.end };
}

/** Sets a member as JSON.parse does: `__proto__` is a key like any other. */
export function setMember(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

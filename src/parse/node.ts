import type { Json, On, Path, ScalarStyle, Span } from '../model/document.ts';

/** Where a value is brought in from elsewhere: an alias or a merge key, and those by which it came there. */
export interface Use {
  readonly span: Span;
  readonly before?: Use | undefined;
}

/** A composed value and where it stands. An alias has the place of its anchor, and says where it is itself. */
export interface Place extends Span {
  readonly value: Json;
  readonly style?: ScalarStyle;
  /** As it is written. */
  readonly tag?: string;
  readonly members?: Map<string, Member>;
  readonly items?: readonly Place[];
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
  readonly place: Place;
  /** The merge key that brought it, and the alias behind that. */
  readonly use?: Use;
}

/** The place of the value at a path. */
export function placeAt(root: Place, path: Path): Place | undefined {
  let place: Place | undefined = root;
  for (const element of path) {
    if (!place) return undefined;
    place = child(place, element);
  }
  return place;
}

/** More uses on the way to one value are nobody's work. */
const mostUses = 100;

/** Where aliases and merge keys stand by which the value at a path is what it is: those of what holds it, too. */
export function usesAt(root: Place, path: Path): readonly Span[] {
  const uses: Span[] = [];
  const note = (use: Use | undefined) => {
    for (let one = use; one !== undefined && uses.length < mostUses; one = one.before) uses.push(one.span);
  };
  let place: Place | undefined = root;
  for (const element of path) {
    note(place.members?.get(String(element))?.use);
    place = child(place, element);
    if (place === undefined) break;
    note(place.use);
  }
  return uses;
}

/** The span of a key, list item or value; the root has no key. */
export function spanAt(root: Place, path: Path, on: On): Span | undefined {
  const last = path.at(-1);
  if (on === 'value' || last === undefined) return spanOf(placeAt(root, path));
  const parent = placeAt(root, path.slice(0, -1));
  if (!parent) return undefined;
  if (parent.members) return parent.members.get(String(last))?.key;
  const item = child(parent, last);
  return item?.firstKey ?? spanOf(item);
}

/** A scalar's place; the style is left out where nothing is written. */
export function scalarPlace(value: Json, span: Span, style?: ScalarStyle, tag?: string): Place {
  const { start, end } = span;
  return { value, start, end, ...(style && { style }), ...(tag !== undefined && { tag }), size: 1, height: 0 };
}

export function listPlace(items: readonly Place[], { start, end }: Span, tag?: string): Place {
  let size = 1;
  let height = 0;
  for (const item of items) {
    size += item.size;
    if (item.height > height) height = item.height;
  }
  const value = items.map((item) => item.value);
  return { value, start, end, ...(tag !== undefined && { tag }), items, size, height: height + 1 };
}

function child(place: Place, element: string | number): Place | undefined {
  if (place.members) return place.members.get(String(element))?.place;
  return typeof element === 'number' ? place.items?.[element] : undefined;
}

function spanOf(place: Place | undefined): Span | undefined {
  return place && { start: place.start, end: place.end };
}

/** Sets a member as JSON.parse does: `__proto__` is a key like any other. */
export function setMember(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

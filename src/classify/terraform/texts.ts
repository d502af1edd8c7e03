/** Strings of a resource, each with its place. */
import { at } from '../../lib/json.ts';
import type { Json, Path } from '../../model/document.ts';
import type { Attributes } from './attributes.ts';

/** What is known of a string, or of a list of strings. */
export interface Texts {
  readonly known: readonly PlacedText[];
  /** The whole list, or holes in it. */
  readonly unknown: readonly Path[];
}

export interface PlacedText {
  readonly text: string;
  readonly path: Path;
}

/** The strings at a path, or in the list there; numbers are taken as they are written, and an empty text is none. */
export function textsAt(values: Attributes, path: Path): Texts {
  if (values.isUnknown(path)) return { known: [], unknown: [path] };
  const value = values.at(path);
  const holes = at(values.instance.afterUnknown, path);
  const items: (readonly [Json | undefined, Path])[] = Array.isArray(value)
    ? value.map((item, i) => [item, [...path, i]])
    : [[value, path]];
  if (Array.isArray(holes)) {
    for (let i = Array.isArray(value) ? value.length : 0; i < holes.length; i++) items.push([undefined, [...path, i]]);
  }
  const known: PlacedText[] = [];
  const unknown: Path[] = [];
  for (const [item, place] of items) {
    if (values.isUnknown(place)) unknown.push(place);
    else if (typeof item === 'number' || (typeof item === 'string' && item !== '')) {
      known.push({ text: String(item), path: place });
    }
  }
  return { known, unknown };
}

/** True where nothing is given, and nothing may be. */
export function isNone({ known, unknown }: Texts): boolean {
  return known.length === 0 && unknown.length === 0;
}

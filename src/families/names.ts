/** What the names in an object are names of, and where they stand. */
import { at, isObject } from '../lib/json.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { Json, On, Path } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import type { NameField } from './family.ts';

/** What an object's own name is a name of: a kustomization's generator makes a Secret. */
export function thingOf({ family, kind }: Pick<Resource, 'family' | 'kind'>): string {
  return kind === 'SecretGenerator' ? 'kubernetes/Secret' : `${family}/${kind}`;
}

/**
 * The names that a field of an object holds at a place, each with its own place. Where the field says no more of it, each member of an
 * object counts as `key=value`.
 */
export function namesAt(object: Json, place: Path, field: NameField): { name: string; path: Path; on: On }[] {
  const { after = '', joined, keys, requirement } = field;
  const value = at(object, place);
  const named = (text: Json | undefined, path: Path, on: On = 'value') =>
    typeof text === 'string' && text.startsWith(after) && text !== after && !isPlaceholder(text)
      ? [{ name: text.slice(after.length), path, on }]
      : [];
  if (!isObject(value)) return joined === undefined && keys === undefined ? named(value, place) : [];
  if (joined !== undefined) {
    const parts = joined.map((part) => value[part]);
    const isWhole = parts.every((part) => typeof part === 'string' && part !== '');
    return isWhole ? named(parts.join('/'), [...place, joined.at(-1) ?? '']) : [];
  }
  if (requirement !== undefined) {
    const { key, operator, values } = value;
    const [only] = Array.isArray(values) && values.length === 1 ? values : [];
    return operator === 'In' && typeof key === 'string' && typeof only === 'string'
      ? named(`${key}=${only}`, [...place, 'values', 0])
      : [];
  }
  if (keys !== undefined) {
    const name = at(object, ['metadata', 'name']);
    return typeof name === 'string'
      ? Object.keys(value).flatMap((key) => named(`${name}/${key}`, [...place, key], 'key'))
      : [];
  }
  return Object.entries(value).flatMap(([key, member]) =>
    typeof member === 'string' ? named(`${key}=${member}`, [...place, key]) : [],
  );
}

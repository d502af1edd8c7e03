/** Values that are not of the type, or not in the range, that a kind's structure wants. */
import type { SchemaError } from '../../lib/host.ts';
import { at, isObject } from '../../lib/json.ts';
import { nearest } from '../../lib/nearest.ts';
import { isPlaceholder, isSecretPlaceholder } from '../../lib/placeholder.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { mayBeSecret, type Subject, shownPath, shownValue } from './shown.ts';

const typeNames: { readonly [type: string]: string } = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** Details of a value that is of another type. Of a secret no more is told than that type. */
export function wrongType(path: Path, { object, shown }: Subject, wanted: unknown): JsonObject {
  const [written, value] = [at(object, path), at(shown, path)];
  const types = Array.isArray(wanted) ? wanted : String(wanted).split(',');
  const plain = unquoted(value, String(types[0]));
  return {
    ...(plain !== undefined && { plain }),
    at: shownPath(path),
    secret: mayBeSecret(path),
    placeholder: mayBeSecret(path) ? isSecretPlaceholder(value) : isPlaceholder(value),
    expected: types.map((type) => typeNames[String(type)] ?? String(type)).join(' or '),
    type: String(types[0]),
    found: foundType(written),
    ...(isReference(written) && { reference: true }),
    value: shownValue(path, value),
  };
}

/** True for what names a Secret: `{ name }`, with a namespace or a key or without. */
function isReference(value: Json | undefined): boolean {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    Object.keys(value).every((key) => ['name', 'namespace'].includes(key))
  );
}

/** What a quoted word would be without its quotes, where that is of the wanted type. */
function unquoted(value: Json | undefined, type: string): Json | undefined {
  if (typeof value !== 'string') return undefined;
  if (type === 'boolean' && /^(?:true|false)$/.test(value)) return value === 'true';
  return type === 'integer' && /^(?:0|[1-9]\d{0,9})$/.test(value) ? Number(value) : undefined;
}

function foundType(value: Json | undefined): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  return typeof value === 'boolean' ? 'a boolean' : 'a string';
}

/** Details of a value of the right type that its field does not take. */
export function invalidValue(path: Path, { keyword, params }: SchemaError, shown: Json): JsonObject {
  const value = at(shown, path);
  const limit = params['limit'];
  return {
    at: shownPath(path),
    keyword,
    value: shownValue(path, value),
    ...(typeof limit === 'number' && { limit }),
    ...(keyword === 'format' && { format: String(params['format']) }),
    ...(Array.isArray(params['allowedValues']) && { allowed: params['allowedValues'].join(', ') }),
    ...(keyword === 'enum' &&
      typeof value === 'string' &&
      nearestOf(value, params['allowedValues'], at(shown, path.slice(0, -1)))),
  };
}

/** The nearest allowed value, unless the list that it would stand in has it already. */
function nearestOf(value: string, allowed: unknown, holder: Json | undefined): JsonObject {
  const near = nearest(value, Array.isArray(allowed) ? allowed.map(String) : []) ?? '';
  return { near: Array.isArray(holder) && holder.includes(near) ? '' : near };
}

/** Values as text: how a scalar, a key or a small structure is written where it stands. */
import { isObject } from '../lib/json.ts';
import type { Json, JsonObject, ScalarStyle } from '../model/document.ts';

/** What a text must keep to: JSON, YAML inside of brackets, or YAML in lines. */
export type Syntax = 'json' | 'flow' | 'block';

/** True if a text, as a YAML value of this syntax, is read as this string. */
export type ReadsAs = (text: string, value: string, syntax: Syntax) => boolean;

/**
 * A scalar as it is written. A string keeps the quotes that the old one has; what had none gets some only where it would
 * be read as something else.
 */
export function scalarText(value: Json, style: ScalarStyle | undefined, syntax: Syntax, readsAs: ReadsAs): string {
  if (typeof value !== 'string' || syntax === 'json') return JSON.stringify(value);
  if (style === 'single' && !/[\p{Cc}\p{Cs}]/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style !== 'double' && style !== 'single' && readsAs(value, value, syntax)) return value;
  return JSON.stringify(value);
}

/** A key as it is written, with the quotes of the old one. */
export function keyText(key: string, old: string, syntax: Syntax): string {
  if (syntax === 'json' || old.startsWith('"')) return JSON.stringify(key);
  if (old.startsWith("'")) return `'${key.replaceAll("'", "''")}'`;
  return /^[A-Za-z][\w./-]*$/.test(key) ? key : JSON.stringify(key);
}

/** `key: value` as lines, the first without indentation, those after it indented by `indent` and more. */
export function memberLines(
  key: string,
  value: Json,
  layout: { readonly syntax: Syntax; readonly indent: string; readonly step: string; readonly eol: string },
  readsAs: ReadsAs,
): string {
  const { syntax, indent, step, eol } = layout;
  if (syntax === 'json') {
    const unit = step === '' ? undefined : step;
    const spaced = unit === undefined ? spacedJson(value) : JSON.stringify(named(value), null, unit);
    return `${JSON.stringify(key)}: ${spaced.replaceAll('\n', eol + indent)}`;
  }
  const name = keyText(key, '', syntax);
  if (!isObject(value)) return `${name}: ${scalarText(value, undefined, syntax, readsAs)}`;
  const members = nameFirst(value);
  // A key with nothing behind it would be null.
  if (members.length === 0) return `${name}: {}`;
  if (syntax === 'flow') {
    return `${name}: { ${members.map(([inner, member]) => memberLines(inner, member, layout, readsAs)).join(', ')} }`;
  }
  const deeper = { ...layout, indent: indent + step };
  const lines = members.map(([inner, member]) => deeper.indent + memberLines(inner, member, deeper, readsAs));
  return [`${name}:`, ...lines].join(eol);
}

/** JSON on one line with a blank after each comma and colon. */
function spacedJson(value: Json): string {
  if (!isObject(value)) return JSON.stringify(value);
  const members = nameFirst(value).map(([key, member]) => `${JSON.stringify(key)}: ${spacedJson(member)}`);
  return `{${members.join(', ')}}`;
}

/** The same with the members of each object in the order of `nameFirst`. */
function named(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(nameFirst(value).map(([key, member]) => [key, named(member)]));
}

/** The members as people write them: what has a name begins with it. */
function nameFirst(object: JsonObject): readonly (readonly [string, Json])[] {
  return Object.entries(object).sort(([a], [b]) => Number(b === 'name') - Number(a === 'name'));
}

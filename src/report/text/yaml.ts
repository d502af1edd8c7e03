/** Objects as YAML for a person to paste: a small writer, since the library's would be loaded by every run. */
import { isObject } from '../../lib/json.ts';
import { safeJson } from '../../lib/safe-json.ts';
import type { Json, JsonObject } from '../../model/document.ts';

/** Objects as a stream of documents in block style. Each line is harmless: what must not be printed is an escape in quotes. */
export function yamlOf(objects: readonly JsonObject[]): readonly string[] {
  return objects.flatMap((object, index) => [...(index === 0 ? [] : ['---']), ...blockOf(inUsualOrder(object))]);
}

/** What an object is comes first, as people write it. */
function inUsualOrder(object: JsonObject): JsonObject {
  const first = ['apiVersion', 'kind', 'metadata'].flatMap((key) => {
    const member = object[key];
    return member === undefined ? [] : [[key, member] as const];
  });
  return Object.fromEntries([...first, ...Object.entries(object)]);
}

/** The lines of a value that stands by itself. */
function blockOf(value: Json): readonly string[] {
  const line = onOneLine(value);
  if (line !== undefined) return [line];
  if (Array.isArray(value)) {
    return value.flatMap((item: Json) => blockOf(item).map((text, row) => (row === 0 ? '- ' : '  ') + text));
  }
  return Object.entries(value as JsonObject).flatMap(([key, member]) => {
    const short = onOneLine(member);
    if (short !== undefined) return [`${scalarOf(key)}: ${short}`];
    // As kubectl writes them: items are no further in than their key.
    const lines = blockOf(member);
    return [`${scalarOf(key)}:`, ...(Array.isArray(member) ? lines : lines.map((text) => `  ${text}`))];
  });
}

/** The longest list on one line. */
const longestLine = 60;

/** A scalar, an empty collection, or a short list of scalars. */
function onOneLine(value: Json): string | undefined {
  if (Array.isArray(value)) {
    if (value.some((item: Json) => typeof item === 'object' && item !== null)) return undefined;
    const text = `[${value.map(scalarOf).join(', ')}]`;
    return text.length > longestLine ? undefined : text;
  }
  if (!isObject(value)) return scalarOf(value);
  return Object.keys(value).length === 0 ? '{}' : undefined;
}

/** Texts that every version of YAML reads as texts without quotes. */
const plain = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z](?:[\w./-]*[a-z0-9])?$/i;

function scalarOf(value: Json): string {
  return typeof value === 'string' && plain.test(value) ? value : safeJson(value).trimEnd();
}

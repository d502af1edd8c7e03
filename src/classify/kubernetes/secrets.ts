/** Secrets never enter the policies' input: a stand-in replaces them, and facts tell what may be told. */
import { kindOf } from '../../families/index.ts';
import { at, expanded, isObject, pointer, withValue } from '../../lib/json.ts';
import { maskRouterPasswords } from '../../lib/mask.ts';
import { tokenOf } from '../../lib/passwords.ts';
import { isSecretPlaceholder, isWhollyPlaceholder, placeholdersOf } from '../../lib/placeholder.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import type { Facts, Resource } from '../../model/resource.ts';

/** What stands in the object where a secret stood. */
export const hidden = '<hidden>';

/** The members of a Secret's `data` and `stringData`, or the places of its kind. */
function placesOf(family: string, kind: string, object: JsonObject): readonly Path[] {
  if (family !== 'kubernetes' || kind !== 'Secret') {
    return (kindOf(family, kind)?.secrets ?? []).flatMap((path) => expanded(object, path));
  }
  return ['data', 'stringData'].flatMap((part) => {
    const members = at(object, [part]);
    return isObject(members) ? Object.keys(members).map((key) => [part, key]) : [];
  });
}

/**
 * The object without its secrets, and facts about each: `{ secret: true, length, token, trimmed_token }` (length in
 * characters, and numbers that equal passwords share, of a scalar that is known to its end; `structured` of a mapping or a list,
 * which is no password); of a Secret's members those of `contentOf`. An empty string is no secret, and what is
 * wholly a placeholder stays, since rules must see that it is one; `hunter2${X}` is a secret, as a part of it is told. In the text of a router's configuration stars stand for passwords.
 */
export function withoutSecrets(family: string, kind: string, object: JsonObject): { object: JsonObject; facts: Facts } {
  if (family === 'kubernetes' && kind === 'Secret') return withoutContent(object);
  let rest: Json = object;
  const facts: Record<string, JsonObject> = {};
  for (const path of placesOf(family, kind, object)) {
    const value = at(object, path);
    if (value === undefined || value === null || value === '' || isWhollyPlaceholder(value)) continue;
    rest = withValue(rest, path, hidden);
    const isKnown = typeof value !== 'object' && !isSecretPlaceholder(value);
    const is =
      typeof value === 'object'
        ? { structured: true }
        : isKnown && { length: String(value).length, ...tokensOf(utf8(String(value))) };
    facts[pointer(path)] = { secret: true, ...is };
  }
  const configuration = kindOf(family, kind)?.routerText ?? [];
  const text = at(object, configuration);
  if (typeof text === 'string') rest = withValue(rest, configuration, maskRouterPasswords(text));
  return { object: rest as JsonObject, facts };
}

/** A Secret without what its members hold; there may be very many. */
function withoutContent(object: JsonObject): { object: JsonObject; facts: Facts } {
  const facts: Record<string, JsonObject> = {};
  const covered = (part: string): JsonObject => {
    const members = object[part];
    if (!isObject(members)) return {};
    const kept = Object.entries(members).map(([key, value]): [string, Json] => {
      // What stands beside a placeholder is secret.
      if (typeof value === 'string' && isSecretPlaceholder(value))
        return [key, isWhollyPlaceholder(value) ? value : placeholdersOf(value)];
      facts[pointer([part, key])] = contentOf(value, part === 'data');
      return [key, hidden];
    });
    return { [part]: Object.fromEntries(kept) };
  };
  return { object: { ...object, ...covered('data'), ...covered('stringData') }, facts };
}

/** Where an object may hold secrets in clear text, relative to the object. */
export function secretPaths({ family, kind, object }: Resource): readonly Path[] {
  return placesOf(family, kind, object);
}

/**
 * What may be told of a member of a Secret: `{ secret: true, bytes, quote, newline, edge, core, blank, broken, token, trimmed_token }`, the
 * length of what it holds in bytes, whether a `"` or a line break is in it, and whether it begins or ends with white space; `core` is the
 * length without white space around it, `blank` and `broken` whether a blank or a line break stands within that; the tokens are numbers that
 * equal passwords share, of what it holds and of that without white space around it; `{ secret: true, fault }` where `data` is no base64 (`base64`), or the value no text (`type`).
 */
function contentOf(value: Json, encoded: boolean): JsonObject {
  if (value !== null && typeof value !== 'string') return { secret: true, fault: 'type' };
  const bytes = encoded ? decoded(value ?? '') : utf8(value ?? '');
  if (bytes === undefined) return { secret: true, fault: 'base64' };
  const core = trimmed(bytes);
  return {
    secret: true,
    bytes: bytes.length,
    quote: bytes.includes('"'),
    newline: /[\r\n]/.test(bytes),
    edge: /^[ \t]|[ \t]$/.test(bytes),
    core: core.length,
    blank: /[ \t]/.test(core),
    broken: /[\r\n]/.test(core),
    ...tokensOf(bytes),
  };
}

function trimmed(bytes: string): string {
  return bytes.replace(/^[ \t\r\n]+/, '').replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '');
}

/** The numbers of a password and of that without white space around it, which FRR does not read; none of what is no password. */
function tokensOf(bytes: string): JsonObject {
  const facts: { token?: number; trimmed_token?: number } = {};
  for (const [name, text] of [
    ['token', bytes],
    ['trimmed_token', trimmed(bytes)],
  ] as const) {
    // Before the bytes are copied: members of Secrets may be large.
    const token = text.length > 256 ? undefined : tokenOf(Uint8Array.from(text, (byte) => byte.charCodeAt(0)));
    if (token !== undefined) facts[name] = token;
  }
  return facts;
}

/** One character for each byte; line breaks may stand between, as Go's decoder has it. */
function decoded(base64: string): string | undefined {
  const text = base64.replace(/[\r\n]/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return atob(text);
}

function utf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** Secrets never enter the policies' input: a stand-in replaces them, and facts tell what may be told. */
import { at, pointer, withValue } from '../lib/json.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { Facts, Json, JsonObject, Path } from '../model.ts';

/** What stands in the object where a secret stood. */
export const hidden = '<hidden>';

/** Where each kind holds a secret in clear text. */
const places: { readonly [familyAndKind: string]: readonly Path[] } = {
  'metallb/BGPPeer': [['spec', 'password']],
};

/**
 * The object without its secrets, and facts about each: `{ secret: true, length }` (length in characters). An empty
 * string is no secret, and a placeholder stays, since rules must see that it is one.
 */
export function withoutSecrets(family: string, kind: string, object: JsonObject): { object: JsonObject; facts: Facts } {
  let rest: Json = object;
  const facts: Record<string, JsonObject> = {};
  for (const path of places[`${family}/${kind}`] ?? []) {
    const value = at(object, path);
    if (value === undefined || value === null || value === '' || isPlaceholder(value)) continue;
    rest = withValue(rest, path, hidden);
    facts[pointer(path)] = { secret: true, length: String(value).length };
  }
  return { object: rest as JsonObject, facts };
}

/**
 * MetalLB's configuration up to 0.12: YAML in a ConfigMap, which the program's flag `--config` names (metallb/metallb
 * v0.12.1 internal/config/config.go; removed in 0.13).
 *
 * It is known by its keys, not by its name, which that flag sets. Its words are no needles, which would cost every run a
 * third more: they are looked for where the text holds `ConfigMap`.
 */
import { at, isObject, text } from '../../lib/json.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

/** Where a ConfigMap has it. */
const place: Path = ['data', 'config'];

/** Words that no other file is likely to hold: one of them is in each such configuration that does something. */
const words = /\b(?:my-asn|peer-asn|address-pools|bgp-communities|bfd-profiles)\b/;

/** The same, to look for in a text: their dashes may be escapes. Those of other characters are needles of their own. */
export const legacyWords = new RegExp(String.raw`${words.source}|\\(?:x|u00|U000000)2[dD]`);

/** True if they are there and the text may hold a ConfigMap at all: the search for these words is slower than others. */
export function holdsLegacyWords(whole: string): boolean {
  return whole.includes('ConfigMap') && legacyWords.test(whole);
}

/** True for a ConfigMap of any name whose member `config` speaks of what MetalLB's did. */
export function isLegacyConfig(object: JsonObject): boolean {
  return object['apiVersion'] === 'v1' && object['kind'] === 'ConfigMap' && words.test(text(object, place));
}

/** The paths of the texts, for objects at these paths of a document. */
export function legacyPaths(objects: Iterable<{ readonly object: JsonObject; readonly base: Path }>): Path[] {
  const paths: Path[] = [];
  for (const { object, base } of objects) if (isLegacyConfig(object)) paths.push([...base, ...place]);
  return paths;
}

/** What a resource is called, from the ConfigMap around it; undefined for what is no mapping. */
export function legacyIdentity(
  document: Document,
): (Pick<Resource, 'gvk' | 'name' | 'namespace'> & { readonly object: JsonObject }) | undefined {
  const { within, value } = document;
  if (within === undefined || !isObject(value)) return undefined;
  const holder: Json | undefined = at(within.document.value, within.path.slice(0, -place.length));
  return {
    object: value,
    gvk: { group: '', version: 'v1', kind: 'ConfigMap' },
    name: text(holder, ['metadata', 'name']),
    namespace: text(holder, ['metadata', 'namespace']),
  };
}

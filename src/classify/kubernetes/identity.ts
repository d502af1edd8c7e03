/** Which family and kind an object is of. */
import { embeddedIn, familyOf, formerKind, isNearFamily, nearestKind, patchedKind } from '../../families/index.ts';
import { isObject, text } from '../../lib/json.ts';
import { unquoted } from '../../lib/quotes.ts';
import { clip } from '../../lib/text.ts';
import type { JsonObject } from '../../model/document.ts';
import type { Facts, Resource } from '../../model/resource.ts';

/** No name of Kubernetes is longer: what is beyond would stand in every message about the object. */
export const longestName = 253;

/** What an object is; `payload` of a patch that is only a part of one. */
export type FamilyKind = Pick<Resource, 'family' | 'kind' | 'gvk'> & { readonly payload?: true };

/** The family and kind of an object. Also of one that no cluster knows: a patch, a misspelt group, a kind of an old version. */
export function identify(object: JsonObject): FamilyKind | undefined {
  const gvk = gvkOf(object);
  const served = familyOf(gvk.group, gvk.kind);
  // What its text holds is a document of its own, and may be secret.
  if (embeddedIn(object).length > 0) return undefined;
  if (served !== undefined) return { family: served.family, kind: gvk.kind, gvk };
  if (gvk.kind === '' && object['apiVersion'] === undefined) return payload(object);
  const former = gvk.group === '' && gvk.version === 'v1' ? formerKind(gvk.kind) : undefined;
  if (former !== undefined) return { ...former, gvk };
  return isNearFamily(gvk.group, gvk.kind) ? { family: 'input', kind: 'UnknownApiVersion', gvk } : undefined;
}

/** `{ near }`: the kind that a misspelt one is near to. */
export function kindFact({ group, kind }: Resource['gvk']): Facts {
  const near = nearestKind(group, kind);
  return near === undefined ? {} : { '/kind': { near } };
}

/** What `calicoctl patch` takes: a part of an object, without its kind; also with keys in typographic quotes. */
function payload(object: JsonObject): FamilyKind | undefined {
  const spec = Object.entries(object).find(([name]) => unquoted(name) === 'spec')?.[1];
  if (!isObject(spec)) return undefined;
  const bgp = Object.entries(spec).find(([name]) => unquoted(name) === 'bgp')?.[1];
  const fields = [...Object.keys(spec), ...(isObject(bgp) ? Object.keys(bgp) : [])];
  const patched = patchedKind(fields.map(unquoted));
  if (patched === undefined) return undefined;
  const { family, group, kind } = patched;
  return { family, kind, gvk: { group, version: '', kind }, payload: true };
}

/** Group, version and kind; a core kind's group is ''. */
export function gvkOf(object: JsonObject): Resource['gvk'] {
  const apiVersion = text(object, ['apiVersion']);
  const slash = apiVersion.indexOf('/');
  return {
    group: clip(apiVersion.slice(0, Math.max(slash, 0)), longestName),
    version: clip(apiVersion.slice(slash + 1), longestName),
    kind: clip(text(object, ['kind']), longestName),
  };
}

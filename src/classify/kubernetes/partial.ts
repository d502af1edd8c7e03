/** Partial objects: patches, which hold only what they change. Nothing may be said of what they leave out. */
import { kindOf } from '../../families/index.ts';
import { at } from '../../lib/json.ts';
import type { JsonObject } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

// Folders and file names by which people keep patches (kustomize has no rule for either).
const patchFolder = /(?:^|\/)(?:patch(?:es)?|overlays?)\//i;

const patchFile = /(?:^|[/._-])patch(?:es)?[^/]*\.(?:ya?ml|json)$/i;

/** True for an object that only names another one: a manifest for `kubectl delete -f` needs no more. */
export function isOnlyNamed(family: string, kind: string, object: JsonObject): boolean {
  return object['spec'] === undefined && family !== 'kubernetes' && kindOf(family, kind)?.needed !== undefined;
}

/** True for an object without what its kind requires: no cluster would take it as it stands. */
export function lacks({ family, kind, object, faults = [] }: Resource): boolean {
  if (faults.some((fault) => fault.kind === 'MissingField')) return true;
  const lists = kindOf(family, kind)?.needed ?? [];
  return lists.some((paths) => paths.every((path) => at(object, path) === undefined));
}

/** True for a file in a place where people keep patches. That alone makes none of it. */
export function isPatchPlace(file: string): boolean {
  return patchFolder.test(file) || patchFile.test(file);
}

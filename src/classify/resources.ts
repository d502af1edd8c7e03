/** Documents in, resources out: which objects of a document rules read, with their facts and without their secrets. */
import { at, isObject, text } from '../lib/json.ts';
import type { Document, Json, JsonObject, Path, Resource } from '../model.ts';
import { factsOf } from './facts.ts';
import { familyOf } from './families.ts';
import { isPartial } from './partial.ts';
import { withoutSecrets } from './secrets.ts';

/** How deep a List may stand in a List. kubectl itself flattens one level. */
const deepestList = 4;

/** An object of a document and the path to it. */
interface Item {
  readonly object: JsonObject;
  readonly base: Path;
}

/**
 * The resources of a Kubernetes document that rules read; a List gives one for each item. Numbers count from `firstId`.
 */
export function classifyKubernetes(document: Document, firstId: number): Resource[] {
  const resources: Resource[] = [];
  for (const { object, base } of items(document.value, [])) {
    const resource = classify(object, base, document, firstId + resources.length);
    if (resource !== undefined) resources.push(resource);
  }
  return resources;
}

function* items(value: Json, base: Path): Generator<Item> {
  if (!isObject(value)) return;
  const list = at(value, ['items']);
  if (!text(value, ['kind']).endsWith('List') || !Array.isArray(list)) yield { object: value, base };
  else if (base.length < 2 * deepestList)
    for (const [i, item] of list.entries()) yield* items(item, [...base, 'items', i]);
}

function classify(object: JsonObject, base: Path, document: Document, id: number): Resource | undefined {
  const gvk = gvkOf(object);
  const found = familyOf(gvk.group, gvk.kind);
  if (found === undefined) return undefined;
  const { family } = found;
  const told = withoutSecrets(family, gvk.kind, object);
  return {
    id,
    document,
    base,
    family,
    kind: gvk.kind,
    gvk,
    name: text(object, ['metadata', 'name']),
    namespace: text(object, ['metadata', 'namespace']),
    partial: isPartial(family, gvk.kind, object, document.source.file),
    object: told.object,
    facts: { ...factsOf(family, gvk.kind, object), ...told.facts },
  };
}

/** Group, version and kind; a core kind's group is ''. */
export function gvkOf(object: JsonObject): Resource['gvk'] {
  const apiVersion = text(object, ['apiVersion']);
  const slash = apiVersion.indexOf('/');
  return {
    group: apiVersion.slice(0, Math.max(slash, 0)),
    version: apiVersion.slice(slash + 1),
    kind: text(object, ['kind']),
  };
}

/** The parts of objects that patches hold. */

import type { Schemas } from '../../lib/host.ts';
import { at, isObject, text } from '../../lib/json.ts';
import type { Document, Json, JsonObject } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { gvkOf } from '../kubernetes/identity.ts';
import { classifyPart } from '../kubernetes/index.ts';
import type { PatchEntry } from './kustomization.ts';
import { OperatedDocument } from './operations.ts';
import type { PatchGroup } from './patch-index.ts';
import type { Identity } from './targets.ts';

/** A document that is a patch, and what it is for: several, where several kustomizations name its file. */
export interface Part {
  readonly document: Document;
  readonly entry: PatchEntry;
  readonly groups: PatchGroup[];
  /** The folder of a kustomization that names it and builds what is not in the scan, which may be what it is for. */
  open: string | undefined;
  /** It has a target, and its file lies in the folder of the kustomization: whole it is nowhere applied. */
  own: boolean;
}

/** The objects of a patch that are not known by its own text: those of operations, and those that a target names. */
export function partsOf(part: Part, schemas: Schemas, seen: ReadonlySet<string>): readonly Resource[] {
  const { document, entry, groups } = part;
  const { value } = document;
  const named = entry.target === undefined;
  const meant = named && isObject(value) && entry.inline !== undefined ? [value] : groups.flatMap(identitiesOf);
  const kinds = new Map(meant.map((object) => [JSON.stringify(gvkOf(object)), object]));
  return [...kinds.values()].flatMap((object) => {
    if (seen.has(gvkOf(object).kind)) return [];
    if (Array.isArray(value)) {
      const operated = OperatedDocument.of(document, [], object);
      const part = operated && classifyPart(operated, [], operated.value, schemas, { named });
      return [...(part === undefined ? [] : [part]), ...wholes(document, object, schemas)];
    }
    if (!isObject(value) || (entry.inline === undefined && named)) return [];
    const metadata = { ...metadataOf(value), ...metadataOf(object) };
    return classifyPart(document, [], named ? value : { ...value, ...object, metadata }, schemas, { named }) ?? [];
  });
}

/** What operations put into the place of all of an object. */
function wholes(document: Document, object: JsonObject, schemas: Schemas): readonly Resource[] {
  const operations = Array.isArray(document.value) ? document.value : [];
  const sets = (operation: Json) => at(operation, ['path']) === '' && /^(?:add|replace)$/.test(text(operation, ['op']));
  const last = operations.findLastIndex(sets);
  const value = at(operations[last], ['value']);
  const part =
    value !== undefined && isObject(value)
      ? classifyPart(document, [last, 'value'], { ...object, ...value }, schemas, { named: true })
      : undefined;
  return part === undefined ? [] : [part];
}

/** What the objects that a group is for are, one of each kind, without what they hold; with a name where it is one's own. */
function identitiesOf({ target, reached }: PatchGroup): JsonObject[] {
  return [...reached.values()].map(({ gvk, name, namespace }: Identity) => ({
    apiVersion: gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`,
    kind: gvk.kind,
    metadata: target.name === name ? { name, ...(namespace !== '' && { namespace }) } : { name: target.name || name },
  }));
}

function metadataOf(object: JsonObject): JsonObject {
  const metadata = object['metadata'];
  return metadata !== undefined && isObject(metadata) ? metadata : {};
}

/** Documents in, resources out: which objects of a document rules read, with their facts and without their secrets. */
import { embeddedIn } from '../../families/index.ts';
import type { Schemas } from '../../lib/host.ts';
import { at, isObject, pointer, text } from '../../lib/json.ts';
import { standsForNumber } from '../../lib/placeholder.ts';
import { hasSopsMetadata, withoutForgeries } from '../../lib/sops.ts';
import { clip } from '../../lib/text.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import type { Facts, Fault, Resource } from '../../model/resource.ts';
import { factsOf } from './facts.ts';
import { identify, kindFact, longestName } from './identity.ts';
import { objectsIn } from './objects.ts';
import { isOnlyNamed } from './partial.ts';
import { withoutSecrets } from './secrets.ts';
import { faultsOf } from './structure.ts';

/**
 * The resources of a Kubernetes document that rules read; a List gives one for each item. Numbers count from `firstId`.
 * Of kinds that `schemas` knows it tells what is not as their structure wants it.
 */
export function classifyKubernetes(
  document: Document,
  firstId: number,
  schemas: Schemas = () => undefined,
): Resource[] {
  const resources: Resource[] = [];
  const isEncrypted = hasSopsMetadata(document.value);
  for (const { object: written, base } of objectsIn(document.value)) {
    const object = isEncrypted ? written : (withoutForgeries(written) as JsonObject);
    const resource = classify(object, base, document, firstId + resources.length);
    if (resource !== undefined) resources.push(withFaults(resource, object, schemas));
  }
  return resources;
}

/** The paths of texts of a document that are configurations of their own, for `parseEmbedded`. */
export function embeddedPaths(document: Document): Path[] {
  const paths: Path[] = [];
  for (const { object, base } of objectsIn(document.value)) {
    for (const { path } of embeddedIn(object)) paths.push([...base, ...path]);
  }
  return paths;
}

/** The resource that such a text is, by the name of the object that holds it; none for what is no mapping. */
export function classifyEmbedded(document: Document, id: number, schemas: Schemas = () => undefined): Resource[] {
  const { within, value } = document;
  if (within === undefined || !isObject(value)) return [];
  // `data` and a key lead to the text.
  const holder = at(within.document.value, within.path.slice(0, -2));
  const [row] = isObject(holder) ? embeddedIn(holder) : [];
  if (row === undefined) return [];
  return [
    classifyMade(
      document,
      {
        id,
        family: row.family,
        kind: row.kind,
        gvk: { group: '', version: 'v1', kind: 'ConfigMap' },
        name: text(holder, ['metadata', 'name']),
        namespace: text(holder, ['metadata', 'namespace']),
      },
      // The text around it would be encrypted as a whole.
      withoutForgeries(value) as JsonObject,
      schemas,
    ),
  ];
}

/** The object of a kind that a family knows, which stands in another object; `gvk` and names are of that one. */
export function classifyMade(
  document: Document,
  identity: Pick<Resource, 'id' | 'family' | 'kind' | 'gvk' | 'name' | 'namespace'> &
    Partial<Pick<Resource, 'partial'>>,
  object: JsonObject,
  schemas: Schemas,
): Resource {
  const { family, kind } = identity;
  const { object: shown, facts } = withoutSecrets(family, kind, object);
  const resource = {
    ...identity,
    document,
    base: [],
    partial: identity.partial === true || isOnlyNamed(family, kind, object),
    object: shown,
    facts: { ...factsOf(family, kind, object), ...facts },
  };
  return withFaults(resource, object, schemas);
}

function classify(object: JsonObject, base: Path, document: Document, id: number): Resource | undefined {
  const identity = identify(object);
  if (identity === undefined) return undefined;
  const { family, kind, gvk } = identity;
  const { object: shown, facts } = withoutSecrets(family, kind, object);
  return {
    id,
    document,
    base,
    family,
    kind,
    gvk,
    name: clip(text(object, ['metadata', 'name']), longestName),
    namespace: clip(text(object, ['metadata', 'namespace']), longestName),
    partial: identity.payload === true || isOnlyNamed(family, kind, object),
    object: shown,
    facts: { ...factsOf(family, kind, object), ...facts, ...(family === 'input' && kindFact(gvk)) },
  };
}

/**
 * A part of an object, as a patch holds it: `object` is the part with the kind and name of what it is for, and stands at
 * `base` of the document. Undefined for kinds that no rule reads. What a patch may hold beside an object's fields is no fault,
 * nor what is said of its name where the kustomization says which objects it is for.
 */
export function classifyPart(
  document: Document,
  base: Path,
  object: JsonObject,
  schemas: Schemas,
  { named }: { readonly named: boolean },
): Resource | undefined {
  const resource = classify(object, base, document, 0);
  if (resource === undefined) return undefined;
  return asPart(withFaults(resource, object, schemas), { named });
}

/**
 * A resource as what a patch makes of one. `named`: its own name is that of the object which it is for. An empty list says
 * nothing of the object that is built: what is in it comes from elsewhere.
 */
export function asPart(resource: Resource, { named }: { readonly named: boolean }): Resource {
  const object = withoutEmptyLists(resource.object);
  const faults = resource.faults?.filter(
    ({ kind, path }) =>
      !(kind === 'UnknownField' && String(path.at(-1)).startsWith('$')) &&
      (named || path[0] !== 'metadata') &&
      (at(resource.object, path) === undefined || at(object, path) !== undefined),
  );
  const { '/metadata/name': ofName, ...facts } = resource.facts;
  return {
    ...resource,
    partial: true,
    object,
    facts: named && ofName !== undefined ? resource.facts : facts,
    ...(faults && { faults }),
  };
}

/** The same without members that are empty lists; items of lists keep their places. */
function withoutEmptyLists(object: JsonObject): JsonObject {
  const without = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(without);
    if (!isObject(value)) return value;
    const members = Object.entries(value).filter(([, member]) => !(Array.isArray(member) && member.length === 0));
    return Object.fromEntries(members.map(([key, member]) => [key, without(member)]));
  };
  return without(object) as JsonObject;
}

/** Of families of BGP only: what else is wrong with objects that give context is not our business. */
function withFaults(resource: Resource, object: JsonObject, schemas: Schemas): Resource {
  const { family, kind, gvk, document, base } = resource;
  if (family === 'kubernetes' || family === 'input') return resource;
  const faults = faultsOf(
    { document, base, family, kind, object, shown: resource.object },
    schemas(family, kind, gvk.version),
  );
  return faults.length === 0
    ? resource
    : {
        ...resource,
        faults,
        facts: { ...resource.facts, ...placeholdersIn(faults, object), ...misspeltIn(faults, resource.facts) },
      };
}

/** Facts about selectors that are not there, but for a letter in their name: nothing is known of what they select. */
function misspeltIn(faults: readonly Fault[], facts: Facts): Facts {
  const fields = faults.flatMap(({ kind, path, detail }) =>
    kind === 'UnknownField' && detail['near'] !== '' ? [pointer([...path.slice(0, -1), String(detail['near'])])] : [],
  );
  const absent = fields.filter((field) => at(facts[field], ['selector', 'absent']) === true);
  return Object.fromEntries(absent.map((field) => [field, { selector: { faults: [], absent: false } }]));
}

const numbers: ReadonlySet<string> = new Set(['integer', 'number', 'boolean']);

/**
 * Facts about texts that stand for numbers, booleans or what has the format of an address, of which a kind's structure alone
 * tells that they belong there.
 */
function placeholdersIn(faults: readonly Fault[], object: JsonObject): Facts {
  const places = faults.filter(
    ({ kind, path, detail }) =>
      (kind === 'WrongType' ? numbers.has(String(detail['type'])) : detail['keyword'] === 'format') &&
      standsForNumber(at(object, path)),
  );
  return Object.fromEntries(places.map(({ path }) => [pointer(path), { placeholder: true }]));
}

/** Documents in, resources out: which objects of a document rules read, with their facts and without their secrets. */
import {
  embedded,
  embeddedIn,
  familyOf,
  formerKind,
  isNearFamily,
  nearestKind,
  patchedKind,
} from '../../families/index.ts';
import type { Schemas } from '../../lib/host.ts';
import { at, isObject, text } from '../../lib/json.ts';
import { append } from '../../lib/lists.ts';
import { unquoted } from '../../lib/quotes.ts';
import { hasSopsMetadata, withoutForgeries } from '../../lib/sops.ts';
import { clip } from '../../lib/text.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import type { Facts, Resource } from '../../model/resource.ts';
import { factsOf } from './facts.ts';
import { isOnlyNamed } from './partial.ts';
import { withoutSecrets } from './secrets.ts';
import { faultsOf } from './structure.ts';

/** No name of Kubernetes is longer: what is beyond would stand in every message about the object. */
const longestName = 253;

/** An object of a document and the path to it. */
interface Item {
  readonly object: JsonObject;
  readonly base: Path;
}

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
  for (const { object: written, base } of items(document.value)) {
    const object = isEncrypted ? written : (withoutForgeries(written) as JsonObject);
    const resource = classify(object, base, document, firstId + resources.length);
    if (resource !== undefined) resources.push(withFaults(resource, object, schemas));
  }
  return resources;
}

/** The paths of texts of a document that are configurations of their own, for `parseEmbedded`. */
export function embeddedPaths(document: Document): Path[] {
  const paths: Path[] = [];
  for (const { object, base } of items(document.value)) {
    const row = embeddedIn(object);
    if (row !== undefined) paths.push([...base, ...row.place]);
  }
  return paths;
}

/** The resource that such a text is, by the name of the object that holds it; none for what is no mapping. */
export function classifyEmbedded(document: Document, id: number, schemas: Schemas = () => undefined): Resource[] {
  const { within, value } = document;
  if (within === undefined || !isObject(value)) return [];
  const row = embedded.find(({ place }) => place.every((step, i) => within.path.at(i - place.length) === step));
  if (row === undefined) return [];
  const { family, kind } = row;
  const holder = at(within.document.value, within.path.slice(0, -row.place.length));
  // The text around it would be encrypted as a whole.
  const object = withoutForgeries(value) as JsonObject;
  const { object: shown, facts } = withoutSecrets(family, kind, object);
  const resource = {
    id,
    document,
    base: [],
    family,
    kind,
    gvk: { group: '', version: 'v1', kind: 'ConfigMap' },
    name: text(holder, ['metadata', 'name']),
    namespace: text(holder, ['metadata', 'namespace']),
    partial: isOnlyNamed(family, kind, object),
    object: shown,
    facts: { ...row.factsOf(object), ...facts },
  };
  return [withFaults(resource, object, schemas)];
}

/**
 * The objects of a document, in its order. Whatever has an array `items` is a list, of any kind and in any other one: its
 * items take its group and, without `List` at the end, its kind where they have neither (k8s.io/apimachinery
 * pkg/apis/meta/v1/unstructured/helpers.go, decodeToList; k8s.io/cli-runtime pkg/resource/visitor.go, FlattenListVisitor).
 */
function* items(root: Json): Generator<Item> {
  const waiting: { readonly value: Json; readonly base: Path }[] = [{ value: root, base: [] }];
  // calicoctl takes a list of objects, without a List around it.
  if (Array.isArray(root)) {
    waiting.pop();
    append(waiting, root.map((value, i) => ({ value, base: [i] })).reverse());
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, base } = next;
    if (!isObject(value) || (Array.isArray(root) && text(value, ['kind']) === '')) continue;
    const list = value['items'];
    if (text(value, ['kind']) === '' || !Array.isArray(list)) {
      yield { object: value, base };
      continue;
    }
    for (let i = list.length - 1; i >= 0; i--) {
      waiting.push({ value: inheriting(list[i] as Json, value), base: [...base, 'items', i] });
    }
  }
}

/** An item of a list, with what it takes from that. */
function inheriting(item: Json, list: JsonObject): Json {
  if (!isObject(item) || text(item, ['kind']) !== '' || text(item, ['apiVersion']) !== '') return item;
  const kind = text(list, ['kind']).replace(/List$/, '');
  return kind === '' ? item : { ...item, apiVersion: text(list, ['apiVersion']), kind };
}

/** What an object is; `payload` of a patch that is only a part of one. */
type Identity = Pick<Resource, 'family' | 'kind' | 'gvk'> & { readonly payload?: true };

/** The family and kind of an object. Also of one that no cluster knows: a patch, a misspelt group, a kind of an old version. */
function identify(object: JsonObject): Identity | undefined {
  const gvk = gvkOf(object);
  const found = familyOf(gvk.group, gvk.kind);
  // What its text holds is a document of its own, and may be secret.
  if (embeddedIn(object) !== undefined) return undefined;
  if (found !== undefined) return { family: found.family, kind: gvk.kind, gvk };
  if (gvk.kind === '' && object['apiVersion'] === undefined) return payload(object);
  const former = gvk.group === '' && gvk.version === 'v1' ? formerKind(gvk.kind) : undefined;
  if (former !== undefined) return { ...former, gvk };
  return isNearFamily(gvk.group, gvk.kind) ? { family: 'input', kind: 'UnknownApiVersion', gvk } : undefined;
}

/** `{ near }`: the kind that a misspelt one is near to. */
function kindFact({ group, kind }: Resource['gvk']): Facts {
  const near = nearestKind(group, kind);
  return near === undefined ? {} : { '/kind': { near } };
}

/** What `calicoctl patch` takes: a part of an object, without its kind; also with keys in typographic quotes. */
function payload(object: JsonObject): Identity | undefined {
  const spec = Object.entries(object).find(([name]) => unquoted(name) === 'spec')?.[1];
  if (!isObject(spec)) return undefined;
  const bgp = Object.entries(spec).find(([name]) => unquoted(name) === 'bgp')?.[1];
  const fields = [...Object.keys(spec), ...(isObject(bgp) ? Object.keys(bgp) : [])];
  const patched = patchedKind(fields.map(unquoted));
  if (patched === undefined) return undefined;
  const { family, group, kind } = patched;
  return { family, kind, gvk: { group, version: '', kind }, payload: true };
}

function classify(object: JsonObject, base: Path, document: Document, id: number): Resource | undefined {
  const found = identify(object);
  if (found === undefined) return undefined;
  const { family, kind, gvk } = found;
  const told = withoutSecrets(family, kind, object);
  return {
    id,
    document,
    base,
    family,
    kind,
    gvk,
    name: clip(text(object, ['metadata', 'name']), longestName),
    namespace: clip(text(object, ['metadata', 'namespace']), longestName),
    partial: found.payload === true || isOnlyNamed(family, kind, object),
    object: told.object,
    facts: { ...factsOf(family, kind, object), ...told.facts, ...(family === 'input' && kindFact(gvk)) },
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

/** A resource as what a patch makes of one. `named`: its own name is that of the object which it is for. */
export function asPart(resource: Resource, { named }: { readonly named: boolean }): Resource {
  const faults = resource.faults?.filter(
    ({ kind, path }) =>
      !(kind === 'UnknownField' && String(path.at(-1)).startsWith('$')) && (named || path[0] !== 'metadata'),
  );
  const { '/metadata/name': ofName, ...facts } = resource.facts;
  return {
    ...resource,
    partial: true,
    facts: named && ofName !== undefined ? resource.facts : facts,
    ...(faults && { faults }),
  };
}

/** Of families of BGP only: what else is wrong with objects that give context is not our business. */
function withFaults(resource: Resource, object: JsonObject, schemas: Schemas): Resource {
  const { family, kind, gvk, document, base } = resource;
  if (family === 'kubernetes' || family === 'input') return resource;
  const faults = faultsOf(
    { document, base, family, kind, object, shown: resource.object },
    schemas(family, kind, gvk.version),
  );
  return faults.length === 0 ? resource : { ...resource, faults };
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

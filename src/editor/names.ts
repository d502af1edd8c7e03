/** What objects are called and what they refer to, by the rows of the families: each name with its place. */
import type { NameField } from '../families/family.ts';
import { kindOf } from '../families/index.ts';
import { namesAt, thingOf } from '../families/names.ts';
import { expanded } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { LintResult } from '../lint/request.ts';
import type { Resource } from '../model/resource.ts';
import type { Name } from './name.ts';
import { routerNames } from './router-names.ts';
import type { ValueAt } from './value.ts';

/** The names in an object: its own, those that it gives, and those that it refers to. */
export function namesIn(resource: Resource): Name[] {
  const { family, kind, base, object, naming } = resource;
  const row = kindOf(family, kind);
  const found: Name[] = [];
  const of = thingOf(resource);
  const own = naming ?? [...base, 'metadata', 'name'];
  for (const name of new Set([resource.name, resource.builtName ?? resource.name])) {
    // A patch is of an object that is elsewhere.
    const role = resource.partial ? 'refers' : 'defines';
    if (name !== '' && !isPlaceholder(name))
      found.push({ resource, of, name, path: own, on: 'value', role, isLocal: false });
  }
  const put = (role: Name['role'], field: NameField) => {
    for (const place of expanded(object, field.path))
      for (const { name, path, on } of namesAt(object, place, field))
        found.push({
          resource,
          of: field.of,
          name,
          path: [...base, ...path],
          on,
          role,
          isLocal: field.within === 'object',
        });
  };
  for (const field of row?.refers ?? []) put('refers', field);
  for (const field of row?.defines ?? []) put('defines', field);
  return found;
}

/** The names that are written at a value. */
export function namesOf(result: LintResult, { resource, path, on }: ValueAt): readonly Name[] {
  if (resource === undefined) return [];
  return ofResource(result, resource).filter(
    (name) =>
      name.path.length === path.length &&
      name.path.every((step, i) => step === path[i]) &&
      (name.on === on || on === 'value'),
  );
}

const byResource = new WeakMap<LintResult, Map<Resource, readonly Name[]>>();

/** The names in a resource, kept: a router's are found by going through its text. */
function ofResource(result: LintResult, resource: Resource): readonly Name[] {
  const known = getOrMake(byResource, result, () => new Map());
  return getOrMake(known, resource, () => (resource.family === 'router' ? routerNames(resource) : namesIn(resource)));
}

const indices = new WeakMap<LintResult, ReadonlyMap<string, readonly Name[]>>();

function indexOf(result: LintResult): ReadonlyMap<string, readonly Name[]> {
  return getOrMake(indices, result, () => {
    const index = new Map<string, Name[]>();
    for (const resource of result.scan.resources)
      for (const name of ofResource(result, resource)) getOrMake(index, keyOf(name), () => []).push(name);
    return index;
  });
}

function keyOf({ of, name }: Pick<Name, 'of' | 'name'>): string {
  return `${of}\0${name}`;
}

/** All places of what a name names that one cluster sees together with it, itself among them. */
export function placesOf(result: LintResult, wanted: Name): readonly Name[] {
  const all = indexOf(result).get(keyOf(wanted)) ?? [];
  if (wanted.isLocal) return all.filter(({ resource }) => resource === wanted.resource);
  const own = wanted.resource.document.source.file;
  const seeing = result.clusters.filter((cluster) => cluster.sees(own));
  const isSeen = getSeen(seeing);
  return all.filter(({ resource, isLocal }) => !isLocal && isSeen(resource.document.source.file));
}

function getSeen(clusters: readonly Pick<LintResult['clusters'][number], 'sees'>[]): (file: string) => boolean {
  const known = new Map<string, boolean>();
  return (file) => getOrMake(known, file, () => clusters.some((cluster) => cluster.sees(file)));
}

/**
 * Where something is called so: of objects in several namespaces those in that of the object which refers to it, where there
 * are some.
 */
export function definitionsOf(result: LintResult, name: Name): readonly Name[] {
  const places = placesOf(result, name).filter(({ role }) => role === 'defines');
  const near = places.filter(({ resource }) => resource.namespace === name.resource.namespace);
  return near.length > 0 ? near : places;
}

/** All that is called by a name of one kind of thing, in the order of the scan. */
export function definedNames(result: LintResult, of: string): readonly Name[] {
  const all: Name[] = [];
  for (const names of indexOf(result).values())
    for (const name of names) if (name.of === of && name.role === 'defines') all.push(name);
  return all;
}

/** Names that name nothing while one that is near to them is there: what only a slip of the fingers explains. */

import type { NameField } from '../families/family.ts';
import { kindOf } from '../families/index.ts';
import { namesAt, thingOf } from '../families/names.ts';
import { expanded } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import { nearNames } from '../lib/near-names.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { JsonObject } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

/** The names of one kind of thing, in the cluster or in one object. */
interface Names {
  readonly of: string;
  readonly resource?: number;
  readonly asked: Set<string>;
  readonly known: Set<string>;
  /** By what is written: the name that kustomize makes of it. */
  readonly built: Map<string, string>;
}

/**
 * `{ of, name, near }` for each name that stands in a reference and that nothing of the kind `of` has, where others of that
 * kind are one typing error away: `near`, in their order. With `resource` where only names in that object count, with `built`
 * where `near` is what kustomize makes of the name.
 */
export function nearNamesOf(resources: readonly Resource[]): JsonObject[] {
  const names = new Map<string, Names>();
  const namesOf = ({ of, within }: NameField, { id }: Resource): Names =>
    within === 'object'
      ? getOrMake(names, `${of} ${id}`, () => ({
          of,
          resource: id,
          asked: new Set(),
          known: new Set(),
          built: new Map(),
        }))
      : getOrMake(names, of, () => ({ of, asked: new Set(), known: new Set(), built: new Map() }));
  for (const resource of resources)
    for (const field of kindOf(resource.family, resource.kind)?.refers ?? [])
      for (const asked of textsAt(resource.object, field)) namesOf(field, resource).asked.add(asked);
  // Most clusters refer to few kinds of things: what has other names is not looked at.
  const asks = new Set([...names.values()].map(({ of }) => of));
  if (asks.size === 0) return [];
  for (const resource of resources) {
    const { family, kind, name, builtName } = resource;
    const of = thingOf(resource);
    if (asks.has(of) && name !== '' && !isPlaceholder(name)) {
      const own = namesOf({ of, path: [] }, resource);
      own.known.add(builtName ?? name);
      if (builtName !== undefined) own.built.set(name, builtName);
    }
    if (kind === 'SecretGenerator') continue;
    for (const field of kindOf(family, kind)?.defines ?? [])
      if (asks.has(field.of))
        for (const defined of textsAt(resource.object, field)) namesOf(field, resource).known.add(defined);
  }
  return [...names.values()].flatMap(({ of, resource, asked, known, built }) => {
    const renamed = [...built].filter(([name]) => asked.has(name) && !known.has(name));
    return [
      ...renamed.map(([name, now]) => ({ of, name, near: [now], built: true })),
      ...[...nearNames(asked, known)]
        .filter(([name]) => !built.has(name))
        .map(([name, near]) => ({ of, ...(resource === undefined ? {} : { resource }), name, near: [...near] })),
    ];
  });
}

/** The names at a field. */
function textsAt(object: JsonObject, field: NameField): string[] {
  return expanded(object, field.path).flatMap((place) => namesAt(object, place, field).map(({ name }) => name));
}

/**
 * Values that stand over each other. Helm merges mappings, and what comes later takes the place of anything else
 * (helm.sh/helm pkg/chart/common/util, MergeTables).
 */
import { at, isObject, pathOf, text } from '../../lib/json.ts';
import { getOrMake } from '../../lib/maps.ts';
import { folderOf } from '../../lib/paths.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

/** Values without what those above them say again. */
export function withoutOverridden(values: JsonObject, above: JsonObject): JsonObject {
  const members = Object.entries(values).flatMap(([key, value]): [string, Json][] => {
    if (!Object.hasOwn(above, key)) return [[key, value]];
    const over = above[key] ?? null;
    return isObject(value) && isObject(over) ? [[key, withoutOverridden(value, over)]] : [];
  });
  return Object.fromEntries(members);
}

/** The mappings of some values as one; undefined if there is none. */
export function merged(layers: readonly Json[]): JsonObject | undefined {
  return layers.filter(isObject).reduce<JsonObject | undefined>((below, layer) => over(below ?? {}, layer), undefined);
}

function over(below: JsonObject, above: JsonObject): JsonObject {
  const both = Object.entries(above).map(([key, value]): [string, Json] => {
    const held = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, held !== undefined && isObject(held) && isObject(value) ? over(held, value) : value];
  });
  return { ...below, ...Object.fromEntries(both) };
}

/** What objects of one release stand over: more of one name, which nobody has, are not looked at. */
const mostAbove = 20;

/**
 * The objects that values make, each without what another object says again for the same release:
 * - a ConfigMap gives way to the HelmRelease whose `valuesFrom` names it (fluxcd.io/flux/components/helm/helmreleases,
 *   "values always takes precedence")
 * - a HelmChart gives way to the HelmChartConfig of its name (k3s-io/helm-controller pkg/controllers/chart)
 *
 * Of several that could be meant those of its own folder, or of the next one above, count.
 */
export function withoutOverrides(resources: readonly Resource[]): readonly Resource[] {
  const above = new Map<string, Map<string, Resource[]>>();
  for (const resource of resources) {
    for (const key of standsOver(resource)) {
      const folders = getOrMake(above, key, () => new Map<string, Resource[]>());
      const list = getOrMake(folders, folderOf(resource.document.source.file), (): Resource[] => []);
      if (list.length < mostAbove) list.push(resource);
    }
  }
  if (above.size === 0) return resources;
  return resources.map((resource) => {
    const key = nameBelow(resource);
    const folders = key === undefined ? undefined : above.get(key);
    return folders === undefined ? resource : nearest(resource, folders).reduce(under, resource);
  });
}

function nearest(below: Resource, folders: ReadonlyMap<string, readonly Resource[]>): readonly Resource[] {
  let folder = folderOf(below.document.source.file);
  for (;;) {
    const here = folders.get(folder);
    if (here !== undefined) return here;
    if (folderOf(folder) === folder) break;
    folder = folderOf(folder);
  }
  const [only, ...others] = folders.values();
  return others.length === 0 && only !== undefined ? only : [];
}

/** By which names objects are known that a made object stands over. */
function standsOver(resource: Resource): readonly string[] {
  const holder = holderOf(resource);
  if (holder === undefined) return [];
  const { kind, group } = resource.gvk;
  if (group === 'helm.cattle.io' && kind === 'HelmChartConfig')
    return [keyOf(resource, 'HelmChart', text(holder, ['metadata', 'name']))];
  if (group !== 'helm.toolkit.fluxcd.io' || kind !== 'HelmRelease') return [];
  const from = at(holder, ['spec', 'valuesFrom']);
  const maps = (Array.isArray(from) ? from : []).filter((one) => text(one, ['kind']) === 'ConfigMap');
  return maps.map((one) => keyOf(resource, 'ConfigMap', text(one, ['name'])));
}

/** By which name a made object is known to what may stand over it. */
function nameBelow(resource: Resource): string | undefined {
  const holder = holderOf(resource);
  const { kind, group } = resource.gvk;
  const isBelow = kind === 'ConfigMap' ? group === '' : kind === 'HelmChart' && group === 'helm.cattle.io';
  return holder === undefined || !isBelow ? undefined : keyOf(resource, kind, text(holder, ['metadata', 'name']));
}

function keyOf({ family, kind: made }: Resource, kind: string, name: string): string {
  return JSON.stringify([family, made, kind, name]);
}

function holderOf({ document: { holder } }: Resource): JsonObject | undefined {
  const object = holder && at(holder.document.value, holder.base);
  return object !== undefined && isObject(object) ? object : undefined;
}

/** Without its facts and faults about what is gone. Of a release the values alone are given again. */
function under(resource: Resource, above: Resource): Resource {
  const { object: before, kind, facts, faults } = resource;
  const part: Path = kind === 'Release' ? ['values'] : [];
  const [own, others] = [at(before, part), at(above.object, part)];
  if (own === undefined || others === undefined || !isObject(own) || !isObject(others)) return resource;
  const left = withoutOverridden(own, others);
  const object = part.length === 0 ? left : { ...before, values: left };
  const isGone = (path: Path) => at(before, path) !== undefined && at(object, path) === undefined;
  return {
    ...resource,
    object,
    facts: Object.fromEntries(Object.entries(facts).filter(([path]) => !isGone(pathOf(path, before)))),
    ...(faults && { faults: faults.filter(({ path }) => !isGone(path)) }),
  };
}

/** Which versions of the products run, as the objects of a scan say it. */
import { at, isObject, text } from '../lib/json.ts';
import type { Json, JsonObject, Path } from '../model/document.ts';
import type { Family, Resource } from '../model/resource.ts';
import { plainVersion } from './charts.ts';
import { families } from './index.ts';

/** What one object says, and where; without a version it says that the scan cannot know it. */
interface Saying {
  readonly version: string | undefined;
  readonly resource: number;
  readonly path: Path;
}

/**
 * For each product `version` and `version_from`, the `{ resource, path }` that says it first; neither where nothing says it, one
 * says what is not known, or two say different minor versions. Of two patch releases the minor version is told. What says it is
 * a release of its chart, and the images of its DaemonSets.
 */
export function versionsOf(resources: readonly Resource[]): { readonly [family in Family]?: JsonObject } {
  const sayings = new Map<Family, Saying[]>();
  for (const resource of resources) {
    for (const [family, saying] of said(resource)) {
      const known = sayings.get(family);
      if (known === undefined) sayings.set(family, [saying]);
      else known.push(saying);
    }
  }
  return Object.fromEntries([...sayings].map(([family, all]) => [family, agreed(all)]));
}

function agreed(sayings: readonly Saying[]): JsonObject {
  const [first] = sayings;
  const versions = new Set(sayings.map(({ version }) => version));
  const minors = new Set([...versions].map((version) => version && minorOf(version)));
  const [minor] = minors;
  if (first?.version === undefined || minors.size > 1 || minor === undefined) return {};
  const version = versions.size === 1 ? first.version : minor;
  return { version, version_from: { resource: first.resource, path: first.path } };
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

function said(resource: Resource): readonly (readonly [Family, Saying])[] {
  const { id, family, kind, object } = resource;
  if (kind === 'Release') {
    if (at(object, ['version']) === undefined) return [];
    return [[family, { version: text(object, ['product']) || undefined, resource: id, path: ['version'] }]];
  }
  return family === 'kubernetes' && kind === 'DaemonSet' ? inImages(resource) : [];
}

function inImages({ id, object }: Resource): readonly (readonly [Family, Saying])[] {
  return ['initContainers', 'containers'].flatMap((list) => {
    const path = ['spec', 'template', 'spec', list];
    return listOf(at(object, path)).flatMap((container, i) => {
      const image = text(container, ['image']);
      const own = families.filter(({ images }) => images?.test(image) === true);
      return own.map(({ family }) => {
        // `registry:5000/calico/node:v3.30.2@sha256:…`
        const [, tag = ''] = /:([\w.+-]+)(?:@.*)?$/.exec(image) ?? [];
        return [family, { version: plainVersion(tag), resource: id, path: [...path, i, 'image'] }] as const;
      });
    });
  });
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

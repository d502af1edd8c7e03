/** Which BGP implementation MetalLB's speakers run, as the objects of a scan say it. */
import { at, isObject, text } from '../../lib/json.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

/** What one object says, and where; without a mode it says that the scan cannot know it. */
interface Saying {
  readonly mode?: string;
  readonly path: Path;
}

/** metallb/metallb-operator's bgpBackend; in the external form somebody else runs frr-k8s, which MetalLB speaks to. */
const backends: ReadonlyMap<Json, string> = new Map([
  ['native', 'native'],
  ['frr', 'frr'],
  ['frr-k8s', 'frr-k8s'],
  ['frr-k8s-external', 'frr-k8s'],
]);

const containers: Path = ['spec', 'template', 'spec', 'containers'];

/**
 * `mode` (`native`, `frr` or `frr-k8s`) and `mode_from`, the `{ resource, path }` that says it first; neither where nothing
 * says it, or two say different things. What says it is the operator's object MetalLB, and the speaker's DaemonSet: its
 * variable METALLB_BGP_TYPE, without which it is native (metallb/metallb speaker/main.go). What a version's manifests or
 * chart would choose is not taken for said.
 */
export function modeOf(resources: readonly Resource[]): JsonObject {
  let first: JsonObject | undefined;
  for (const resource of resources) {
    for (const { mode, path } of sayings(resource)) {
      if (mode === undefined || (first !== undefined && first['mode'] !== mode)) return {};
      first ??= { mode, mode_from: { resource: resource.id, path } };
    }
  }
  return first ?? {};
}

function sayings(resource: Resource): Saying[] {
  const { family, kind, object } = resource;
  if (family === 'metallb' && kind === 'MetalLB') {
    const path = ['spec', 'bgpBackend'];
    const backend = at(object, path);
    return backend === undefined || backend === null || backend === '' ? [] : [saying(backend, path)];
  }
  return family === 'kubernetes' && kind === 'DaemonSet' ? inDaemonSet(resource) : [];
}

function saying(value: Json, path: Path): Saying {
  const mode = backends.get(value);
  return mode === undefined ? { path } : { mode, path };
}

function inDaemonSet({ object, partial, document, base }: Resource): Saying[] {
  return list(at(object, containers)).flatMap((container, i): Saying[] => {
    const path = [...containers, i];
    const variables = list(at(container, ['env']));
    const named = (name: string) => variables.findLastIndex((one) => text(one, ['name']) === name);
    const type = named('METALLB_BGP_TYPE');
    const value = at(variables[type], ['value']);
    if (type >= 0) return [saying(value ?? null, [...path, 'env', type, ...(value === undefined ? [] : ['value'])])];
    if (partial || named('METALLB_NODE_NAME') < 0) return [];
    // Variables may come from elsewhere.
    const isOpen =
      at(container, ['envFrom']) !== undefined ||
      variables.some((one) => !isObject(one) || isPlaceholder(one['name'])) ||
      document.open([...base, ...path]);
    return [isOpen ? { path } : { mode: 'native', path: [...path, 'name'] }];
  });
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

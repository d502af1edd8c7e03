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
 * says it, or two say different things. What says it is the operator's object MetalLB, the speaker's DaemonSet: its variable
 * METALLB_BGP_TYPE, without which it is native (metallb/metallb speaker/main.go), and the values of the chart. What a version's
 * manifests or chart would choose is not taken for said.
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
  if (family === 'metallb' && kind === 'Release') return inValues(object);
  return family === 'kubernetes' && kind === 'DaemonSet' ? inDaemonSet(resource) : [];
}

/**
 * Values of the chart (charts/metallb/templates/speaker.yaml): without FRR or FRR-K8s the speakers are native, and until 0.16
 * FRR-K8s is off unless it is said.
 */
function inValues(object: JsonObject): Saying[] {
  const path = (...steps: string[]): Path => ['values', ...steps];
  const switches = [path('frrk8s', 'enabled'), path('frrk8s', 'external'), path('speaker', 'frr', 'enabled')] as const;
  const said = switches.filter((one) => at(object, one) !== undefined);
  const [open] = said.filter((one) => typeof at(object, one) !== 'boolean');
  if (open !== undefined) return [{ path: open }];
  const on = said.find((one) => at(object, one) === true);
  const [bundled, , frr] = switches;
  if (on !== undefined) return [{ mode: on === frr ? 'frr' : 'frr-k8s', path: on }];
  const isOld = /^0\.(?:\d|1[0-5])(?:\.|$)/.test(text(object, ['product']));
  const isNative = at(object, frr) === false && (at(object, bundled) === false || isOld);
  return isNative ? [{ mode: 'native', path: frr }] : [];
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

/** Which host endpoints Calico's global policies select. */
import { isOpenSelector } from '../families/calico/selector.ts';
import { type Labels, matches, parseSelector } from '../lib/calico-selector/index.ts';
import { at, isObject } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { JsonObject } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

/** More answers than this are not given: policies without one count as unknown. */
const mostAnswers = 200_000;

/** Host endpoints with equal labels, of which a selector means all or none. */
interface Alike {
  readonly labels: Labels;
  readonly ids: number[];
}

/**
 * `{ policy, endpoints }` for each GlobalNetworkPolicy that says something of BGP, with the ids of the host endpoints that it selects;
 * `{ policy, unknown: true }` where that cannot be told, since a selector has a fault or a placeholder, or is one of namespaces, or
 * since the labels of an endpoint are not known.
 */
export function hostPolicies(resources: readonly Resource[]): JsonObject[] {
  const policies = resources.filter(({ family, kind }) => family === 'calico' && kind === 'GlobalNetworkPolicy');
  const speaking = policies.filter(({ facts }) => facts['/spec/ingress'] ?? facts['/spec/egress']);
  if (speaking.length === 0) return [];
  const endpoints = resources.filter(({ family, kind }) => family === 'calico' && kind === 'HostEndpoint');
  const isKnown = endpoints.every(({ object, partial }) => !partial && hasPlainLabels(object));
  const alike = groupsOf(endpoints);
  const answers = new Map<string, readonly number[] | undefined>();
  let left = mostAnswers;
  return speaking.map(({ id, object, partial }) => {
    const selector = isKnown && !partial ? selectorOf(object) : undefined;
    if (selector === undefined || left < 0) return { policy: id, unknown: true };
    if (!answers.has(selector)) {
      left -= alike.length;
      answers.set(selector, selected(selector, alike));
    }
    const found = answers.get(selector);
    left -= found?.length ?? 0;
    return found === undefined || left < 0 ? { policy: id, unknown: true } : { policy: id, endpoints: found };
  });
}

/** The selector of endpoints; undefined where namespaces or service accounts are asked for, or it is no text. */
function selectorOf({ spec }: JsonObject): string | undefined {
  const further = ['namespaceSelector', 'serviceAccountSelector'].some((name) => (at(spec, [name]) ?? '') !== '');
  const selector = at(spec, ['selector']) ?? '';
  return further || typeof selector !== 'string' ? undefined : selector;
}

function selected(selector: string, alike: readonly Alike[]): readonly number[] | undefined {
  if (isOpenSelector(selector)) return undefined;
  // Without one a policy selects all endpoints.
  const parsed = parseSelector(selector === '' ? 'all()' : selector);
  if ('fault' in parsed) return undefined;
  return alike.filter(({ labels }) => matches(parsed.tree, labels)).flatMap(({ ids }) => ids);
}

function hasPlainLabels(object: JsonObject): boolean {
  const labels = at(object, ['metadata', 'labels']) ?? {};
  return isObject(labels) && !isPlaceholder(labels) && Object.entries(labels).every((one) => !one.some(isPlaceholder));
}

function groupsOf(endpoints: readonly Resource[]): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const { id, object } of endpoints) {
    const labels = at(object, ['metadata', 'labels']) ?? {};
    const texts = Object.entries(isObject(labels) ? labels : {}).filter(
      (one): one is [string, string] => typeof one[1] === 'string',
    );
    const key = JSON.stringify(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
    getOrMake(groups, key, () => ({ labels: new Map(texts), ids: [] })).ids.push(id);
  }
  return [...groups.values()];
}

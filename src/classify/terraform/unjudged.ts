/** What a plan holds beside firewalling that speaks of BGP, and that no rule reads there. */

import { familiesIn } from '../../families/needles.ts';
import type { JsonObject } from '../../model/document.ts';
import { instancesOf } from './instances.ts';

/** Resources that hold objects of Kubernetes, or values from which a chart makes them. */
const types = new Set([
  'kubernetes_manifest',
  'kubectl_manifest',
  'kubernetes_config_map',
  'kubernetes_config_map_v1',
  'helm_release',
]);

/** Why a part of a plan was not checked, in clauses, one for each type of resource. */
export function unjudgedIn(value: JsonObject): readonly string[] {
  const unread = new Set<string>();
  for (const { type, after } of instancesOf(value, types)) {
    if (!unread.has(type) && after !== undefined && familiesIn(JSON.stringify(after)).size > 0) unread.add(type);
  }
  const reasons = [...unread].map(
    (type) => `${type} in a plan: not judged there, check the manifests that it is made of`,
  );
  const isEmpty = ['resource_changes', 'deferred_changes', 'values', 'resources'].every(
    (key) => value[key] === undefined,
  );
  return isEmpty ? [...reasons, 'a plan without resource_changes: make it with `terraform show -json`'] : reasons;
}

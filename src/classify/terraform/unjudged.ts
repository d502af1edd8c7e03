/** What a plan holds beside firewalling that speaks of BGP, and that no rule reads there. */

import { familiesIn } from '../../families/needles.ts';
import type { JsonObject } from '../../model/document.ts';
import { instancesOf } from './instances.ts';
import { heldTypes } from './objects.ts';

/** Providers whose resources hold objects of Kubernetes, or values from which a chart makes them. */
const providers =
  /^(?:argocd|flux|helm|k0s|k3s|k8s|kubectl|kubernetes|kustomization|rancher2|rke|talos)_|^local_(?:sensitive_)?file$/;

/** Why a part of a plan was not checked, in clauses, one for each type of resource. */
export function unjudgedIn(value: JsonObject): readonly string[] {
  const unread = new Set<string>();
  for (const { type, after } of instancesOf(value, otherTypes)) {
    if (!unread.has(type) && after !== undefined && familiesIn(JSON.stringify(after)).size > 0) unread.add(type);
  }
  const reasons = [...unread].map(
    (type) => `${type} in a plan: not checked there: check the manifests that it is made from`,
  );
  const isEmpty = ['resource_changes', 'deferred_changes', 'prior_state', 'values', 'resources'].every(
    (key) => value[key] === undefined,
  );
  return isEmpty ? [...reasons, 'a plan without resource_changes: write it with `terraform show -json`'] : reasons;
}

/** Types of such resources that are not read. */
const otherTypes = { has: (type: string) => providers.test(type) && !heldTypes.has(type) };

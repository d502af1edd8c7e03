/** What only all objects of a cluster together tell, and what needs more than a rule's arithmetic to say. */
import type { JsonObject } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import { selectorPairs } from './calico-selector-pairs.ts';
import { calicoSelections } from './calico-selectors.ts';
import { heldAddresses } from './held-addresses.ts';
import { hostPolicies } from './host-endpoints.ts';
import { labelAnswers } from './label-selectors.ts';
import { nearNamesOf } from './near-names.ts';
import { overlapsOf } from './pool-overlaps.ts';

/**
 * Members of `input.cluster`: the known nodes and what each selector means (`nodes`, `selections`, `label_selections`,
 * `label_matches`, `sharing`), how selectors relate (`selector_pairs`), which addresses stand in two pools (`overlaps`), which
 * names that name nothing are near to one that is there (`near_names`), which ranges hold the address of a router or a
 * node (`held`), and which host endpoints Calico's policies select (`host_policies`).
 */
export function answersOf(resources: readonly Resource[]): JsonObject {
  return {
    ...calicoSelections(resources),
    ...labelAnswers(resources),
    selector_pairs: selectorPairs(resources),
    overlaps: overlapsOf(resources),
    near_names: nearNamesOf(resources),
    held: heldAddresses(resources),
    host_policies: hostPolicies(resources),
  };
}

# METADATA
# title: Cilium advertisement that selects nothing
# description: |
#   An advertisement of Services or CiliumPodIPPools without `selector` selects none of them; only an empty selector,
#   `{}`, selects all. The `serviceSelector` of a legacy policy is read in the same way. Nothing checks it and no
#   condition tells: the session is established, and the router gets none of these routes.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/issues/33076
#     description: An advertisement without a selector, and no routes
#   - ref: https://github.com/cilium/cilium/blob/main/pkg/bgp/manager/reconciler/service.go
#     description: How the agent selects the Services to advertise
# custom:
#   id: cilium/advertisement-selects-nothing
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Give it a `selector`, beside `service`, that the labels of the Services or pools answer, or `selector: {}` for all
#     of them. To advertise all but some, use `matchExpressions` with the operator NotIn. A legacy policy calls it
#     `serviceSelector`.
#   variants:
#     misplaced:
#       description: |
#         The `selector` of an entry stands beside its `service`, not under it: `service` has no such field. Strict
#         validation refuses the object; where the field is dropped, the entry has no selector, and selects no Service:
#         the session is up, and the router gets none of the routes.
#       remediation: |
#         Move `selector` one level up, beside `service`.
#     contradiction:
#       description: |
#         A selector asks for all of its conditions together. Of two that exclude each other, as two values of one
#         label, nothing has both: nothing is selected, whatever the labels. Nothing checks it and no condition tells:
#         the session is established, and the router gets none of these routes.
#       remediation: |
#         Values of which one is enough belong into one expression with the operator In; for all but some there is
#         NotIn.
package bgplint.rules.cilium["advertisement-selects-nothing"]

import data.bgplint.lib.cilium.advertisements
import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains with_all(found, path) if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	not advertisement.partial
	some i, entry in advertisement.object.spec.advertisements
	what := selected[entry.advertisementType]
	path := ["spec", "advertisements", i, "selector"]
	object.get(entry, "selector", null) == null
	not advertisements.misplaced[[advertisement.id, i]]
	found := finding.absent(
		advertisement.id,
		path,
		concat(" ", [
			$"advertisement {advertisement.name} advertises {what} and has no selector, so it selects none of them:",
			"nothing checks that, and the routes are missing on the router",
		]),
	)
}

report contains finding.variant(finding.with_fix(found, [add, remove]), "misplaced") if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	some i, entry in advertisement.object.spec.advertisements
	advertisements.misplaced[[advertisement.id, i]]
	at := ["spec", "advertisements", i, "service", "selector"]
	found := finding.key(
		advertisement.id,
		at,
		concat(" ", [
			$"advertisement {advertisement.name} has its selector under `service`, which has no such field, and it",
			"belongs beside `service`: it is refused, or dropped without a word, and then no Service is selected",
		]),
	)
	add := {
		"op": "add",
		"path": ["spec", "advertisements", i, "selector"],
		"value": entry.service.selector,
		"safe": false,
	}
	remove := {"op": "remove", "path": at, "safe": false}
}

report contains finding.variant(found, "contradiction") if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	some i, entry in advertisement.object.spec.advertisements
	what := selected[entry.advertisementType]
	object.get(entry, "selector", null) != null
	labels.key(advertisement, $"/spec/advertisements/{i}/selector") == labels.nothing
	message := concat(" ", [
		$"the selector of {what} in advertisement {advertisement.name} contradicts itself and selects none of them,",
		"whatever labels they have: nothing checks that, and the routes are missing on the router",
	])
	found := finding.value(advertisement.id, ["spec", "advertisements", i, "selector"], message)
}

# A list of address types is not there for nothing.
report contains with_all(found, path) if {
	some [policy, i, router] in routers
	count(router.serviceAdvertisements) > 0
	object.get(router, "serviceSelector", null) == null
	path := ["spec", "virtualRouters", i, "serviceSelector"]
	found := finding.absent(
		policy.id,
		path,
		concat(" ", [
			$"policy {policy.name} lists serviceAdvertisements and has no serviceSelector, so it selects no Services:",
			"nothing checks that, and the routes are missing on the router",
		]),
	)
}

report contains finding.variant(found, "contradiction") if {
	some [policy, i, router] in routers
	some field in ["serviceSelector", "podIPPoolSelector"]
	object.get(router, field, null) != null
	labels.key(policy, $"/spec/virtualRouters/{i}/{field}") == labels.nothing
	message := concat(" ", [
		$"the {field} of policy {policy.name} contradicts itself and selects nothing, whatever the labels are:",
		"nothing checks that, and the routes are missing on the router",
	])
	found := finding.value(policy.id, ["spec", "virtualRouters", i, field], message)
}

with_all(found, path) := finding.with_fix(found, [{"op": "add", "path": path, "value": {}, "safe": false}])

selected := {"Service": "Services", "CiliumPodIPPool": "CiliumPodIPPools"}

# A list, since the members of a set are compared whole.
routers := [[policy, i, router] |
	some policy in input.cilium.CiliumBGPPeeringPolicy
	not policy.partial
	some i, router in policy.object.spec.virtualRouters
	is_object(router)
]

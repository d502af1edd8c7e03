# METADATA
# title: Cilium advertisement that selects nothing
# description: |
#   An advertisement of Services or CiliumPodIPPools without `selector` selects none of them; only an empty selector,
#   `{}`, selects all. The `serviceSelector` of a legacy policy works the same way. Nothing checks it, and no condition
#   reports it: the session is established, but the router gets none of these routes.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/issues/33076
#     description: Cilium, no routes without a selector
#   - ref: https://github.com/cilium/cilium/blob/main/pkg/bgp/manager/reconciler/service.go
#     description: Cilium, how the agent selects the Services to advertise
# custom:
#   id: cilium/advertisement-selects-nothing
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Add a `selector` beside `service` that matches the labels of the Services or pools, or `selector: {}` for all of
#     them. To advertise all but some, use `matchExpressions` with the operator NotIn. In a legacy policy the field is
#     `serviceSelector`.
#   variants:
#     misplaced:
#       description: |
#         The `selector` of an entry belongs beside `service`, not under it: `service` has no such field. Strict
#         validation refuses the object; where the field is dropped, the entry has no selector and selects no Service:
#         the session is up, but the router gets none of the routes.
#       remediation: |
#         Move `selector` one level up, beside `service`.
#     contradiction:
#       description: |
#         A selector matches only what meets all of its conditions. If two exclude each other, such as two values of
#         one label, nothing is selected, whatever the labels are. Nothing checks it, and no condition reports it: the
#         session is established, but the router gets none of these routes.
#       remediation: |
#         Put alternative values into one expression with the operator In; to select all but some, use NotIn.
package bgplint.rules.cilium["advertisement-selects-nothing"]

import data.bgplint.lib.cilium.advertisements
import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.steps

report contains found if {
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
			$"advertisement {advertisement.name} has no selector, so it selects no {what}:",
			"the routes are silently missing on the router",
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
			$"advertisement {advertisement.name} has its selector under `service` instead of beside it:",
			"the API server refuses it, or drops the field silently, and no Service is selected",
		]),
	)
	add := {
		"op": "add",
		"path": ["spec", "advertisements", i, "selector"],
		"value": entry.service.selector,
		"safe": false,
	}
	remove := finding.then(
		{"op": "remove", "path": at, "safe": false},
		[steps.check(concat(" ", [
			$"which Services the selector of advertisement {advertisement.name} takes: from now on they are",
			"advertised",
		]))],
	)
}

report contains finding.variant(found, "contradiction") if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	some i, entry in advertisement.object.spec.advertisements
	what := selected[entry.advertisementType]
	object.get(entry, "selector", null) != null
	labels.key(advertisement, $"/spec/advertisements/{i}/selector") == labels.nothing
	message := concat(" ", [
		$"the selector of advertisement {advertisement.name} contradicts itself and selects no {what}:",
		"the routes are silently missing on the router",
	])
	found := finding.value(advertisement.id, ["spec", "advertisements", i, "selector"], message)
}

# A list of address types is not there for nothing.
report contains found if {
	some [policy, i, router] in routers
	count(router.serviceAdvertisements) > 0
	object.get(router, "serviceSelector", null) == null
	path := ["spec", "virtualRouters", i, "serviceSelector"]
	found := finding.absent(
		policy.id,
		path,
		concat(" ", [
			$"policy {policy.name} has serviceAdvertisements but no serviceSelector, so it selects no Services:",
			"the routes are silently missing on the router",
		]),
	)
}

report contains finding.variant(found, "contradiction") if {
	some [policy, i, router] in routers
	some field in ["serviceSelector", "podIPPoolSelector"]
	object.get(router, field, null) != null
	labels.key(policy, $"/spec/virtualRouters/{i}/{field}") == labels.nothing
	message := concat(" ", [
		$"the {field} of policy {policy.name} contradicts itself and selects nothing:",
		"the routes are silently missing on the router",
	])
	found := finding.value(policy.id, ["spec", "virtualRouters", i, field], message)
}

selected := {"Service": "Services", "CiliumPodIPPool": "CiliumPodIPPools"}

# A list, since the members of a set are compared whole.
routers := [[policy, i, router] |
	some policy in input.cilium.CiliumBGPPeeringPolicy
	not policy.partial
	some i, router in policy.object.spec.virtualRouters
	is_object(router)
]

# METADATA
# title: Cilium advertisement that selects nothing
# description: |
#   An advertisement of Services or CiliumPodIPPools without `selector` selects none of them; only an empty selector, `{}`,
#   selects all. The `serviceSelector` of a legacy policy is read in the same way. Nothing checks it and no condition tells:
#   the session is established, and the router gets none of these routes.
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
#   levels: [error, note]
#   class: correctness
#   remediation: |
#     Give it a `selector` that the labels of the Services or pools answer, or `selector: {}` for all of them. To advertise all
#     but some, use `matchExpressions` with the operator NotIn.
package bgplint.rules.cilium["advertisement-selects-nothing"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains finding.at_level(meant(found, path, entry), "error") if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	not advertisement.partial
	some i, entry in advertisement.object.spec.advertisements
	what := selected[entry.advertisementType]
	path := ["spec", "advertisements", i, "selector"]
	object.get(entry, "selector", null) == null
	found := finding.absent(advertisement, path, $"advertisement {advertisement.name} advertises {what} and has no selector{misplaced(entry)}, so it selects none of them: nothing checks that, and the routes are missing on the router")
}

# One beside the addresses is dropped, and was meant for one level up.
misplaced(entry) := " of its own, but one under `service`, which is dropped" if {
	nested(entry)
} else := ""

# A selector for everything would take more than that one.
meant(found, _, entry) := found if nested(entry)

meant(found, path, entry) := with_all(found, path) if not nested(entry)

nested(entry) if is_object(entry.service.selector)

report contains finding.at_level(finding.value(advertisement, ["spec", "advertisements", i, "selector"], message), "error") if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	some i, entry in advertisement.object.spec.advertisements
	what := selected[entry.advertisementType]
	object.get(entry, "selector", null) != null
	labels.key(advertisement, $"/spec/advertisements/{i}/selector") == labels.nothing
	message := $"the selector of {what} in advertisement {advertisement.name} contradicts itself and selects none of them, whatever labels they have: nothing checks that, and the routes are missing on the router"
}

# A list of address types is not there for nothing.
report contains finding.at_level(with_all(found, path), "error") if {
	some [policy, i, router] in routers
	count(router.serviceAdvertisements) > 0
	object.get(router, "serviceSelector", null) == null
	path := ["spec", "virtualRouters", i, "serviceSelector"]
	found := finding.absent(policy, path, $"policy {policy.name} lists serviceAdvertisements and has no serviceSelector, so it selects no Services: nothing checks that, and the routes are missing on the router")
}

# It may be there to take routes, or to look at sessions.
report contains finding.at_level(finding.absent(policy, ["spec", "virtualRouters", i, "serviceSelector"], message), "note") if {
	some [policy, i, router] in routers
	count(router.neighbors) > 0
	object.get(router, "exportPodCIDR", false) in {false, null}
	every field in ["serviceSelector", "podIPPoolSelector"] {
		object.get(router, field, null) == null
	}
	object.get(router, "serviceAdvertisements", null) in {null, []}
	message := $"a virtual router of policy {policy.name} has no serviceSelector, no podIPPoolSelector and no exportPodCIDR: its sessions come up and advertise nothing"
}

report contains finding.at_level(finding.value(policy, ["spec", "virtualRouters", i, field], message), "error") if {
	some [policy, i, router] in routers
	some field in ["serviceSelector", "podIPPoolSelector"]
	object.get(router, field, null) != null
	labels.key(policy, $"/spec/virtualRouters/{i}/{field}") == labels.nothing
	message := $"the {field} of policy {policy.name} contradicts itself and selects nothing, whatever the labels are: nothing checks that, and the routes are missing on the router"
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

# METADATA
# title: Invalid EVPN settings of an frr-k8s router
# description: |
#   frr-k8s accepts `advertiseVNIs: All`, `advertiseSVI` and `l2vnis` only if a neighbor of the router has `evpn` among
#   its `addressFamilies`. It checks this after merging all configurations of the node: the neighbor may be in another
#   one. The webhook refuses the configuration; if no node matched the selector when it was applied, a node that matches
#   later refuses all of its configurations at run time.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#evpnconfig
#     description: frr-k8s API, EVPNConfig
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, what is checked after the merge
# custom:
#   id: frr-k8s/evpn-invalid
#   level: error
#   class: correctness
#   remediation: |
#     Set `addressFamilies: [unicast, evpn]` on a neighbor of the router, or remove the field.
#   variants:
#     l3vni:
#       description: |
#         frr-k8s accepts an `l3vni` only on a router that has no neighbors in all configurations of a node together: it
#         is for the VRF of tenants, and the sessions belong to another router. The webhook refuses the configuration;
#         if no node matched the selector when it was applied, a node that matches later refuses all of its
#         configurations at run time.
#       remediation: |
#         Give the `l3vni` its own router, with the VRF and without neighbors.
#     vni:
#       description: |
#         A VNI stands for one network: frr-k8s accepts each VNI only once among all routers of a node, of layer 2 and 3
#         together. The webhook refuses the configuration; if no node matched the selector when it was applied, a node
#         that matches later refuses all of its configurations at run time.
#       remediation: |
#         Keep the VNI in one place, and give the other one its own number.
package bgplint.rules["frr-k8s"]["evpn-invalid"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels

# Another configuration may bring the neighbor.
report contains finding.claims_absence(finding.resting_on(
	found,
	{{"resource": config.id, "path": ["spec", "bgp", "routers", i, "neighbors"]}},
)) if {
	some [config, i, router] in routers
	some field in ["advertiseVNIs", "advertiseSVI", "l2vnis"]
	asks_for_neighbor(router.evpn, field)
	not brought(config, frr_k8s.vrf(router))
	found := finding.key(
		config.id,
		["spec", "bgp", "routers", i, "evpn", field],
		concat(" ", [
			$"{field} of {config.name} needs a neighbor in {frr_k8s.vrf_title(frr_k8s.vrf(router))} with evpn among",
			"its addressFamilies, but none has it: frr-k8s refuses the configuration",
		]),
	)
}

report contains finding.variant(finding.with_related(found, {other}), "l3vni") if {
	some [config, i, router] in routers
	is_object(router.evpn.l3vni)
	[name, id, n] := min({entry |
		some [key, entry] in with_neighbors[frr_k8s.vrf(router)]
		labels.may_share(labels.key(config, "/spec/nodeSelector"), key)
	})
	message := concat(" ", [
		$"the l3vni of {config.name} is for a router without neighbors,",
		$"but {name} adds some to {frr_k8s.vrf_title(frr_k8s.vrf(router))}: frr-k8s refuses the configuration",
	])
	found := finding.key(config.id, ["spec", "bgp", "routers", i, "evpn", "l3vni"], message)
	other := finding.place(id, ["spec", "bgp", "routers", n, "neighbors"], "the neighbors")
}

# A layer 2 VNI may stand in several configurations for one VRF, which are merged; within one list it may not.
report contains finding.variant(finding.with_related(found, {other}), "vni") if {
	some [config, _, _] in routers
	some [vni, vrf, path] in used(config)
	first := min({[config.name, config.id, other] | some [number, _, other] in used(config); number == vni} | {user |
		some [key, their_vrf, user] in users[vni]
		[name, id, _] := user
		id != config.id
		[name, id] < [config.name, config.id]
		their_vrf != vrf
		labels.may_share(labels.key(config, "/spec/nodeSelector"), key)
	})
	first != [config.name, config.id, path]
	[_, first_id, first_path] := first
	message := $"VNI {vni} of {config.name} is {elsewhere(config, first)}: frr-k8s refuses the configuration"
	found := finding.value(config.id, path, message)
	other := finding.place(first_id, first_path, "the first one")
}

elsewhere(config, [_, id, _]) := "used twice" if id == config.id

elsewhere(config, [name, id, _]) := $"also used in {name}, in another VRF and maybe on the same node" if id != config.id

asks_for_neighbor(evpn, "advertiseVNIs") if evpn.advertiseVNIs == "All"

asks_for_neighbor(evpn, "advertiseSVI") if evpn.advertiseSVI == true

asks_for_neighbor(evpn, "l2vnis") if count(evpn.l2vnis) > 0

brought(config, vrf) if {
	some key in with_evpn[vrf]
	labels.may_share(labels.key(config, "/spec/nodeSelector"), key)
}

routers := [[config, i, router] |
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	some i, router in config.object.spec.bgp.routers
	is_object(router.evpn)
]

with_evpn[frr_k8s.vrf(router)] contains labels.key(config, "/spec/nodeSelector") if {
	some [config, _, router, _, neighbor] in frr_k8s.neighbors
	"evpn" in neighbor.addressFamilies
}

with_neighbors[frr_k8s.vrf(router)] contains [
	labels.key(config, "/spec/nodeSelector"),
	[config.name, config.id, i],
] if {
	some [config, i, router, _, _] in frr_k8s.neighbors
	l3_vrfs[frr_k8s.vrf(router)]
}

l3_vrfs contains frr_k8s.vrf(router) if {
	some [_, _, router] in routers
	is_object(router.evpn.l3vni)
}

used(config) := {[item.vni, frr_k8s.vrf(router), ["spec", "bgp", "routers", i, "evpn", "l2vnis", k, "vni"]] |
	some i, router in config.object.spec.bgp.routers
	some k, item in router.evpn.l2vnis
} | {[router.evpn.l3vni.vni, frr_k8s.vrf(router), ["spec", "bgp", "routers", i, "evpn", "l3vni", "vni"]] |
	some i, router in config.object.spec.bgp.routers
	router.evpn.l3vni.vni
}

users[vni] contains [labels.key(config, "/spec/nodeSelector"), vrf, [config.name, config.id, path]] if {
	some [config, _, _] in routers
	some [vni, vrf, path] in used(config)
}

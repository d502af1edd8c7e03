# METADATA
# description: |
#   What the configurations of a node must agree on when frr-k8s merges them (metallb/frr-k8s
#   internal/controller/merge.go), with the defaults that it puts in first: rows for `contradictions.contradicted`. A
#   subject is `[place, field]`: the place is `[vrf]` of a router or `[vrf, neighbor]`, the field a path in it or a list
#   and a member. An owner is `[origin, name, id, path, path to show, words for the value]`, where the origin is 0 for
#   what MetalLB writes for a BGPPeer (peers.rego), 1 for an FRRConfiguration (this file).
package bgplint.lib.frr_k8s.merge

import data.bgplint.lib.contradictions
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels

# METADATA
# description: All that is stated.
statements[[place, field]][nodes][folder][value] contains owner(config, path, shown, said) if {
	some [config, i, router, place, nodes, folder] in routers
	some [field, value] in router_fields(router)
	path := array.concat(["spec", "bgp", "routers", i], field)
	shown := shown_of_router(router, i, field)
	said := words(field[count(field) - 1], value, object.get(router, field, null) != null)
}

statements[[place, [field]]][nodes][folder][value] contains owner(config, path, shown, said) if {
	some [config, i, j, neighbor, place, nodes, folder] in sessions
	some [field, value] in array.concat(neighbor_fields(neighbor), timers(config, i, j, neighbor))
	name := key(neighbor, field)
	path := frr_k8s.field(i, j, name)
	shown := shown_of_neighbor(i, j, neighbor, name)
	said := words(field, value, object.get(neighbor, name, null) != null)
}

statements[[place, ["nextHop", field]]][nodes][folder][hop] contains owner(config, path, path, hop) if {
	some [config, i, j, neighbor, place, nodes, folder] in sessions
	some field in ["ipv4", "ipv6"]
	hop := neighbor.toAdvertise.nextHop[field]
	not hop in {null, ""}
	path := array.concat(frr_k8s.field(i, j, "toAdvertise"), ["nextHop", field])
}

statements[[place, ["localPref", prefix]]][nodes][folder][preference] contains owner(config, path, path, said) if {
	some [config, i, j, neighbor, place, nodes, folder] in sessions
	some k, item in neighbor.toAdvertise.withLocalPref
	preference := item.localPref
	preference != null
	said := $"{preference}"
	some prefix in item.prefixes
	path := array.concat(frr_k8s.field(i, j, "toAdvertise"), ["withLocalPref", k, "localPref"])
}

statements[[place, ["rd", vni]]][nodes][folder][item.rd] contains owner(config, path, path, item.rd) if {
	some [config, i, router, place, nodes, folder] in routers
	some [vni, within, item] in vnis(router)
	frr_k8s.given(item, "rd")
	path := array.concat(array.concat(["spec", "bgp", "routers", i, "evpn"], within), ["rd"])
}

statements[[place, [field, vni]]][nodes][folder][value] contains owner(config, path, shown, value) if {
	some [config, i, router, place, nodes, folder] in routers
	some [vni, within, item] in vnis(router)
	some field in ["importRTs", "exportRTs"]
	value := targets(item, field)
	stands := array.concat(["spec", "bgp", "routers", i, "evpn"], within)
	path := array.concat(stands, [field])
	shown := array.concat(stands, ["vni"])
}

owner(config, path, shown, said) := [1, config.name, config.id, path, shown, said]

routers := [[config, i, router, [frr_k8s.vrf(router)], nodes, folder] |
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	nodes := labels.key(config, "/spec/nodeSelector")
	folder := contradictions.folder(config)
	some i, router in config.object.spec.bgp.routers
]

sessions := [[config, i, j, neighbor, place, nodes, folder] |
	some [config, i, router, [vrf], nodes, folder] in routers
	some j, neighbor in router.neighbors
	is_object(neighbor)
	place := [vrf, target(config, i, j, neighbor)]
	shared[place]
]

router_fields(router) := [[field, value] |
	some [field, value] in array.concat(
		[[["asn"], stated(router, "asn", null)], [["id"], stated(router, "id", null)]],
		evpn_fields(router),
	)
	value != null
]

evpn_fields(router) := [
	[["evpn", "advertiseVNIs"], stated(router.evpn, "advertiseVNIs", "Disabled")],
	[["evpn", "advertiseSVI"], stated(router.evpn, "advertiseSVI", false)],
	[["evpn", "l3vni", "vni"], object.get(router.evpn, ["l3vni", "vni"], null)],
] if {
	is_object(router.evpn)
} else := []

# VNIs and where they stand; those of layer 2 are merged by their number.
vnis(router) := array.concat(
	[[item.vni, ["l2vnis", k], item] | some k, item in router.evpn.l2vnis],
	[[item.vni, ["l3vni"], item] | item := router.evpn.l3vni; is_object(item)],
)

targets(item, field) := "listed" if {
	count(item[field]) > 0
} else := "left to FRR"

# What is compared with its default where it is not there, and with null only where both say it.
neighbor_fields(neighbor) := [[field, value] |
	some [field, value] in [
		["asn", as_number(neighbor)],
		["port", stated(neighbor, "port", 179)],
		["sourceaddress", stated(neighbor, "sourceaddress", "")],
		["password", password(neighbor)],
		["ebgpMultiHop", stated(neighbor, "ebgpMultiHop", false)],
		["dualStackAddressFamily", both_families(neighbor, "address")],
		["localASN", stated(neighbor, "localASN", 0)],
		["bfdProfile", stated(neighbor, "bfdProfile", null)],
	]
	value != null
]

timers(config, i, j, neighbor) := [[field, seconds] |
	some [field, otherwise] in [["holdTime", 180], ["keepaliveTime", 60], ["connectTime", 60]]
	seconds := whole_seconds(config, i, j, neighbor, field, otherwise)
]

whole_seconds(config, i, j, _, field, _) := floor(frr_k8s.fact(config, i, j, field).seconds)

whole_seconds(_, _, _, neighbor, field, otherwise) := otherwise if object.get(neighbor, field, null) == null

as_number(neighbor) := neighbor.asn if {
	frr_k8s.given(neighbor, "asn")
} else := stated(neighbor, "dynamicASN", null)

# The webhook leaves Secrets out and so sees none; at run time it is a password.
password(neighbor) := "a plain-text password" if {
	frr_k8s.given(neighbor, "password")
} else := "a password from a Secret" if {
	frr_k8s.names_secret(neighbor)
} else := "no password"

key(neighbor, "asn") := "dynamicASN" if {
	not frr_k8s.given(neighbor, "asn")
	frr_k8s.given(neighbor, "dynamicASN")
} else := "asn"

key(neighbor, "password") := "passwordSecret" if {
	not frr_k8s.given(neighbor, "password")
} else := "password"

key(_, field) := field if not field in {"asn", "password"}

# What is not there is shown by the neighbor.
shown_of_neighbor(i, j, neighbor, field) := frr_k8s.field(i, j, field) if {
	not object.get(neighbor, field, null) == null
} else := frr_k8s.field(i, j, "address") if {
	frr_k8s.given(neighbor, "address")
} else := frr_k8s.field(i, j, "interface")

# What is not there is shown by the AS number, which every router has.
shown_of_router(router, i, field) := array.concat(["spec", "bgp", "routers", i], field) if {
	object.get(router, field, null) != null
} else := ["spec", "bgp", "routers", i, "asn"]

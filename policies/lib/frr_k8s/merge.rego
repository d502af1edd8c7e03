# METADATA
# description: |
#   What the configurations of a node must agree on when frr-k8s merges them (metallb/frr-k8s
#   internal/controller/merge.go), with the defaults that it puts in first. A statement is `[subject, field, key of the
#   nodes, value, owner]`: the subject is `[vrf]` of a router or `[vrf, neighbor]`, the owner `[rank, name, id, path,
#   path to show, words for the value]`. Of rank 0 is what MetalLB writes for a BGPPeer, of rank 1 an FRRConfiguration.
package bgplint.lib.frr_k8s.merge

import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.version

# METADATA
# description: All statements.
statements contains [
	[frr_k8s.vrf(router)],
	field,
	within,
	value,
	[
		1,
		config.name,
		config.id,
		path,
		shown_of_router(router, path),
		words(field[count(field) - 1], value, router_states(router, field)),
	],
] if {
	some config in whole
	within := labels.key(config, "/spec/nodeSelector")
	some i, router in config.object.spec.bgp.routers
	some [field, value] in router_fields(router)
	path := array.concat(["spec", "bgp", "routers", i], field)
}

statements contains [[frr_k8s.vrf(router), frr_k8s.title(neighbor)], [field], within, value, owner] if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	not config.partial
	shared[[frr_k8s.vrf(router), frr_k8s.title(neighbor)]]
	within := labels.key(config, "/spec/nodeSelector")
	some [field, value] in (neighbor_fields(neighbor) | timers(config, i, j, neighbor))
	name := key(neighbor, field)
	owner := [
		1,
		config.name,
		config.id,
		frr_k8s.field(i, j, name),
		shown(i, j, neighbor, name),
		words(field, value, object.get(neighbor, name, null) != null),
	]
}

statements contains [
	[frr_k8s.vrf(router), frr_k8s.title(neighbor)],
	["nextHop", field],
	within,
	hop,
	[1, config.name, config.id, path, path, hop],
] if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	not config.partial
	shared[[frr_k8s.vrf(router), frr_k8s.title(neighbor)]]
	within := labels.key(config, "/spec/nodeSelector")
	some field in ["ipv4", "ipv6"]
	hop := neighbor.toAdvertise.nextHop[field]
	not hop in {null, ""}
	path := array.concat(frr_k8s.field(i, j, "toAdvertise"), ["nextHop", field])
}

statements contains [
	[frr_k8s.vrf(router), frr_k8s.title(neighbor)],
	["localPref", prefix],
	within,
	item.localPref,
	[1, config.name, config.id, path, path, $"{item.localPref}"],
] if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	not config.partial
	shared[[frr_k8s.vrf(router), frr_k8s.title(neighbor)]]
	within := labels.key(config, "/spec/nodeSelector")
	some k, item in neighbor.toAdvertise.withLocalPref
	item.localPref != null
	some prefix in item.prefixes
	path := array.concat(frr_k8s.field(i, j, "toAdvertise"), ["withLocalPref", k, "localPref"])
}

statements contains [
	[frr_k8s.vrf(router)],
	["rd", vni],
	within,
	item.rd,
	[1, config.name, config.id, path, path, item.rd],
] if {
	some [config, i, router, within, vni, place, item] in tunnels
	frr_k8s.given(item, "rd")
	path := array.concat(array.concat(["spec", "bgp", "routers", i, "evpn"], place), ["rd"])
}

statements contains [
	[frr_k8s.vrf(router)],
	[field, vni],
	within,
	value,
	[1, config.name, config.id, array.concat(path, [field]), array.concat(path, ["vni"]), value],
] if {
	some [config, i, router, within, vni, place, item] in tunnels
	some field in ["importRTs", "exportRTs"]
	value := targets(item, field)
	path := array.concat(["spec", "bgp", "routers", i, "evpn"], place)
}

tunnels := [[config, i, router, labels.key(config, "/spec/nodeSelector"), vni, place, item] |
	some config in whole
	some i, router in config.object.spec.bgp.routers
	some [vni, place, item] in vnis(router)
]

# METADATA
# description: |
#   What MetalLB in FRR-K8s mode writes for its peers (metallb/metallb internal/bgp/frrk8s/frrk8s.go): without a local
#   AS number and without the address that the session comes from, whatever the peer says of them.
statements contains [
	[vrf],
	[field],
	labels.key(peer, "/spec/nodeSelectors"),
	value,
	[0, peer.name, peer.id, ["spec", name], ["spec", name], words(field, value, true)],
] if {
	some [peer, vrf, _] in peers
	some [field, name] in [["asn", "myASN"], ["id", "routerID"]]
	value := peer.object.spec[name]
	not value in {null, "", 0}
}

statements contains [[vrf, target], [field], labels.key(peer, "/spec/nodeSelectors"), value, owner] if {
	some [peer, vrf, target] in peers
	shared[[vrf, target]]
	some [field, value, name] in (peer_fields(peer.object.spec) | peer_timers(peer))
	said := peer_words(field, value, name, object.get(peer.object, ["spec", name], null) != null)
	owner := [0, peer.name, peer.id, ["spec", name], peer_shown(peer.object.spec, name), said]
}

whole := [config | some config in input["frr-k8s"].FRRConfiguration; not config.partial]

peers := [[peer, vrf, target] |
	not another_mode
	some peer in input.metallb.BGPPeer
	not peer.partial
	vrf := object.get(peer.object, ["spec", "vrf"], "")
	target := frr_k8s.title({
		"address": object.get(peer.object, ["spec", "peerAddress"], ""),
		"interface": object.get(peer.object, ["spec", "interface"], ""),
	})
]

# METADATA
# description: True if the speakers have BGP of their own, and write nothing for frr-k8s.
default another_mode := false

another_mode if input.cluster.metallb.mode in {"native", "frr"}

# A neighbor that only one says anything of is in nobody's way.
shared[place] if {
	some place, those in named
	count(those) > 1
}

named[[frr_k8s.vrf(router), frr_k8s.title(neighbor)]] contains [config.id, i, j] if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	frr_k8s.title(neighbor) != "without an address"
}

named[[vrf, target]] contains [peer.id, 0, 0] if some [peer, vrf, target] in peers

router_fields(router) := {[field, value] |
	some [field, value] in array.concat(
		[[["asn"], stated(router, "asn", null)], [["id"], stated(router, "id", null)]],
		evpn_fields(router),
	)
	value != null
}

evpn_fields(router) := [
	[["evpn", "advertiseVNIs"], stated(router.evpn, "advertiseVNIs", "Disabled")],
	[["evpn", "advertiseSVI"], stated(router.evpn, "advertiseSVI", false)],
	[["evpn", "l3vni", "vni"], object.get(router.evpn, ["l3vni", "vni"], null)],
] if {
	is_object(router.evpn)
} else := []

# VNIs and where they stand; those of layer 2 are merged by their number.
vnis(router) := {[item.vni, ["l2vnis", k], item] | some k, item in router.evpn.l2vnis} | {[item.vni, ["l3vni"], item] |
	item := router.evpn.l3vni
	is_object(item)
}

targets(item, field) := "listed" if {
	count(item[field]) > 0
} else := "left to FRR"

# What is compared with its default where it is not there, and with null only where both say it.
neighbor_fields(neighbor) := {[field, value] |
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
}

# A session over an interface carries both families anyway.
both_families(object, address) := stated(object, "dualStackAddressFamily", false) if {
	frr_k8s.given(object, address)
} else := null

timers(config, i, j, neighbor) := {[field, seconds] |
	some [field, otherwise] in [["holdTime", 180], ["keepaliveTime", 60], ["connectTime", 60]]
	seconds := whole_seconds(config, i, j, neighbor, field, otherwise)
}

whole_seconds(config, i, j, _, field, _) := floor(frr_k8s.fact(config, i, j, field).seconds)

whole_seconds(_, _, _, neighbor, field, otherwise) := otherwise if object.get(neighbor, field, null) == null

peer_fields(spec) := {[field, value, name] |
	some [field, value, name] in [
		["asn", peer_as_number(spec), {true: "peerASN", false: "dynamicASN"}[stated(spec, "dynamicASN", "") == ""]],
		["port", stated(spec, "peerPort", 179), "peerPort"],
		[
			"password",
			peer_password(spec),
			{true: "password", false: "passwordSecret"}[stated(spec, "password", "") != ""],
		],
		["ebgpMultiHop", stated(spec, "ebgpMultiHop", false), "ebgpMultiHop"],
		["dualStackAddressFamily", both_families(spec, "peerAddress"), "dualStackAddressFamily"],
		["bfdProfile", stated(spec, "bfdProfile", null), "bfdProfile"],
		["sourceaddress", "", "sourceAddress"],
		["localASN", 0, "localASN"],
	]
	value != null
}

# `[field, seconds, field of the peer that says so]`. MetalLB makes one of the two timers from the other, and writes
# neither where there is none: frr-k8s' defaults count then (internal/config/config.go, parseTimers; frrk8s.go,
# updateConfig).
peer_timers(peer) := {[field, floor(seconds), name] |
	some [field, seconds, name] in (hold_and_keepalive(peer) | connect(peer))
}

hold_and_keepalive(peer) := {["holdTime", hold, "holdTime"], ["keepaliveTime", keepalive, "keepaliveTime"]} if {
	hold := peer.facts["/spec/holdTime"].seconds
	keepalive := peer.facts["/spec/keepaliveTime"].seconds
} else := {["holdTime", hold, "holdTime"], ["keepaliveTime", hold / 3, "holdTime"]} if {
	metallb.unset(peer, "keepaliveTime")
	hold := peer.facts["/spec/holdTime"].seconds
} else := {["holdTime", keepalive * 3, "keepaliveTime"], ["keepaliveTime", keepalive, "keepaliveTime"]} if {
	metallb.unset(peer, "holdTime")
	keepalive := peer.facts["/spec/keepaliveTime"].seconds
} else := {["holdTime", 180, "holdTime"], ["keepaliveTime", 60, "keepaliveTime"]} if {
	metallb.unset(peer, "holdTime")
	metallb.unset(peer, "keepaliveTime")
	not before_optional_timers
} else := set()

# Up to there it may write timers of its own.
default before_optional_timers := false

before_optional_timers if version.before(input.cluster.metallb.version, "0.15")

connect(peer) := {["connectTime", peer.facts["/spec/connectTime"].seconds, "connectTime"]} if {
	peer.facts["/spec/connectTime"].seconds
} else := {["connectTime", 60, "connectTime"]} if {
	metallb.unset(peer, "connectTime")
} else := set()

stated(object, field, otherwise) := object[field] if {
	frr_k8s.given(object, field)
} else := otherwise

as_number(neighbor) := neighbor.asn if {
	frr_k8s.given(neighbor, "asn")
} else := stated(neighbor, "dynamicASN", null)

peer_as_number(spec) := spec.peerASN if {
	frr_k8s.given(spec, "peerASN")
} else := stated(spec, "dynamicASN", null)

# The webhook leaves Secrets out and so sees none; at run time it is a password.
password(neighbor) := "a password in clear text" if {
	frr_k8s.given(neighbor, "password")
} else := "a password from a Secret" if {
	frr_k8s.names_secret(neighbor)
} else := "no password"

peer_password(spec) := "a password in clear text" if {
	frr_k8s.given(spec, "password")
} else := "a password from a Secret" if {
	frr_k8s.given(spec.passwordSecret, "name")
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
shown(i, j, neighbor, field) := frr_k8s.field(i, j, field) if {
	not object.get(neighbor, field, null) == null
} else := frr_k8s.field(i, j, "address") if {
	frr_k8s.given(neighbor, "address")
} else := frr_k8s.field(i, j, "interface")

peer_shown(spec, name) := ["spec", name] if {
	not object.get(spec, name, null) == null
} else := ["spec", "peerAddress"] if {
	frr_k8s.given(spec, "peerAddress")
} else := ["spec", "interface"]

# A value as messages call it; what is not there counts as its default.
words(field, value, given) := unit(field, value) if {
	given
	not value in {"", 0}
} else := "not set" if {
	value in {"", 0}
} else := value if {
	field == "password"
} else := $"{unit(field, value)} by default"

# MetalLB drops two fields, and makes a timer that is not there from the other.
peer_words(field, value, name, given) := {false: "not set", true: "left out"}[given] if {
	field in {"sourceaddress", "localASN"}
} else := $"{value} s, from its {name}," if {
	field in {"holdTime", "keepaliveTime"}
	given
	field != name
} else := words(field, value, given)

unit(field, value) := $"{value} s" if {
	field in {"holdTime", "keepaliveTime", "connectTime"}
} else := $"{value}"

router_states(router, field) := object.get(router, field, null) != null

# What is not there is shown by the AS number, which every router has.
shown_of_router(router, path) := path if {
	object.get(router, array.slice(path, 4, count(path)), null) != null
} else := array.concat(array.slice(path, 0, 4), ["asn"])

# The statements of MetalLB's peers, which it writes for frr-k8s; what they are is said in configurations.rego.

package bgplint.lib.frr_k8s.merge

import data.bgplint.lib.contradictions
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.version

# What MetalLB in FRR-K8s mode writes for its peers (metallb/metallb internal/bgp/frrk8s/frrk8s.go): without a local AS
# number and without the address that the session comes from, whatever the peer says of them.
statements[[[vrf], [field]]][nodes][folder][value] contains owner_of_peer(peer, name, ["spec", name], said) if {
	some [peer, vrf, _, nodes, folder] in peers
	some [field, name] in [["asn", "myASN"], ["id", "routerID"]]
	value := peer.object.spec[name]
	not value in {null, "", 0}
	said := words(field, value, true)
}

statements[[[vrf, target], [field]]][nodes][folder][value] contains owner_of_peer(peer, name, shown, said) if {
	some [peer, vrf, target, nodes, folder] in peers
	shared[[vrf, target]]
	some [field, value, name] in array.concat(peer_fields(peer.object.spec), peer_timers(peer))
	shown := shown_of_peer(peer.object.spec, name)
	said := peer_words(field, value, name, object.get(peer.object, ["spec", name], null) != null)
}

owner_of_peer(peer, name, shown, said) := [0, peer.name, peer.id, ["spec", name], shown, said]

peers := [[peer, vrf, target, nodes, folder] |
	not another_mode
	some peer in input.metallb.BGPPeer
	not peer.partial
	nodes := labels.key(peer, "/spec/nodeSelectors")
	folder := contradictions.folder(peer)
	vrf := object.get(peer.object, ["spec", "vrf"], "")
	target := target_of_peer(peer)
]

target_of_peer(peer) := fact.address if {
	fact := peer.facts["/spec/peerAddress"]
	fact.family == 6
} else := frr_k8s.title({
	"address": object.get(peer.object, ["spec", "peerAddress"], ""),
	"interface": object.get(peer.object, ["spec", "interface"], ""),
})

peer_fields(spec) := [[field, value, name] |
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
]

# `[field, seconds, field of the peer that says so]`. MetalLB makes one of the two timers from the other, and writes
# neither where there is none: frr-k8s' defaults count then (internal/config/config.go, parseTimers; frrk8s.go,
# updateConfig).
peer_timers(peer) := [[field, floor(seconds), name] |
	some [field, seconds, name] in array.concat(hold_and_keepalive(peer), connect(peer))
]

hold_and_keepalive(peer) := [["holdTime", hold, "holdTime"], ["keepaliveTime", keepalive, "keepaliveTime"]] if {
	hold := peer.facts["/spec/holdTime"].seconds
	keepalive := peer.facts["/spec/keepaliveTime"].seconds
} else := [["holdTime", hold, "holdTime"], ["keepaliveTime", hold / 3, "holdTime"]] if {
	metallb.unset(peer, "keepaliveTime")
	hold := peer.facts["/spec/holdTime"].seconds
} else := [["holdTime", keepalive * 3, "keepaliveTime"], ["keepaliveTime", keepalive, "keepaliveTime"]] if {
	metallb.unset(peer, "holdTime")
	keepalive := peer.facts["/spec/keepaliveTime"].seconds
} else := [["holdTime", 180, "holdTime"], ["keepaliveTime", 60, "keepaliveTime"]] if {
	metallb.unset(peer, "holdTime")
	metallb.unset(peer, "keepaliveTime")
	not before_optional_timers
} else := []

# Up to there it may write timers of its own.
default before_optional_timers := false

before_optional_timers if version.before(input.cluster.metallb.version, "0.15")

connect(peer) := [["connectTime", seconds, "connectTime"]] if {
	seconds := peer.facts["/spec/connectTime"].seconds
} else := [["connectTime", 60, "connectTime"]] if {
	metallb.unset(peer, "connectTime")
} else := []

peer_as_number(spec) := spec.peerASN if {
	frr_k8s.given(spec, "peerASN")
} else := stated(spec, "dynamicASN", null)

peer_password(spec) := "a plain-text password" if {
	frr_k8s.given(spec, "password")
} else := "a password from a Secret" if {
	frr_k8s.given(spec.passwordSecret, "name")
} else := "no password"

shown_of_peer(spec, name) := ["spec", name] if {
	not object.get(spec, name, null) == null
} else := ["spec", "peerAddress"] if {
	frr_k8s.given(spec, "peerAddress")
} else := ["spec", "interface"]

# MetalLB drops two fields, and makes a timer that is not there from the other.
peer_words(field, value, name, given) := {false: "not set", true: "left out"}[given] if {
	field in {"sourceaddress", "localASN"}
} else := $"{value} s, from its {name}," if {
	field in {"holdTime", "keepaliveTime"}
	given
	field != name
} else := words(field, value, given)

# METADATA
# title: Cilium peer or port that one node has twice
# description: |
#   An instance of Cilium's GoBGP holds one peer for an address. Of two with other names the agent gives it one, which
#   of them is chance, GoBGP refuses the other (`can't overwrite the existing peer`), and every reconciliation of the
#   peers ends with that error. A legacy virtual router with two neighbors of one address and AS number keeps the last
#   without a word. Two instances cannot listen on one port of a node either: the second does not start, and has no
#   session at all.
# related_resources:
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/neighbor.go
#     description: Cilium, how the peers of an instance are made
#   - ref: https://github.com/osrg/gobgp/blob/master/pkg/server/server.go
#     description: GoBGP, addNeighbor
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/manager.go
#     description: Cilium, registerBGPInstance
# custom:
#   id: cilium/duplicate-peer
#   level: error
#   class: correctness
#   remediation: |
#     Keep one peer for each address of an instance, with all families in its CiliumBGPPeerConfig, and give each
#     instance that listens a `localPort` of its own.
package bgplint.rules.cilium["duplicate-peer"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding

report contains finding.with_related(found, {finding.place(peer.id, address(first), "the other one")}) if {
	some at, those in peers
	count(those) > 1
	first := min(those)
	some one in those
	one != first
	peer := {"id": at[0]}
	found := finding.value(
		peer.id,
		address(one),
		concat(" ", [
			$"peers {first[1]} and {one[1]} of instance {at[3]} of {at[2]} have the address {at[4]}: GoBGP",
			"takes one of them, refuses the other, and Cilium reports the peers as failed over and over",
		]),
	)
}

report contains finding.with_related(found, {finding.place(policy.id, address(first), "the other one")}) if {
	some at, those in neighbors
	count(those) > 1
	first := min(those)
	some one in those
	one != first
	policy := {"id": at[0]}
	found := finding.value(
		policy.id,
		address(one),
		$"a virtual router of {at[2]} has the neighbor {at[3]} twice{outcome(first[1], one[1])}",
	)
}

report contains finding.with_related(found, {finding.place(config.id, port(first), "the other one")}) if {
	some [id, name, number], those in ports
	count(those) > 1
	first := min(those)
	some one in those
	one != first
	first[1] != one[1]
	not overridden[first[1]]
	not overridden[one[1]]
	config := {"id": id}
	found := finding.value(
		config.id,
		port(one),
		concat(" ", [
			$"instances {first[1]} and {one[1]} of {name} listen on port {number} of the same nodes: the",
			"second that starts cannot, and none of its sessions comes up",
		]),
	)
}

address(entry) := array.concat(entry[2], ["peerAddress"])

port(entry) := ["spec", "bgpInstances", entry[0], "localPort"]

outcome(as_number, other) := ": the last one counts, and what the others say is lost" if {
	as_number == other
} else := ", with two AS numbers: GoBGP takes one of them and refuses the other, and Cilium reports the neighbors as failed over and over"

# `[number, name, path]` by instance and address. Two of one name the API server refuses, which input/invalid-value
# tells.
peers[[peer.id, peer.path[2], peer.of, instance, spelt(fact)]] contains [peer.path[4], peer.name, peer.path] if {
	some peer in cilium_peers.peers
	instance := instances[[peer.id, peer.path[2]]]
	unique[[peer.id, peer.path[2], peer.name]]
	fact := cilium_peers.address(peer)
	fact.address
}

# Of a link-local address the zone is a part.
spelt(fact) := $"{fact.address}%{fact.zone}" if {
	fact.zone
} else := fact.address

instances[[config.id, i]] := instance.name if {
	some config in input.cilium.CiliumBGPClusterConfig
	some i, instance in config.object.spec.bgpInstances
	is_string(instance.name)
}

unique contains at if {
	some at, those in named
	count(those) == 1
}

named[[peer.id, peer.path[2], peer.name]] contains peer.path[4] if some peer in cilium_peers.peers

# `[number, AS number, path]` by virtual router and address.
neighbors[[peer.id, peer.path[2], peer.of, fact.address]] contains [peer.path[4], peer.peer.peerASN, peer.path] if {
	some peer in cilium_peers.neighbors
	fact := cilium_peers.address(peer)
}

# `[number, name]` by config and port.
ports[[config.id, config.name, instance.localPort]] contains [i, instance.name] if {
	some config in input.cilium.CiliumBGPClusterConfig
	not config.partial
	some i, instance in config.object.spec.bgpInstances
	is_number(instance.localPort)
	instance.localPort > 0
}

# The instances of which an override may give another port, on each node.
overridden contains instance.name if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some instance in override.object.spec.bgpInstances
	object.get(instance, "localPort", null) != null
}

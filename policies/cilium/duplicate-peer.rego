# METADATA
# title: Cilium peer or listening port configured twice on a node
# description: |
#   An instance of Cilium's GoBGP holds one peer per address, so of two peers with the same address the agent creates
#   one at random. GoBGP rejects the other (`can't overwrite the existing peer`), and every reconciliation of the peers
#   ends with that error.
# related_resources:
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/neighbor.go
#     description: Cilium, how the peers of an instance are created
#   - ref: https://github.com/osrg/gobgp/blob/master/pkg/server/server.go
#     description: GoBGP, addNeighbor
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/manager.go
#     description: Cilium, registerBGPInstance
# custom:
#   id: cilium/duplicate-peer
#   level: error
#   class: correctness
#   remediation: |
#     Keep one peer per address of an instance, with all families in its CiliumBGPPeerConfig (in a legacy policy, in
#     its neighbor).
#   variants:
#     ports:
#       description: |
#         An instance with a `localPort` listens on it on the node, and only one instance can listen on a port: the
#         second one does not start and has no session at all, not even those that it dials itself.
#       remediation: |
#         Give each listening instance its own `localPort`, or leave the field out if Cilium dials.
#     last:
#       description: |
#         If a legacy virtual router has two neighbors with the same address and AS number, it silently keeps the last
#         one: families, timers and password of the others are dropped.
#       remediation: |
#         Keep one neighbor for the address, with all of its families and settings.
package bgplint.rules.cilium["duplicate-peer"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding

report contains finding.with_related(found, {related}) if {
	some [id, _, of, instance, address], owners in peers
	count(owners) > 1
	[_, first_name, first_path] := min(owners)
	some [_, name, path] in owners
	path != first_path
	message := concat(" ", [
		$"peers {first_name} and {name} of instance {instance} of {of} both have address {address}:",
		"GoBGP accepts one and rejects the other, and Cilium keeps reporting the peers as failed",
	])
	found := finding.value(id, array.concat(path, ["peerAddress"]), message)
	related := finding.place(id, array.concat(first_path, ["peerAddress"]), "the other one")
}

report contains varied(finding.with_related(found, {related}), first_number, number) if {
	some [id, _, of, address], owners in neighbors
	count(owners) > 1
	[_, first_number, first_path] := min(owners)
	some [_, number, path] in owners
	path != first_path
	message := $"a virtual router of {of} has the neighbor {address} twice{outcome(first_number, number)}"
	found := finding.value(id, array.concat(path, ["peerAddress"]), message)
	related := finding.place(id, array.concat(first_path, ["peerAddress"]), "the other one")
}

report contains finding.variant(finding.with_related(found, {related}), "ports") if {
	some [id, of, port], owners in ports
	count(owners) > 1
	[first_i, first_name] := min(owners)
	some [i, name] in owners
	name != first_name
	not overridden[first_name]
	not overridden[name]
	message := concat(" ", [
		$"instances {first_name} and {name} of {of} both listen on port {port} of the same nodes:",
		"the second one cannot start, and none of its sessions comes up",
	])
	found := finding.value(id, ["spec", "bgpInstances", i, "localPort"], message)
	related := finding.place(id, ["spec", "bgpInstances", first_i, "localPort"], "the other one")
}

varied(found, number, other) := finding.variant(found, "last") if {
	number == other
} else := found

outcome(number, other) := ": the last one counts, and the others are ignored" if {
	number == other
} else := concat(" ", [
	", with two AS numbers: GoBGP accepts one and rejects the other,",
	"and Cilium keeps reporting the neighbors as failed",
])

# By instance and address, `[number, name, path]`. Two of one name the API server refuses, which input/invalid-value
# tells.
peers[[peer.id, i, peer.of, instance, spelt(fact)]] contains [j, peer.name, peer.path] if {
	some peer in cilium_peers.peers
	[_, _, i, _, j] := peer.path
	instance := instances[[peer.id, i]]
	unique[[peer.id, i, peer.name]]
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
	some at, numbers in named
	count(numbers) == 1
}

named[[peer.id, i, peer.name]] contains j if {
	some peer in cilium_peers.peers
	[_, _, i, _, j] := peer.path
}

# By virtual router and address, `[number, AS number, path]`.
neighbors[[peer.id, i, peer.of, fact.address]] contains [j, peer.peer.peerASN, peer.path] if {
	some peer in cilium_peers.neighbors
	[_, _, i, _, j] := peer.path
	fact := cilium_peers.address(peer)
}

# By config and port, `[number, name]`.
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

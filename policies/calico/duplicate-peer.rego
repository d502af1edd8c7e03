# METADATA
# title: Two peers for one session
# description: |
#   calico-node makes one session from all BGPPeers that lead from a node to one address and port. A global peer goes
#   before those of single nodes: theirs are dropped, with their password and filters. Between equals the first one
#   wins, and confd walks them in random order: after a restart it may be the other one, with another AS number or
#   password.
# related_resources:
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/client.go
#     description: confd, updatePeersV1
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource
# custom:
#   id: calico/duplicate-peer
#   level: error
#   levels: [error, note]
#   class: correctness
#   remediation: |
#     Remove one of the two, or give them node selectors that no node answers both of. A node that needs settings of its
#     own for a router must be left out of the other peer's selector. Where the two are for two clusters, list these in
#     bgplint.yaml under `clusters`.
package bgplint.rules.calico["duplicate-peer"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.contradictions
import data.bgplint.lib.finding

report contains found(
	peer,
	first,
	concat(" ", [
		$"peer {peer.name} is never used: the global peer {first[0]} leads to {peer.object.spec.peerIP}",
		"too and goes before it on every node",
	]),
) if {
	some [key, within, peer] in peers
	within != ["all"]
	not nowhere(within)
	[_, first] := min({near | some near in firsts(key, ["all"], peer); near[1][0] != peer.name})
}

report contains found(
	peer,
	first,
	concat(" ", [
		$"peers {first[0]} and {peer.name} both lead to {peer.object.spec.peerIP} from the same nodes:",
		"only one of them is used, and which one is left to chance",
	]),
) if {
	some [key, within, peer] in peers
	not shadowed(key, within, peer)
	[_, first] := min({near |
		some near in firsts(key, within, peer)
		near[1] < [peer.name, peer.id]
		near[1][0] != peer.name
	})
}

report contains found(
	peer,
	first,
	concat(" ", [
		$"peers {first[0]} and {peer.name} both lead to {peer.object.spec.peerIP} from node {node}: only",
		"one of them is used there, and which one is left to chance",
	]),
) if {
	some [key, within, peer] in peers
	count(scopes[key]) > 1
	first_in[[key, within]] == [peer.name, peer.id]
	[node, first] := min(shared(key, within, peer))
}

found(peer, first, message) := finding.at_level(
	finding.resting_on(
		finding.with_related(
			finding.value(peer.id, ["spec", "peerIP"], $"{message}{condition[rank]}{contradictions.advice[rank]}"),
			{finding.place(first[1], ["spec", "peerIP"], "the other peer")},
		),
		{{"resource": id, "path": path} |
			some id in [peer.id, first[1]]
			some path in [["metadata", "name"], ["spec", "node"], ["spec", "nodeSelector"]]
		},
	),
	contradictions.levels[rank],
) if {
	rank := apart(contradictions.folder(peer), folders[first[1]])
}

condition := {0: "", 2: ", if both are applied to one cluster"}

apart(here, there) := 0 if {
	contradictions.beside[here][there]
} else := 2

folders[peer.id] := contradictions.folder(peer) if some [_, _, peer] in peers

# The first in each folder that is applied together with the peer's, and the first of all: `[rank, [name, id]]`.
firsts(key, within, peer) := {[0, first_here[[key, within, there]]] |
	some there in contradictions.beside[contradictions.folder(peer)]
} | {[apart(contradictions.folder(peer), folders[first[1]]), first] |
	first := first_in[[key, within]]
}

in_folder[[key, within, contradictions.folder(peer)]] contains [peer.name, peer.id] if some [key, within, peer] in peers

first_here := {place: min(found_there) | some place, found_there in in_folder}

# Where all peers are and lead to: `[address and port, scope, peer]`.
peers := [[[fact.address, port(fact)], calico_nodes.scope(peer), peer] |
	some peer in input.calico.BGPPeer
	fact := peer.facts["/spec/peerIP"]
	crowded[fact.address]
	not peer.partial
	calico.unset(peer, "peerSelector")
	calico.unset(peer, "localWorkloadSelector")
]

# Addresses that several peers lead to: all else is asked of these only.
crowded contains address if {
	some address, ids in leading_to
	count(ids) > 1
}

leading_to[peer.facts["/spec/peerIP"].address] contains peer.id if some peer in input.calico.BGPPeer

port(fact) := fact.port

port(fact) := 179 if {
	not fact.port
	not port_of_node(fact)
}

# Without a port, that of the node at the address counts.
port(fact) := 0 if {
	not fact.port
	port_of_node(fact)
}

port_of_node(fact) if {
	some config in input.calico.BGPConfiguration
	not calico.unset(config, "listenPort")
	calico_nodes.at[fact.address]
}

in_scope[[key, within]] contains [peer.name, peer.id] if some [key, within, peer] in peers

first_in := {place: min(found_there) | some place, found_there in in_scope}

scopes[key] contains within if some [key, within, _] in peers

shadowed(key, within, peer) if {
	within != ["all"]
	some there in contradictions.beside[contradictions.folder(peer)]
	first_here[[key, ["all"], there]]
}

nowhere(within) if count(calico_nodes.members(within)) == 0

# The first peer of each scope on each node, where an address has several scopes and no global peer.
users[[key, node]] contains first if {
	some key, within_key in scopes
	count(within_key) > 1
	not ["all"] in within_key
	some within in within_key
	first := first_in[[key, within]]
	some node in calico_nodes.members(within)
	sure(within, node)
	not key[0] in addresses[node]
}

first_on := {place: min(found_there) | some place, found_there in users}

# A node does not peer with itself, whatever the port.
addresses[node] contains address if {
	some address, nodes in calico_nodes.at
	some node in nodes
}

sure(within, _) if within[0] == "node"

sure(_, node) if calico_nodes.settled[node]

shared(key, within, peer) := {[node, first] |
	some node in calico_nodes.members(within)
	first := first_on[[key, node]]
	first < [peer.name, peer.id]
	first[0] != peer.name
}

# METADATA
# title: Two Calico peers for the same session
# description: |
#   calico-node makes one session from all BGPPeers that point from a node to the same address and port. A global peer
#   takes precedence over the peers of single nodes, which are dropped with their password and filters. Among equals the
#   first one counts, and confd walks them in random order: after a restart it may be the other one, with another AS
#   number or password. Two selectors collide if every node that matches one also matches the other, as with `rack ==
#   'a' && has(edge)` and `rack == 'a'`.
# related_resources:
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/client.go
#     description: confd, updatePeersV1
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource
# custom:
#   id: calico/duplicate-peer
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Remove one of the two, or give them node selectors that never match the same node. If a node needs its own
#     settings for a router, exclude it from the other peer's selector. If the two are for two clusters, list these in
#     bgplint.yaml under `clusters`.
package bgplint.rules.calico["duplicate-peer"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.contradictions
import data.bgplint.lib.finding

report contains contradicted(peer, first_id, message) if {
	some [target, scope, peer] in peers
	scope != ["all"]
	not nowhere(scope)
	[_, [first_name, first_id]] := min(opposing(target, ["all"], peer))
	message := concat(" ", [
		$"BGPPeer {peer.name}{own(peer.id, first_id)} is never used:",
		$"global BGPPeer {first_name}{own(first_id, peer.id)}",
		$"also points to {peer.object.spec.peerIP} and takes precedence on every node",
	])
}

report contains contradicted(peer, first_id, message) if {
	some [target, scope, peer] in peers
	not shadowed(target, scope, peer)
	[_, [first_name, first_id]] := min([[rank, first] |
		some [rank, first] in opposing(target, scope, peer)
		first < owner(peer)
	])
	message := concat(" ", [
		$"{both(peer, first_id, first_name)} from the same nodes:",
		"only one is used, at random",
	])
}

report contains contradicted(peer, first_id, message) if {
	some [target, scope, peer] in peers
	count(scopes[target]) > 1
	first_in[[target, scope]] == owner(peer)
	[node, [first_name, first_id]] := min(sharing(target, scope, peer))
	message := concat(" ", [
		$"{both(peer, first_id, first_name)} from node {node}:",
		"only one is used there, at random",
	])
}

# Selectors whose nodes are not all known, by what they say.
report contains judged(peer, first_id, message, max([rank, rank_of(peer, first_id)])) if {
	some [target, scope, peer] in peers
	count(scopes[target]) > 1
	not scopes[target][["all"]]
	first_in[[target, scope]] == owner(peer)
	["selector", text] = scope
	[rank, [first_name, first_id]] := min({[rank, first] |
		some [rank, other] in meeting[text]
		first := first_in[[target, ["selector", other]]]
		first < owner(peer)
		not known_both(text, other)
		rank_counts(rank, peer, first)
	})
	message := concat(" ", [
		$"{both(peer, first_id, first_name)}{from[rank]}:",
		"only one is used there, at random",
	])
}

from := [" from all nodes that match the narrower selector", ", and a node may match both selectors"]

# What may meet matters where it makes a difference which of the two it is.
rank_counts(0, _, _)

rank_counts(1, peer, [_, id]) if settings[id] != settings[peer.id]

settings := {peer.id: object.remove(peer.object.spec, ["nodeSelector"]) | some [_, _, peer] in peers}

# Selectors that some node may answer both of: `[0, other]` where one is within the other, else `[1, other]`.
meeting[pair.selector] contains [0, pair.other] if {
	some pair in input.cluster.selector_pairs
	pair.relation == "within"
}

meeting[pair.other] contains [0, pair.selector] if {
	some pair in input.cluster.selector_pairs
	pair.relation == "within"
}

meeting[pair.selector] contains [1, pair.other] if {
	some pair in input.cluster.selector_pairs
	pair.relation == "crossing"
}

# Of many pairs only one way round may have been looked at.
meeting[pair.other] contains [1, pair.selector] if {
	some pair in input.cluster.selector_pairs
	pair.relation == "crossing"
}

known_both(a, b) if {
	calico_nodes.members(["selector", a])
	calico_nodes.members(["selector", b])
}

both(peer, first_id, first_name) := concat(" ", [
	$"BGPPeers {first_name}{own(first_id, peer.id)} and {peer.name}{own(peer.id, first_id)}",
	$"both point to {peer.object.spec.peerIP}",
])

# AS numbers are said where they differ: with the wrong one there is no session.
own(id, other) := $" (AS {numbers[id]})" if {
	numbers[id] != numbers[other]
} else := ""

numbers := {peer.id: number | some [_, _, peer] in peers; number := peer.facts["/spec/asNumber"].as}

contradicted(peer, first_id, message) := judged(peer, first_id, message, rank_of(peer, first_id))

judged(peer, first_id, message, rank) := finding.at_level(
	finding.resting_on(finding.with_related(found, {related}), rests),
	contradictions.levels[rank],
) if {
	found := finding.value(peer.id, ["spec", "peerIP"], $"{message}{contradictions.advice[rank]}")
	related := finding.place(first_id, ["spec", "peerIP"], "the other peer")
	rests := {{"resource": resource, "path": path} |
		some resource in [peer.id, first_id]
		some path in [["metadata", "name"], ["spec", "node"], ["spec", "nodeSelector"]]
	}
}

rank_of(peer, other_id) := 0 if {
	contradictions.beside[contradictions.folder(peer)][folders[other_id]]
} else := 2

folders := {peer.id: contradictions.folder(peer) | some [_, _, peer] in peers}

owner(peer) := [peer.name, peer.id]

# By address and port, and by the scope of nodes (bgplint.lib.calico.nodes): `[[address, port], scope, peer]`.
peers := [[[fact.address, port(fact)], calico_nodes.scope(peer), peer] |
	some peer in input.calico.BGPPeer
	fact := peer.facts["/spec/peerIP"]
	shared_address[fact.address]
	not peer.partial
	calico.unset(peer, "peerSelector")
	calico.unset(peer, "localWorkloadSelector")
]

# Addresses that several peers lead to: all else is asked of these only. Worked out as a whole, here and below: OPA goes
# through a rule anew for each key that is looked up in it.
shared_address := {address |
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
	listen_port
	calico_nodes.at[fact.address]
}

default listen_port := false

listen_port if {
	some config in input.calico.BGPConfiguration
	not calico.unset(config, "listenPort")
}

# Of those of one scope and another name the first in each folder that is applied together with the peer's, and the
# first of all: `[rank, [name, id]]`.
opposing(target, scope, peer) := {[rank, first] |
	some [rank, first] in firsts(target, scope, peer)
	[name, _] := first
	name != peer.name
}

firsts(target, scope, peer) := {[0, first_here[[target, scope, there]]] |
	some there in contradictions.beside[contradictions.folder(peer)]
} | {[rank_of(peer, id), first] |
	first := first_in[[target, scope]]
	[_, id] := first
}

first_here := {at: min(owners) | some at, owners in in_folder}

in_folder[[target, scope, contradictions.folder(peer)]] contains owner(peer) if some [target, scope, peer] in peers

first_in := {at: min(owners) | some at, owners in in_scope}

in_scope[[target, scope]] contains owner(peer) if some [target, scope, peer] in peers

scopes[target] contains scope if some [target, scope, _] in peers

shadowed(target, scope, peer) if {
	scope != ["all"]
	some there in contradictions.beside[contradictions.folder(peer)]
	first_here[[target, ["all"], there]]
}

nowhere(scope) if count(calico_nodes.members(scope)) == 0

# On each node of the scope the first peer of any scope, where it comes before the peer: `[node, [name, id]]`.
sharing(target, scope, peer) := {[node, first] |
	some node in calico_nodes.members(scope)
	first := first_on[[target, node]]
	first < owner(peer)
	[name, _] := first
	name != peer.name
}

first_on := {at: min(owners) | some at, owners in on_node}

# The first peer of each scope on each node, where an address has several scopes and no global peer.
on_node[[target, node]] contains first if {
	some target, scopes_there in scopes
	count(scopes_there) > 1
	not ["all"] in scopes_there
	[address, _] := target
	some scope in scopes_there
	first := first_in[[target, scope]]
	some node in calico_nodes.members(scope)
	surely_in(scope, node)
	not address in object.get(addresses, node, set())
}

surely_in(["node", _], _)

surely_in(_, node) if calico_nodes.labels_known[node]

# A node does not peer with itself, whatever the port.
addresses[node] contains address if {
	some address, nodes in calico_nodes.at
	some node in nodes
}

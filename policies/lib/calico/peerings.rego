# METADATA
# description: What Calico's peers connect, as far as it is known on which nodes their ends are.
package bgplint.lib.calico.peerings

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico

# METADATA
# description: |
#   The nodes that some BGPPeer gives a session, at its near end or, since Calico makes the reverse of a peering between
#   nodes, at its far one.
covered contains name if {
	some within in ends
	some name in calico_nodes.members(within)
}

# METADATA
# description: The two ends of each peer between nodes, as scopes, and `["outside"]` for a far end that no node is at.
links contains [calico_nodes.scope(peer), end] if {
	some peer in input.calico.BGPPeer

	# The far ends of those are workloads of the node itself.
	calico.unset(peer, "localWorkloadSelector")
	some end in far(peer)
}

ends contains within if {
	some link in links
	some within in link
}

far(peer) := {["selector", peer.object.spec.peerSelector]} if not calico.unset(peer, "peerSelector")

far(peer) := {["node", name] | some name in names_there} if {
	calico.unset(peer, "peerSelector")
	names_there := at_peer(peer)
}

far(peer) := {["outside"]} if {
	calico.unset(peer, "peerSelector")
	not at_peer(peer)
}

at_peer(peer) := calico_nodes.at[peer.facts["/spec/peerIP"].address]

# METADATA
# description: True if it is not known of some end of a peer which nodes are there, or none that is known is.
default membership_unknown := false

membership_unknown if {
	some peer in input.calico.BGPPeer
	peer.partial
}

membership_unknown if {
	some within in ends
	by_label(within)
	not somewhere(within)
}

somewhere(within) if count(calico_nodes.members(within)) > 0

by_label(["all"])

by_label(["selector", _])

# METADATA
# description: |
#   What it rests on that peers of one node are not those of another: their `node`, which may be a placeholder where no
#   node of that name is known.
named_nodes := {{"resource": peer.id, "path": ["spec", "node"]} |
	some peer in input.calico.BGPPeer
	not calico.unset(peer, "node")
	not calico_nodes.names[peer.object.spec.node]
}

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
links contains [near, end] if {
	some near, addresses in dialled
	some address in addresses
	some end in at_address(address)
}

links contains [calico_nodes.scope(peer), ["selector", peer.object.spec.peerSelector]] if {
	some peer in input.calico.BGPPeer
	joins(peer)
	not calico.unset(peer, "peerSelector")
}

links contains [calico_nodes.scope(peer), ["outside"]] if {
	some peer in input.calico.BGPPeer
	joins(peer)
	calico.unset(peer, "peerSelector")
	not peer.facts["/spec/peerIP"].address
}

# Many peers have one near end, and many nodes one address: each pair of them is looked at once.
dialled[calico_nodes.scope(peer)] contains peer.facts["/spec/peerIP"].address if {
	some peer in input.calico.BGPPeer
	joins(peer)
	calico.unset(peer, "peerSelector")
}

# The far ends of the others are workloads of the node itself.
joins(peer) if calico.unset(peer, "localWorkloadSelector")

at_address(address) := {["node", name] | some name in calico_nodes.at[address]} if calico_nodes.at[address]

at_address(address) := {["outside"]} if not calico_nodes.at[address]

ends contains within if {
	some link in links
	some within in link
}

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

# METADATA
# description: From where and to where a firewall lets traffic pass, against the peers and nodes of the scan.
package bgplint.lib.reach

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.sessions

# METADATA
# description: True if a row of a pool's reach holds an address.
reaches(row, address) if {
	some entry in row.cidrs
	net.cidr_contains(entry.cidr, address)
}

# METADATA
# description: True if it holds the address of some peer in the scan.
reaches_a_peer(row) if {
	some session in sessions.sessions
	reaches(row, session.address)
}

# METADATA
# description: True if it holds the address of some node in the scan.
reaches_a_node(row) if {
	some address, _ in calico_nodes.at
	reaches(row, address)
}

# METADATA
# description: True if the scan has a peer outside of the cluster whose address nobody can read.
default some_peer_unread := false

some_peer_unread if {
	some peer in input.calico.BGPPeer
	not calico.unset(peer, "peerIP")
	not read[peer.id]
}

some_peer_unread if {
	some peer in input.metallb.BGPPeer
	not read[peer.id]
}

some_peer_unread if {
	some config in input["frr-k8s"].FRRConfiguration
	not read[config.id]
}

some_peer_unread if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy", "CiliumBGPNodeConfig"]
	some config in input.cilium[kind]
	not read[config.id]
}

read contains session.resource if some session in sessions.sessions

# METADATA
# description: The CIDRs of a row, as messages list them.
listed(row) := row.cidrs[0].text if count(row.cidrs) == 1

listed(row) := $"{row.cidrs[0].text} and {row.cidrs[1].text}" if count(row.cidrs) == 2

listed(row) := $"{row.cidrs[0].text} and {count(row.cidrs) - 1} other CIDRs" if count(row.cidrs) > 2

# METADATA
# description: The session that messages name; its number is the smallest.
first_session := min({session |
	some session in of_first
	session.address == min({other.address | some other in of_first})
})

of_first contains session if {
	some session in sessions.sessions
	session.resource == least
}

least := min({session.resource | some session in sessions.sessions})

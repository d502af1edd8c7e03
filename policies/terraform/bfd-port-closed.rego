# METADATA
# title: BFD port closed to the peers
# description: |
#   Peers in the scan have a BFD profile, but the nodes let in no BFD packets from them: UDP/3784 for one hop,
#   UDP/4784 for several. BFD then never comes up. FRR keeps the BGP session without it, so a dead link is found only
#   when the hold time expires. A router that insists on BFD keeps the session down.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc5881
#     description: RFC 5881, BFD for IPv4 and IPv6 of one hop, section 4
#   - ref: https://www.rfc-editor.org/rfc/rfc5883
#     description: RFC 5883, BFD for several hops, section 5
# custom:
#   id: terraform/bfd-port-closed
#   level: note
#   class: availability
#   remediation: |
#     Let in UDP/3784 from the routers (UDP/4784 where the peer is several hops away), or remove `bfdProfile` from the
#     peer.
package bgplint.rules.terraform["bfd-port-closed"]

import data.bgplint.lib.finding
import data.bgplint.lib.firewall
import data.bgplint.lib.reach
import data.bgplint.lib.sessions

report contains finding.resting_on(finding.with_related(found, [place]), rests_on) if {
	some pool in input.terraform.NodePool
	firewall.holds_nodes(pool)
	some session in watched
	closed := {row | some row in pool.reach; row.traffic in session.ports; lets_nobody_in(row, session)}
	count(closed) == count(session.ports)
	message := concat(" ", [
		$"{pool.address} lets in no {session.says} from peer {session.address}, which has a BFD profile:",
		"BFD never comes up",
	])
	found := finding.absent(pool.id, pool.inbound, message)
	place := finding.place(session.resource, session.path, $"peer {session.address} has a BFD profile")
	rests_on := {place | some row in closed; some place in row.rests_on}
}

lets_nobody_in(row, session) if {
	row.whole
	not reach.reaches(row, session.address)
}

# Which port FRR takes depends on the subnets at both ends, but for a peer that is said to be several hops away.
watched contains {
	"resource": session.resource,
	"path": session.path,
	"address": session.address,
	"ports": ["bfd-multihop"],
	"says": "UDP/4784",
} if {
	some session in sessions.sessions
	several_hops[[session.resource, session.path]]
}

watched contains {
	"resource": session.resource,
	"path": session.path,
	"address": session.address,
	"ports": ["bfd", "bfd-multihop"],
	"says": "UDP/3784 or UDP/4784",
} if {
	some session in sessions.sessions
	one_hop[[session.resource, session.path]]
}

several_hops contains at if {
	some [at, peer] in profiled
	peer.ebgpMultiHop == true
}

one_hop contains at if {
	some [at, peer] in profiled
	not peer.ebgpMultiHop == true
}

profiled contains [[peer.id, ["spec", "peerAddress"]], peer.object.spec] if {
	some peer in input.metallb.BGPPeer
	object.get(peer.object.spec, "bfdProfile", "") != ""
}

profiled contains [[config.id, ["spec", "bgp", "routers", i, "neighbors", j, "address"]], neighbor] if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	some j, neighbor in router.neighbors
	object.get(neighbor, "bfdProfile", "") != ""
}

# METADATA
# title: Two MetalLB peers for the same session
# description: |
#   FRR has one neighbor per address and VRF, so MetalLB refuses two peers that would make the same one on a node. The
#   webhook refuses the second; if both get past it, the speakers refuse the whole configuration and keep the previous
#   one. Up to 0.15 it compares all peers, whatever nodes they are for; since 0.16, only those that the same node may
#   have.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: MetalLB, DiscardNativeOnly
#   - ref: https://github.com/metallb/metallb/issues/2958
#     description: Peers on different nodes that were refused
# custom:
#   id: metallb/duplicate-peer
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Remove one of the two, or give them `nodeSelectors` that never match the same node (MetalLB 0.16; before, use one
#     peer with several selectors). If no node has the labels of both, list the cluster's Nodes in the scan and declare
#     `complete: true` in bgplint.yaml; if the two are for two clusters, list these under `clusters`.
#   variants:
#     spelling:
#       description: |
#         MetalLB compares peer addresses as text, and treats two spellings of one IPv6 address as two routers: nothing
#         refuses the second. FRR has one neighbor per address and makes one session of the two peers.
#       remediation: |
#         Remove one of the two peers, or give them `nodeSelectors` that never match the same node.
package bgplint.rules.metallb["duplicate-peer"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.metallb.peers as metallb_peers

report contains finding.at_level(
	finding.resting_on(finding.with_related(varied(peers[id], peers[first_id], found), {related}), rests),
	contradictions.levels[rank],
) if {
	not metallb.native_mode
	some {"subject": [field, _, _, _], "value": _, "owners": owners, "opposing": opposing} in contradicted
	some owner in owners
	[rank, [first_name, first_id]] := min([[rank, first] | some [rank, first, _] in opposing; first < owner])
	[name, id] := owner
	message := concat(" ", [
		$"BGPPeers {first_name} and {name} both point to {metallb_peers.target(peers[id])}{which(rank)}:",
		$"{outcome(peers[id], peers[first_id])}{contradictions.advice[rank]}",
	])
	found := finding.value(id, ["spec", field], message)
	related := finding.place(first_id, ["spec", field], "the other peer")
	rests := {{"resource": resource, "path": path} |
		some resource in [id, first_id]
		some path in [["metadata", "name"], ["spec", "nodeSelectors"], ["spec", "vrf"]]
	}
}

# MetalLB compares texts (validation.go, PeerIdentifier), FRR addresses.
outcome(peer, other) := "MetalLB refuses the second in FRR mode" if {
	metallb_peers.target(peer) == metallb_peers.target(other)
} else := "MetalLB misses it because the spellings differ, and FRR makes one neighbor of both"

varied(peer, other, found) := found if {
	metallb_peers.target(peer) == metallb_peers.target(other)
} else := finding.variant(found, "spelling")

which(rank) := "" if {
	rank == 2
} else := ", and before 0.16 node selectors do not count" if {
	metallb_peers.compares_all
} else := [" from nodes that both select", ", and one node may have both"][rank]

contradicted := contradictions.contradicted(rows)

# Worked out as a whole: OPA goes through a rule anew for each key that is looked up in it.
peers := {peer.id: peer |
	some peer in input.metallb.BGPPeer
	not peer.partial
}

# By field, address or interface, VRF and what they are applied with. The value in which peers differ is their name.
rows[[field, end, vrf, metallb_peers.applied_with(peer)]][nodes][folder][peer.name] contains [peer.name, peer.id] if {
	some peer in peers
	[field, end] := far_end(peer)
	vrf := object.get(peer.object, ["spec", "vrf"], "")
	nodes := metallb_peers.within(peer)
	folder := contradictions.folder(peer)
}

far_end(peer) := ["peerAddress", address] if {
	address := peer.facts["/spec/peerAddress"].address
} else := ["interface", peer.object.spec.interface] if {
	metallb.unset(peer, "peerAddress")
	not metallb.unset(peer, "interface")
}

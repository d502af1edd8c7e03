# METADATA
# title: Two MetalLB peers for one session
# description: |
#   FRR has one neighbor for an address and VRF, so MetalLB refuses two peers that would make the same one on a node:
#   the second to come is refused by the webhook, and where both come past it the speakers refuse the whole
#   configuration and keep the one before. Up to 0.15 it compares all peers, whatever nodes they are for; since 0.16
#   those that one node may have together.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: MetalLB, DiscardNativeOnly
#   - ref: https://github.com/metallb/metallb/issues/2958
#     description: Peers of different nodes that were refused
# custom:
#   id: metallb/duplicate-peer
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Remove one of the two, or give them `nodeSelectors` that no node answers both of (MetalLB 0.16; before, one peer
#     with several selectors does). Where no node has the labels of both, list the cluster's Nodes in the scan and
#     declare `complete: true` in bgplint.yaml; where the two are for two clusters, list these under `clusters`.
#   variants:
#     spelling:
#       description: |
#         MetalLB compares the addresses of peers as texts, and takes two spellings of one IPv6 address for two routers:
#         nothing refuses the second. FRR has one neighbor for an address, and makes one session of the two peers.
#       remediation: |
#         Remove one of the two peers, or give them `nodeSelectors` that no node answers both of.
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
		$"peers {first_name} and {name} both lead to {metallb_peers.target(peers[id])}{which(rank)}:",
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
outcome(peer, other) := "MetalLB refuses the second of them in FRR mode" if {
	metallb_peers.target(peer) == metallb_peers.target(other)
} else := "MetalLB does not see that, since they are spelt in two ways, and FRR makes one neighbor of both"

varied(peer, other, found) := found if {
	metallb_peers.target(peer) == metallb_peers.target(other)
} else := finding.variant(found, "spelling")

which(rank) := ", if both are applied to one cluster" if {
	rank == 2
} else := ", and before 0.16 it does not matter that they may be for different nodes" if {
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

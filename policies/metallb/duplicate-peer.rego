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
package bgplint.rules.metallb["duplicate-peer"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.metallb.peers as metallb_peers

report contains finding.at_level(
	finding.resting_on(finding.with_related(found, {other}), places),
	contradictions.levels[rank],
) if {
	not metallb.native_mode
	some at, those in selected
	to := at[0]
	some owner in those
	[rank, first] := min({near | some near in against[at]; near[1] < owner; near[1][0] != owner[0]})
	peer := objects[owner[1]]
	[name, id] := first
	message := concat(" ", [
		$"peers {name} and {peer.name} both lead to {metallb_peers.target(peer)}{which(rank)}:",
		$"{outcome(peer, objects[id])}{contradictions.advice[rank]}",
	])
	found := finding.value(peer.id, ["spec", field(to)], message)
	other := finding.place(id, ["spec", field(to)], "the other peer")
	places := {{"resource": number, "path": path} |
		some number in [peer.id, id]
		some path in [["metadata", "name"], ["spec", "nodeSelectors"], ["spec", "vrf"]]
	}
}

# MetalLB compares texts (validation.go, PeerIdentifier), FRR addresses.
outcome(peer, other) := "MetalLB refuses the second of them in FRR mode" if {
	metallb_peers.target(peer) == metallb_peers.target(other)
} else := "MetalLB does not see that, since they are spelt in two ways, and FRR makes one neighbor of both"

objects[peer.id] := peer if some [_, peer] in peers

which(rank) := ", if both are applied to one cluster" if {
	rank == 2
} else := ", and before 0.16 it does not matter that they may be for different nodes" if {
	metallb_peers.compares_all
} else := [" from nodes that both select", ", and one node may have both"][rank]

# `[field, address or interface, vrf, what it is applied with]` and the peer.
peers := [[to, peer] |
	some peer in input.metallb.BGPPeer
	not peer.partial
	some end in ends(peer)
	to := array.concat(end, [object.get(peer.object, ["spec", "vrf"], ""), metallb_peers.applied_with(peer)])
]

ends(peer) := {["peerAddress", peer.facts["/spec/peerAddress"].address]} if {
	peer.facts["/spec/peerAddress"].address
} else := {["interface", peer.object.spec.interface]} if {
	metallb.unset(peer, "peerAddress")
	not metallb.unset(peer, "interface")
} else := set()

field(to) := to[0]

leading_to[to] contains peer.id if some [to, peer] in peers

crowded contains to if {
	some to, those in leading_to
	count(those) > 1
}

# By address, selector and folder; then for each of them the first of all that may share a node with it.
selected[[to, within, contradictions.folder(peer)]] contains [peer.name, peer.id] if {
	some [to, peer] in peers
	crowded[to]
	within := metallb_peers.within(peer)
}

selectors[to] contains within if some [to, within, _], _ in selected

first_of[at] := min(those) if some at, those in selected

firsts[[to, within]] contains [first, folder] if some [to, within, folder], first in first_of

first_anywhere[at] := min(those) if some at, those in firsts

against[[to, within, folder]] := contradictions.leading(those) if {
	some [to, within, folder], _ in selected
	those := {[contradictions.rank(folder, first[1], within, other), first[0]] |
		some other in candidates(to, within)
		some first in met(to, other, folder)
	}
}

met(to, within, folder) := {[first_of[[to, within, there]], there] |
	some there in contradictions.beside[folder]
} | {first_anywhere[[to, within]]}

candidates(to, within) := {other |
	some other in selectors[to]
	labels.may_share(within, other)
} if {
	within == labels.everything
} else := {other |
	some other in ((object.get(labels.near, within, set()) | {within}) | {labels.everything})
	selectors[to][other]
	labels.may_share(within, other)
}

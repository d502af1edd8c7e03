# METADATA
# title: Two MetalLB peers for one session
# description: |
#   FRR has one neighbour for an address and VRF, so MetalLB refuses two peers that would make the same one on a node: the
#   second to come is refused by the webhook, and where both come past it the speakers refuse the whole configuration and
#   keep the one before. Up to 0.15 it compares all peers, whatever nodes they are for; since 0.16 those that one node may
#   have together.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: MetalLB, DiscardNativeOnly
#   - ref: https://github.com/metallb/metallb/issues/2958
#     description: Peers of different nodes that were refused
# custom:
#   id: metallb/duplicate-peer
#   level: error
#   class: correctness
#   remediation: |
#     Remove one of the two, or give them `nodeSelectors` that no node answers both of (MetalLB 0.16; before, one peer with
#     several selectors does).
package bgplint.rules.metallb["duplicate-peer"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.metallb
import data.bgplint.lib.metallb_peers

report contains finding.resting_on(finding.with_related(found, {other}), places) if {
	not metallb.native_mode
	some [to, peer] in peers
	first := before(to, peer)
	[name, id] := first
	found := finding.value(peer, ["spec", field(to)], $"peers {name} and {peer.name} both lead to {metallb_peers.target(peer)}{which}: {outcome(peer, objects[id])}")
	other := finding.place({"id": id}, ["spec", field(to)], "the other peer")
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

which := ", and before 0.16 it does not matter that they may be for different nodes" if {
	metallb_peers.compares_all
} else := " from nodes that both select"

# The first of all to one address that shares a node with this one, if it is another.
before(to, peer) := first if {
	metallb_peers.compares_all
	first := min(leading[to])
	first[0] != peer.name
}

before(to, peer) := first if {
	not metallb_peers.compares_all
	within := labels.key(peer, "/spec/nodeSelectors")
	first := min({one | some one in sharing[[to, within]]; one[0] != peer.name})
	first < [peer.name, peer.id]
}

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

leading[to] contains [peer.name, peer.id] if some [to, peer] in peers

crowded contains to if {
	some to, those in leading
	count(those) > 1
}

# By address and selector; then for each of them the first two of all that may share a node with it.
selected[[to, within]] contains [peer.name, peer.id] if {
	some [to, peer] in peers
	crowded[to]
	within := labels.key(peer, "/spec/nodeSelectors")
}

selectors[to] contains within if some [to, within], _ in selected

first_of[place] := min(those) if some place, those in selected

# The others of one selector all follow its first, which is enough to report each of them once.
sharing[[to, within]] contains first_of[[to, within]] if {
	some [to, within], _ in selected
	within != labels.nothing
}

sharing[[to, within]] contains first_of[[to, other]] if {
	some [to, within], _ in selected
	some other in labels.near[within]
	first_of[[to, other]]
	not labels.apart(within, other)
}

sharing[[to, within]] contains first_of[[to, labels.everything]] if {
	some [to, within], _ in selected
	first_of[[to, labels.everything]]
	labels.may_share(within, labels.everything)
}

sharing[[to, labels.everything]] contains first_of[[to, other]] if {
	some to, those in selectors
	those[labels.everything]
	some other in those
	labels.may_share(labels.everything, other)
}

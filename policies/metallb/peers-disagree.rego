# METADATA
# title: Conflicting AS numbers or router IDs on one node
# description: |
#   FRR runs one BGP instance per VRF, with one AS number, and MetalLB gives it one router ID. Peers on the same node
#   need the same `routerID`, or none, and in one VRF the same `myASN`. MetalLB's webhook refuses the second; if both
#   get past it, the speakers refuse the whole configuration. Up to 0.15 it compares all peers, whatever nodes they are
#   for.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: MetalLB, DiscardNativeOnly
#   - ref: https://github.com/metallb/metallb/issues/2958
#     description: Peers on different nodes that were refused
# custom:
#   id: metallb/peers-disagree
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Give them the same `myASN` and `routerID`, or `nodeSelectors` that never match the same node (MetalLB 0.16). To
#     show one router another AS number, use `localASN` in FRR mode. FRR-K8s mode drops `localASN`: use a VRF or other
#     nodes there. If no node has the labels of both, list the cluster's Nodes in the scan and declare `complete: true`
#     in bgplint.yaml; if the two are for two clusters, list these under `clusters`. On a cluster, MetalLB's
#     ConfigurationState says what it refuses.
package bgplint.rules.metallb["peers-disagree"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.metallb.peers as metallb_peers

report contains finding.at_level(
	finding.resting_on(finding.with_related(found, {related}), rests),
	contradictions.levels[rank],
) if {
	not metallb.native_mode
	some {"subject": [field, _, _], "value": value, "owners": owners, "opposing": opposing} in contradicted

	# Those that agree with the first of all are not told of the others.
	first := min(owners)
	[rank, [other_name, other_id], theirs] := min([[rank, other, theirs] |
		some [rank, other, theirs] in opposing
		is_told(rank, other, first)
	])
	some [name, id] in owners
	message := concat(" ", [
		$"BGPPeer {name} has {said(field, value)}, but BGPPeer {other_name} has {said(field, theirs)}{where(rank)}:",
		$"MetalLB refuses this in FRR mode{contradictions.advice[rank]}",
	])
	found := placed(id, field, value, message)
	related := finding.place(other_id, ["spec", place[theirs == ""][field]], "the other peer")
	rests := {{"resource": resource, "path": path} |
		some resource in [id, other_id]
		some path in [["spec", field], ["spec", "nodeSelectors"], ["spec", "vrf"]]
	}
}

# Within a cluster one side is told. Of two folders nobody knows which is at fault, and they may have two owners.
is_told(2, _, _)

is_told(rank, other, first) if {
	rank < 2
	other < first
}

placed(id, field, value, message) := finding.value(id, ["spec", field], message) if {
	value != ""
} else := finding.absent(id, ["spec", field], message)

where(rank) := "" if {
	rank == 2
} else := ", and before 0.16 all peers must agree" if {
	metallb_peers.compares_all
} else := [", on the same node", ", and one node may have both"][rank]

contradicted := contradictions.contradicted(rows)

# What is not there is shown by the address.
place := {false: {"myASN": "myASN", "routerID": "routerID"}, true: {"routerID": "peerAddress"}}

said("routerID", "") := "no routerID"

said(field, value) := $"{field} {value}" if value != ""

# By field, VRF and what it is applied with; what a peer does not say is for all VRFs.
rows[["myASN", vrf, metallb_peers.applied_with(peer)]][nodes][folder][number] contains [peer.name, peer.id] if {
	some peer in input.metallb.BGPPeer
	not peer.partial
	number := peer.object.spec.myASN
	is_number(number)
	number > 0
	vrf := object.get(peer.object, ["spec", "vrf"], "")
	nodes := metallb_peers.within(peer)
	folder := contradictions.folder(peer)
}

rows[["routerID", "", metallb_peers.applied_with(peer)]][nodes][folder][router_id(peer)] contains [
	peer.name,
	peer.id,
] if {
	some peer in input.metallb.BGPPeer
	not peer.partial
	nodes := metallb_peers.within(peer)
	folder := contradictions.folder(peer)
}

router_id(peer) := "" if {
	metallb.unset(peer, "routerID")
} else := peer.object.spec.routerID

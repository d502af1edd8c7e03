# METADATA
# title: MetalLB peers of one node that disagree
# description: |
#   FRR runs one BGP instance in a VRF, with one AS number, and MetalLB gives it one router ID. So peers that a node has
#   together need the same `routerID`, or all none, and in one VRF the same `myASN`. MetalLB's webhook refuses the
#   second; where both come past it the speakers refuse the whole configuration. Up to 0.15 it compares all peers,
#   whatever nodes they are for.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: MetalLB, DiscardNativeOnly
#   - ref: https://github.com/metallb/metallb/issues/2958
#     description: Peers of different nodes that were refused
# custom:
#   id: metallb/peers-disagree
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Give them one `myASN` and one `routerID`, or `nodeSelectors` that no node answers both of (MetalLB 0.16). To show
#     one router another AS number, use `localASN` in FRR mode. FRR-K8s mode drops `localASN`: there a VRF or other
#     nodes are the way. Where no node has the labels of both, list the cluster's Nodes in the scan and declare
#     `complete: true` in bgplint.yaml; where the two are for two clusters, list these under `clusters`. On a cluster,
#     MetalLB's ConfigurationState says what it refuses.
package bgplint.rules.metallb["peers-disagree"]

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
	some group, first in against
	[what, _, value, _] := group
	[rank, [other_name, other_id], theirs] := first
	some [name, id] in groups[group]
	field := what[0]
	message := concat(" ", [
		$"peer {name} has {said(field, value)} and peer {other_name} has",
		$"{said(field, theirs)}{where(rank)}: MetalLB refuses that in FRR",
		$"mode{contradictions.advice[rank]}",
	])
	found := finding.absent(id, ["spec", field], message)
	other := finding.place(other_id, ["spec", place[theirs == ""][field]], "the other peer")
	places := {{"resource": number, "path": path} |
		some number in [id, other_id]
		some path in [["spec", field], ["spec", "nodeSelectors"], ["spec", "vrf"]]
	}
}

where(rank) := ", if both are applied to one cluster" if {
	rank == 2
} else := ", and before 0.16 all peers must agree" if {
	metallb_peers.compares_all
} else := [", and one node has both", ", and one node may have both"][rank]

# What is not there is shown by the address.
place := {false: {"myASN": "myASN", "routerID": "routerID"}, true: {"routerID": "peerAddress"}}

said("routerID", "") := "no routerID"

said(field, value) := $"{field} {value}" if value != ""

# `[[field, vrf, what it is applied with], key of its nodes, value, peer]`.
settings contains [
	["myASN", object.get(peer.object, ["spec", "vrf"], ""), metallb_peers.applied_with(peer)],
	metallb_peers.within(peer),
	peer.object.spec.myASN,
	peer,
] if {
	some peer in input.metallb.BGPPeer
	not peer.partial
	is_number(peer.object.spec.myASN)
	peer.object.spec.myASN > 0
}

settings contains [
	["routerID", "", metallb_peers.applied_with(peer)],
	metallb_peers.within(peer),
	router_id(peer),
	peer,
] if {
	some peer in input.metallb.BGPPeer
	not peer.partial
}

router_id(peer) := "" if {
	metallb.unset(peer, "routerID")
} else := peer.object.spec.routerID

groups[[what, key, value, contradictions.folder(peer)]] contains [peer.name, peer.id] if {
	some [what, key, value, peer] in settings
}

values[what] contains value if some [what, _, value, _], _ in groups

keys[what] contains key if some [what, key, _, _], _ in groups

# The first of each value, `[[name, id], value]`, by folder and in all of them.
firsts[[what, key, folder]] contains [min(those), value] if {
	some [what, key, value, folder], those in groups
	count(values[what]) > 1
}

leading[at] := contradictions.two(those) if some at, those in firsts

everywhere[[what, key]] contains [first[0], first[1], folder] if {
	some [what, key, folder], those in leading
	some first in those
}

leading_everywhere[at] := contradictions.two(those) if some at, those in everywhere

# Of all that may share a node and come before it, the first that says something else. Those that agree with the first
# of all are not told of the others.
against[[what, key, value, folder]] := min(those) if {
	some [what, key, value, folder], own in groups
	count(values[what]) > 1
	those := {[contradictions.rank(folder, first[2], key, other), first[0], first[1]] |
		some other in candidates(what, key)
		some first in met(what, other, folder)
		first[1] != value
		first[0] < min(own)
	}
	count(those) > 0
}

met(what, key, folder) := {[first[0], first[1], there] |
	some there in contradictions.beside[folder]
	some first in leading[[what, key, there]]
} | leading_everywhere[[what, key]]

candidates(what, key) := {other |
	some other in keys[what]
	labels.may_share(key, other)
} if {
	key == labels.everything
} else := {other |
	some other in ((object.get(labels.near, key, set()) | {key}) | {labels.everything})
	keys[what][other]
	labels.may_share(key, other)
}

# METADATA
# title: MetalLB peers of one node that disagree
# description: |
#   FRR runs one BGP instance in a VRF, with one AS number, and MetalLB gives it one router ID. So peers that a node has
#   together need the same `routerID`, or all none, and in one VRF the same `myASN`. MetalLB's webhook refuses the second;
#   where both come past it the speakers refuse the whole configuration. Up to 0.15 it compares all peers, whatever nodes
#   they are for.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: MetalLB, DiscardNativeOnly
#   - ref: https://github.com/metallb/metallb/issues/2958
#     description: Peers of different nodes that were refused
# custom:
#   id: metallb/peers-disagree
#   level: error
#   class: correctness
#   remediation: |
#     Give them one `myASN` and one `routerID`, or `nodeSelectors` that no node answers both of (MetalLB 0.16). To show
#     one router another AS number, use `localASN` (FRR mode) or a VRF.
package bgplint.rules.metallb["peers-disagree"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.metallb
import data.bgplint.lib.metallb_peers

report contains finding.resting_on(finding.with_related(found, {other}), places) if {
	not metallb.native_mode
	some [what, within, value, peer] in settings
	[name, id, theirs] := against[[what, within, value]]

	# Those that agree with the first of all are not told of the others.
	[name, id] < min(groups[[what, within, value]])
	field := what[0]
	found := finding.absent(peer, ["spec", field], $"peer {peer.name} has {said(field, value)} and peer {name} has {said(field, theirs)}{where}: MetalLB refuses that in FRR mode")
	other := finding.place({"id": id}, ["spec", place[theirs == ""][field]], "the other peer")
	places := {{"resource": number, "path": path} |
		some number in [peer.id, id]
		some path in [["spec", field], ["spec", "nodeSelectors"], ["spec", "vrf"]]
	}
}

where := ", and before 0.16 all peers must agree" if {
	metallb_peers.compares_all
} else := ", and one node may have both"

# What is not there is shown by the address.
place := {false: {"myASN": "myASN", "routerID": "routerID"}, true: {"routerID": "peerAddress"}}

said("routerID", "") := "no routerID"

said(field, value) := $"{field} {value}" if value != ""

# `[[field, vrf, what it is applied with], key of its nodes, value, peer]`.
settings contains [["myASN", object.get(peer.object, ["spec", "vrf"], ""), metallb_peers.applied_with(peer)], within(peer), peer.object.spec.myASN, peer] if {
	some peer in input.metallb.BGPPeer
	not peer.partial
	is_number(peer.object.spec.myASN)
	peer.object.spec.myASN > 0
}

settings contains [["routerID", "", metallb_peers.applied_with(peer)], within(peer), router_id(peer), peer] if {
	some peer in input.metallb.BGPPeer
	not peer.partial
}

router_id(peer) := "" if {
	metallb.unset(peer, "routerID")
} else := peer.object.spec.routerID

within(_) := labels.everything if metallb_peers.compares_all

within(peer) := labels.key(peer, "/spec/nodeSelectors") if not metallb_peers.compares_all

firsts[[what, key]] contains first if {
	some [what, key, value], those in groups
	[name, id] := min(those)
	first := [name, id, value]
}

groups[[what, key, value]] contains [peer.name, peer.id] if some [what, key, value, peer] in settings

values[what] contains value if some [what, _, value], _ in groups

keys[what] contains key if some [what, key, _], _ in groups

# Of all that may share a node, the first that says something else.
against[[what, key, value]] := min(those) if {
	some [what, key, value], _ in groups
	count(values[what]) > 1
	those := {first |
		some other in candidates(what, key)
		some first in firsts[[what, other]]
		first[2] != value
	}
}

candidates(what, key) := {other |
	some other in keys[what]
	labels.may_share(key, other)
} if {
	key == labels.everything
} else := {other |
	some other in ((labels.near[key] | {key}) | {labels.everything})
	firsts[[what, other]]
	labels.may_share(key, other)
}

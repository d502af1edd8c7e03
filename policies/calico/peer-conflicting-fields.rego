# METADATA
# title: Conflicting fields in a Calico peer
# description: |
#   A peer has one other end (`peerIP`, `peerSelector` or `localWorkloadSelector`) and one set of nodes (`node` or
#   `nodeSelector`), and nodes that a `peerSelector` finds bring their own AS numbers. calicoctl refuses a peer that
#   says more, and since Calico v3.32 the API server does too. Before, kubectl could write one to crd.projectcalico.org,
#   and calico-node silently followed one of the two fields.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource
#   - ref: https://github.com/projectcalico/api/blob/master/pkg/apis/projectcalico/v3/bgppeer.go
#     description: Calico, the type BGPPeer and its validation rules
# custom:
#   id: calico/peer-conflicting-fields
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Keep the intended field and remove the other. Instead of `keepOriginalNextHop`, use `nextHopMode: Keep`.
package bgplint.rules.calico["peer-conflicting-fields"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.with_related(found, {other}) if {
	some peer in input.calico.BGPPeer
	some [spare, kept, why] in pairs
	not calico.unset(peer, spare)
	not calico.unset(peer, kept)
	message := $"BGPPeer {peer.name} has both {spare} and {kept}, {why}: {refused(peer)}"
	found := finding.value(peer.id, ["spec", spare], message)
	other := finding.place(peer.id, ["spec", kept], $"{kept} is here")
}

# Of each pair the first field is the one that calico-node does not follow.
pairs := [
	["node", "nodeSelector", "two ways to select nodes"],
	["asNumber", "peerSelector", "but the selected nodes bring their own AS numbers"],
	["peerIP", "peerSelector", "but can have only one other end"],
	["peerIP", "localWorkloadSelector", "but can have only one other end"],
	["peerSelector", "localWorkloadSelector", "but can have only one other end"],
]

report contains finding.with_related(found, {other}) if {
	some peer in input.calico.BGPPeer
	peer.object.spec.keepOriginalNextHop == true
	not calico.unset(peer, "nextHopMode")
	message := $"BGPPeer {peer.name} has both keepOriginalNextHop and nextHopMode, which replaces it: {refused_lately}"
	found := finding.value(peer.id, ["spec", "keepOriginalNextHop"], message)
	other := finding.place(peer.id, ["spec", "nextHopMode"], "nextHopMode is here")
}

# With no other end at all calico/peer-without-target speaks.
report contains finding.key(peer.id, ["spec", "reachableBy"], message) if {
	some peer in input.calico.BGPPeer
	not peer.partial
	not calico.unset(peer, "reachableBy")
	calico.unset(peer, "peerIP")
	by_selector(peer)
	message := $"BGPPeer {peer.name} has reachableBy but no peerIP to reach through it: {refused(peer)}"
}

by_selector(peer) if not calico.unset(peer, "peerSelector")

by_selector(peer) if not calico.unset(peer, "localWorkloadSelector")

refused(peer) := "calicoctl refuses it, and before Calico v3.32 kubectl silently applies it" if {
	calico.before("3.32")
	calico.stored(peer)
} else := "calicoctl refuses it" if {
	calico.before("3.32")
} else := "calicoctl refuses it, and so does the API server since Calico v3.32"

refused_lately := "before Calico v3.32 nothing refuses it, and nextHopMode takes precedence" if {
	calico.before("3.32")
} else := "calicoctl and the API server refuse it since Calico v3.32"

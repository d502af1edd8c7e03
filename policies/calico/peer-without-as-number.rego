# METADATA
# title: Calico peer without an AS number
# description: |
#   Freezes BGP. Without the AS number of the router, BIRD refuses its whole configuration. No validator asks for it:
#   calico-node renders `neighbor … as 0`, BIRD answers "Remote AS number must be set", and confd keeps the old file.
#   From then on, every later change of BGP on every node that the peer selects is silently lost.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, field asNumber
#   - ref: https://github.com/projectcalico/bird/blob/master/proto/bgp/bgp.c
#     description: BIRD, check of the remote AS number
# custom:
#   id: calico/peer-without-as-number
#   level: error
#   class: correctness
#   judges: object
#   freezes: true
#   remediation: |
#     Set `spec.asNumber` to the AS number of the router at this address. For peers inside the cluster use
#     `peerSelector`, which takes it from the nodes.
package bgplint.rules.calico["peer-without-as-number"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.absent(peer.id, ["spec", "asNumber"], message(peer)) if {
	some peer in input.calico.BGPPeer
	not peer.partial
	calico.unset(peer, "asNumber")
	calico.unset(peer, "peerSelector")
	not calico.tagged(peer, "peerSelector")
}

message(peer) := concat(" ", [
	$"BGPPeer {peer.name} at {peer.object.spec.peerIP} has no AS number: BIRD refuses its whole configuration,",
	$"and {what(peer)} on these nodes stays as it was",
]) if {
	not calico.unset(peer, "peerIP")
	calico.unset(peer, "localWorkloadSelector")
}

message(peer) := $"BGPPeer {peer.name} selects local workloads but has no AS number: the API server refuses it" if {
	not calico.unset(peer, "localWorkloadSelector")
}

# Each family has a daemon of its own.
what(peer) := "IPv6 BGP" if {
	peer.facts["/spec/peerIP"].family == 6
} else := "BGP"

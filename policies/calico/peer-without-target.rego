# METADATA
# title: BGPPeer without peerIP or a peer selector
# description: |
#   A peer finds its other end by `peerIP`, `peerSelector` or `localWorkloadSelector`. No validator asks for one of
#   them: calico-node logs "PeerIP is not assigned or is malformed", drops the peer, and no session is ever configured.
#   `calicoctl get bgppeer` shows it like any other.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/client.go
#     description: confd, how peers are made from BGPPeers
# custom:
#   id: calico/peer-without-target
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Set `peerIP` and `asNumber` of a router, or a `peerSelector` for nodes of the cluster.
package bgplint.rules.calico["peer-without-target"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

targets := ["peerIP", "peerSelector", "localWorkloadSelector"]

report contains finding.absent(peer.id, ["spec", "peerIP"], message) if {
	some peer in input.calico.BGPPeer
	not peer.partial
	every target in targets {
		calico.unset(peer, target)
		not calico.tagged(peer, target)
	}
	not peer.id in misspelt
	message := concat(" ", [
		$"BGPPeer {peer.name} has no peerIP, peerSelector or localWorkloadSelector:",
		"calico-node drops it, and there is no session",
	])
}

# input/unknown-field speaks of these.
misspelt contains fault.id if {
	some fault in input.schema.UnknownField
	fault.detail.near in targets
}

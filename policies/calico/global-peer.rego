# METADATA
# title: External peer without a node selector
# description: |
#   A peer with neither `node` nor `nodeSelector` is global: calico-node on every node opens a session to it, as with
#   `all()`. That is right where one pair of routers serves all nodes, and wrong as soon as there is a second rack: its
#   nodes keep trying sessions that cannot come up.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/bgp
#     description: Configure BGP peering, global peers
# custom:
#   id: calico/global-peer
#   level: warning
#   class: availability
#   policy: true
#   remediation: |
#     Give the peer a `nodeSelector` for the nodes that are connected to this router, such as `rack == 'rack-1'`.
package bgplint.rules.calico["global-peer"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.resting_on(found, calico.external_rests_on(peer)) if {
	some peer in input.calico.BGPPeer
	not peer.partial
	calico.unset(peer, "node")
	calico.unset(peer, "nodeSelector")
	not calico.tagged(peer, "nodeSelector")
	calico.external(peer)
	calico.unset(peer, "peerSelector")
	calico.unset(peer, "localWorkloadSelector")
	found := finding.absent(peer.id, ["spec", "nodeSelector"], message(peer))
}

message(peer) := concat(" ", [
	$"BGPPeer {peer.name} at {peer.object.spec.peerIP} has neither node nor nodeSelector:",
	"every node of the cluster opens a session to it",
])

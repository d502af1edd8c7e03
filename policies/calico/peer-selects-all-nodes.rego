# METADATA
# title: Outside peer on every node
# description: |
#   `all()` makes every node of the cluster open a session to this router: nodes of other racks, that have no route to it
#   or that it does not list, and every node that autoscaling will add. Sessions that can never come up stay in Connect
#   or Active, routers run into their limits of neighbours, and a fault of one router reaches the whole cluster.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/bgp
#     description: Configure BGP peering, per-node peers
# custom:
#   id: calico/peer-selects-all-nodes
#   level: error
#   class: availability
#   remediation: |
#     Select the nodes that are connected to this router by a label of their own, such as `rack == 'rack-1'`, and write one
#     BGPPeer a rack.
package bgplint.rules.calico["peer-selects-all-nodes"]

import data.bgplint.lib.calico
import data.bgplint.lib.finding

report contains finding.resting_on(found, calico.external_rests_on(peer)) if {
	some peer in input.calico.BGPPeer
	peer.facts["/spec/nodeSelector"].selector.all
	calico.external(peer)
	calico.unset(peer, "peerSelector")
	calico.unset(peer, "localWorkloadSelector")
	found := finding.value(peer, ["spec", "nodeSelector"], message(peer))
}

message(peer) := $"peer {peer.name} at {peer.object.spec.peerIP} is outside of the cluster and selects all nodes: each of them, now and later, opens a session to it"

# METADATA
# title: External peer that selects all nodes
# description: |
#   `all()` makes every node of the cluster open a session to this router: nodes in other racks, which have no route to
#   it or are not among its neighbors, and every node that autoscaling will add. Sessions that can never come up stay in
#   Connect or Active, routers reach their limits of neighbors, and a fault of one router reaches the whole cluster. The
#   same is true of any selector that matches every node: `has(x) || !has(x)`, or one that asks only for a label that
#   the kubelet puts on every node, such as `has(kubernetes.io/hostname)`.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/bgp
#     description: Configure BGP peering, per-node peers
#   - ref: https://kubernetes.io/docs/reference/labels-annotations-taints/
#     description: Well-known labels, kubernetes.io/hostname, os and arch
# custom:
#   id: calico/peer-selects-all-nodes
#   level: error
#   class: availability
#   policy: true
#   remediation: |
#     Select the nodes that are connected to this router by a label of their own, such as `rack == 'rack-1'`, and write
#     one BGPPeer per rack.
package bgplint.rules.calico["peer-selects-all-nodes"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.resting_on(found, calico.external_rests_on(peer)) if {
	some peer in input.calico.BGPPeer
	selects_all(peer.facts["/spec/nodeSelector"].selector)
	calico.external(peer)
	calico.unset(peer, "peerSelector")
	calico.unset(peer, "localWorkloadSelector")
	said := finding.value(peer.id, ["spec", "nodeSelector"], message(peer))
	found := finding.follows(said, {{"rule": "calico/selector-is-yaml-tag", "resource": peer.id}})
}

selects_all(selector) if selector.all

# It depends on a placeholder, so that the finding is held back.
selects_all(selector) if selector.may_be_all

message(peer) := concat(" ", [
	$"BGPPeer {peer.name} at {peer.object.spec.peerIP} is outside the cluster and selects all nodes:",
	"every node, now and later, opens a session to it",
]) if {
	literal(peer)
}

message(peer) := concat(" ", [
	$"BGPPeer {peer.name} at {peer.object.spec.peerIP} is outside the cluster, and its selector",
	$"{peer.object.spec.nodeSelector} matches every node: each, now and later, opens a session to it",
]) if {
	not literal(peer)
}

literal(peer) if replace(replace(peer.object.spec.nodeSelector, " ", ""), "\t", "") == "all()"

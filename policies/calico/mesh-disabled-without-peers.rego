# METADATA
# title: Mesh switched off and nothing in its place
# description: |
#   With `nodeToNodeMeshEnabled: false` every calico-node closes its sessions to the other nodes at once. Unless a BGPPeer
#   connects each node to a router or a route reflector, BIRD withdraws the routes to the pods of the other nodes, and
#   traffic between nodes is dropped while everything still looks Running.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/bgp
#     description: Configure BGP peering, disable the default node-to-node mesh
#   - ref: https://github.com/projectcalico/calico/issues/3819
#     description: A cluster without routes after the mesh was switched off
# custom:
#   id: calico/mesh-disabled-without-peers
#   level: error
#   class: availability
#   remediation: |
#     Apply the BGPPeers that replace the mesh first and look at `calicoctl node status`; switch the mesh off after that. If
#     they are in another repository, say so with `complete: false` in bgplint.yaml.
package bgplint.rules.calico["mesh-disabled-without-peers"]

import data.bgplint.lib.calico
import data.bgplint.lib.finding

report contains finding.claims_absence(finding.value(config, path, message)) if {
	some config in input.calico.BGPConfiguration
	config.name == "default"
	config.object.spec.nodeToNodeMeshEnabled == false
	path := ["spec", "nodeToNodeMeshEnabled"]
	not calico.bgp_disabled
	not calico.routes_without_bgp
	not some_peer_may_cover_all
	message := problem
}

problem := "the node-to-node mesh is off and no BGPPeer replaces it: nodes have no routes to each other's pods" if {
	count(object.get(input.calico, "BGPPeer", [])) == 0
}

problem := $"the node-to-node mesh is off and no BGPPeer reaches node {lonely}: it has no routes to the pods of other nodes" if {
	count(object.get(input.calico, "BGPPeer", [])) > 0
	lonely := min({node.name | some node in calico.nodes} - {name | some name in peered})
}

# Which nodes a selector means is not known here: it may be all of them.
some_peer_may_cover_all if {
	some peer in input.calico.BGPPeer
	calico.unset(peer, "node")
}

peered contains peer.object.spec.node if {
	some peer in input.calico.BGPPeer
	not calico.unset(peer, "node")
}

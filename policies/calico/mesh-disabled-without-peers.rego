# METADATA
# title: Node-to-node mesh disabled without a replacement
# description: |
#   With `nodeToNodeMeshEnabled: false` every calico-node closes its sessions to the other nodes at once. Unless a
#   BGPPeer connects each node to a router or a route reflector, BIRD withdraws the routes to pods on the other nodes,
#   and traffic between nodes is dropped while everything still shows Running.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/bgp
#     description: Configure BGP peering, disable the default node-to-node mesh
#   - ref: https://github.com/projectcalico/calico/issues/3819
#     description: Cluster without routes after the mesh was switched off
# custom:
#   id: calico/mesh-disabled-without-peers
#   level: error
#   class: availability
#   remediation: |
#     Apply the BGPPeers that replace the mesh first and check `calicoctl node status`, then switch the mesh off. If
#     they are in another repository, say so with `complete: false` in bgplint.yaml.
package bgplint.rules.calico["mesh-disabled-without-peers"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.peerings as calico_peerings
import data.bgplint.lib.calico.routes
import data.bgplint.lib.finding

report contains finding.claims_absence(finding.resting_on(found, rests_on)) if {
	some config in input.calico.BGPConfiguration
	config.name == "default"
	config.object.spec.nodeToNodeMeshEnabled == false
	not calico.bgp_disabled
	not routes.without_bgp
	found := finding.value(config.id, ["spec", "nodeToNodeMeshEnabled"], problem)
}

problem := "the node-to-node mesh is off, and no BGPPeer replaces it: nodes have no routes to each other's pods" if {
	not any_joining
}

problem := concat(" ", [
	$"the node-to-node mesh is off, and no BGPPeer reaches node {min(lonely)}{others}:",
	"pods on other nodes are unreachable from there",
]) if {
	any_joining
	not calico_peerings.membership_unknown
	count(lonely) > 0
}

# A peering of a node with its own workloads joins no nodes.
any_joining if {
	some peer in input.calico.BGPPeer
	calico.unset(peer, "localWorkloadSelector")
}

rests_on := (calico_peerings.named_nodes | routes.rests_on) | {place | some place in calico_nodes.name_of(min(lonely))}

lonely := calico_nodes.labels_known - calico_peerings.covered

others := "" if count(lonely) == 1

others := $" and {count(lonely) - 1} others" if count(lonely) > 2

others := " and one other" if count(lonely) == 2

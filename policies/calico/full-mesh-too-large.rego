# METADATA
# title: Node-to-node mesh with too many nodes
# description: |
#   In the node-to-node mesh every node keeps a session to every other: n nodes make n × (n − 1) / 2 of them, and each
#   node that joins or leaves changes the configuration of all others. Calico's own guide puts the limit at about 100
#   nodes; beyond it, BIRD takes more and more CPU and memory on every node, and convergence gets slow.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/bgp
#     description: Configure BGP peering, full mesh up to about 100 nodes
#   - ref: https://www.rfc-editor.org/rfc/rfc4456
#     description: RFC 4456, BGP route reflection
# custom:
#   id: calico/full-mesh-too-large
#   level: warning
#   class: availability
#   policy: true
#   remediation: |
#     Make some nodes route reflectors (`routeReflectorClusterID`), connect all nodes to them with one BGPPeer with a
#     `peerSelector`, then switch the mesh off.
#   options:
#     nodes:
#       type: integer
#       default: 100
#       minimum: 1
#       description: The most nodes that the mesh may have.
package bgplint.rules.calico["full-mesh-too-large"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.absent(config.id, ["spec", "nodeToNodeMeshEnabled"], message) if {
	some config in input.calico.BGPConfiguration
	not config.partial
	config.name == "default"
	object.get(config.object, ["spec", "nodeToNodeMeshEnabled"], true) == true
	not calico.bgp_disabled
	n := count(members)
	n > input.cluster.options["calico/full-mesh-too-large"].nodes
	message := concat(" ", [
		$"the node-to-node mesh has {n} nodes: that makes {n * (n - 1) / 2} sessions,",
		"and each change reaches all of them",
	])
}

# A node with a cluster id is a route reflector and leaves the mesh.
members := {node.name | some node in calico.nodes} - {name | some name, _ in calico_nodes.reflectors}

# METADATA
# title: Two nodes with the same BGP address
# description: |
#   Freezes BGP. confd names the sessions of the mesh by the address of the other node, so two nodes with one address
#   give the same name twice. BIRD answers "Symbol already defined" and refuses its whole configuration, on every other
#   node of the mesh. Without the mesh, routes to one of the two go to the other.
# related_resources:
#   - ref: https://github.com/projectcalico/bird/issues/12
#     description: Two nodes with one address, and BIRD's answer
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/node
#     description: Node resource, ipv4Address and ipv6Address
# custom:
#   id: calico/node-address-duplicate
#   level: error
#   class: correctness
#   freezes: true
#   remediation: |
#     Give each node the address of its own interface, or remove the field and let calico-node detect it. If a node was
#     renamed, delete the Node object with its old name.
package bgplint.rules.calico["node-address-duplicate"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.resting_on(finding.with_related(found, {other}), names) if {
	nodes_peer
	some address, holders in holders_of
	count(holders) > 1
	[first_name, first_id, first_path] := min(holders)
	some [name, id, path] in holders
	name != first_name
	found := finding.value(
		id,
		path,
		concat(" ", [
			$"nodes {first_name} and {name} have the same BGP address, {address}:",
			"BIRD refuses its whole configuration on every node that peers with both",
		]),
	)
	other := finding.place(first_id, first_path, $"the address of node {first_name}")
	names := {{"resource": node, "path": ["metadata", "name"]} | some node in [id, first_id]}
}

# Without the mesh and without peers by label no node has the other in its configuration.
default nodes_peer := false

nodes_peer if not calico_nodes.mesh_off

nodes_peer if {
	some peer in input.calico.BGPPeer
	not calico.unset(peer, "peerSelector")
}

# Only addresses that are BGP's own: the kubelet's may be those of another network.
holders_of[fact.address] contains [node.name, node.id, path] if {
	some node in calico.nodes
	some pointer, path in places
	fact := node.facts[pointer]
}

places := {
	"/spec/bgp/ipv4Address": ["spec", "bgp", "ipv4Address"],
	"/spec/bgp/ipv6Address": ["spec", "bgp", "ipv6Address"],
	"/metadata/annotations/projectcalico.org~1IPv4Address": [
		"metadata",
		"annotations",
		"projectcalico.org/IPv4Address",
	],
	"/metadata/annotations/projectcalico.org~1IPv6Address": [
		"metadata",
		"annotations",
		"projectcalico.org/IPv6Address",
	],
}

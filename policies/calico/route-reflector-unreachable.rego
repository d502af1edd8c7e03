# METADATA
# title: Route reflector not connected to all nodes
# description: |
#   A node with a route reflector cluster ID leaves the node-to-node mesh: from then on it has only the sessions that
#   BGPPeers give it. Without a peer that connects it to the other nodes, and reflectors of several clusters to each
#   other, routes stop there: pods on the two sides do not reach each other, while the rest of BGP looks healthy.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/bgp
#     description: Configure BGP peering, route reflectors
#   - ref: https://www.rfc-editor.org/rfc/rfc4456
#     description: RFC 4456, BGP route reflection
#   - ref: https://github.com/projectcalico/calico/issues/2735
#     description: Nodes without routes behind route reflectors
# custom:
#   id: calico/route-reflector-unreachable
#   level: error
#   class: correctness
#   remediation: |
#     Label the reflectors, and connect all nodes to them, and them to each other, with one BGPPeer: `nodeSelector:
#     all()` and `peerSelector: route-reflector == 'true'`.
package bgplint.rules.calico["route-reflector-unreachable"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.peerings as calico_peerings
import data.bgplint.lib.calico.routes
import data.bgplint.lib.finding

report contains finding.claims_absence(finding.resting_on(found, rests_on)) if {
	count(calico_nodes.names) > 1
	not calico_peerings.membership_unknown
	not calico.bgp_disabled
	not routes.without_bgp
	some name in reflectors
	[id, path] := min(calico_nodes.reflectors[name])
	found := finding.value(id, path, problem(name, reached(name)))
	rests_on := calico_peerings.named_nodes | calico_nodes.name_of(name)
}

problem(name, near) := concat(" ", [
	$"node {name} is a route reflector, but no BGPPeer gives it a session:",
	"it has left the mesh and reaches no other node",
]) if {
	count(near) == 1
} else := concat(" ", [
	$"no BGPPeer connects route reflector {name} with route reflector {cut}:",
	"nodes behind one get no routes from the other",
]) if {
	cut := min(reflectors - near)
	cut < name
} else := $"no BGPPeer connects node {cut} with route reflector {name}: neither gets routes from the other" if {
	count(reflectors - near) == 0
	cut := min(clients - near)
}

reflectors := {name | some name, _ in calico_nodes.reflectors} & judged

clients := {name | some name in judged; not calico_nodes.reflectors[name]}

judged := calico_nodes.labels_known if not calico_nodes.mesh_off

# Without a mesh, nodes that no peer reaches are calico/mesh-disabled-without-peers's.
judged := calico_nodes.labels_known & calico_peerings.covered if calico_nodes.mesh_off

# Whatever is connected to the node, over any number of sessions. Where several are, it is looked up once.
reached(name) := main if main[name]

reached(name) := nodes_of(graph.reachable(graph_of, {["node", name]})) if not main[name]

main := nodes_of(graph.reachable(graph_of, {["node", min(reflectors)]}))

nodes_of(vertices) := {name | some ["node", name] in vertices}

# Vertices are nodes and what connects them: the scopes of peers, the mesh, and the routers outside.
graph_of := {vertex: neighbors | some vertex, neighbors in edges}

edges[near] contains far if some [near, far] in calico_peerings.links

edges[far] contains near if some [near, far] in calico_peerings.links

edges[within] contains ["node", name] if {
	some within in calico_peerings.ends
	some name in calico_nodes.members(within)
	within != ["node", name]
}

edges[["node", name]] contains within if {
	some within in calico_peerings.ends
	some name in calico_nodes.members(within)
	within != ["node", name]
}

edges[["node", name]] contains ["node", name] if some name in calico_nodes.names

edges[["mesh"]] contains ["node", name] if {
	not calico_nodes.mesh_off
	some name in calico_nodes.names
	not calico_nodes.reflectors[name]
}

edges[["node", name]] contains ["mesh"] if {
	not calico_nodes.mesh_off
	some name in calico_nodes.names
	not calico_nodes.reflectors[name]
}

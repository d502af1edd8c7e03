# METADATA
# title: Routes between racks dropped as AS path loops
# description: |
#   Routes from one rack to another pass through routers with other AS numbers and come back with the cluster's own AS
#   number in the path. BIRD treats that as a loop and drops them, so nodes have no routes to pods in other racks. This
#   is fine if a default route points to the router, or if the routers replace the cluster's AS number with their own
#   (as-override).
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, numAllowedLocalASNumbers
#   - ref: https://github.com/projectcalico/calico/issues/4287
#     description: Routes dropped because of the own AS number in their path
#   - ref: https://www.rfc-editor.org/rfc/rfc4271
#     description: RFC 4271, section 9.1.2, AS loops
# custom:
#   id: calico/as-path-loop
#   level: warning
#   levels: [warning, note]
#   class: correctness
#   remediation: |
#     Set `numAllowedLocalASNumbers: 1` on the peers, or as-override on the routers, or give each rack its own AS
#     number. If the default route is enough, say so in a suppression.
package bgplint.rules.calico["as-path-loop"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.peerings as calico_peerings
import data.bgplint.lib.calico.routes
import data.bgplint.lib.finding
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

# Where routers are not in the scan, they may put their own number into the path.
report contains finding.at_level(finding.with_related(found, {first}), level) if {
	some config in calico_nodes.defaults
	config.object.spec.nodeToNodeMeshEnabled == false
	ours := own_number(config)
	not calico.bgp_disabled
	not routes.without_bgp
	several_racks
	count(fabric) == count(input.calico.BGPPeer)
	not fabric_numbers[ours]
	count(calico_nodes.own_numbers) == 0
	not allowed_by_routers
	first := finding.place(min(fabric), ["spec", "asNumber"], "a router in another AS")
	found := finding.value(
		config.id,
		["spec", "nodeToNodeMeshEnabled"],
		concat(" ", [
			$"without the mesh, nodes in AS {ours} reach other racks only through routers in another AS:",
			$"they drop routes that come back with {ours} in the path",
		]),
	)
}

level := "warning" if {
	count(input.router.Router) > 0
	every id in fabric {
		count(pairs.candidates_at[end_of(id)]) > 0
	}
} else := "note"

end_of(id) := {"family": "calico", "resource": id, "path": ["spec", "peerIP"]}

default allowed_by_routers := false

allowed_by_routers if {
	count(input.router.Router) > 0
	some id in fabric
	some end in pairs.candidates_at[end_of(id)]
	some family in routers.neighbor(end).families
	some setting in ["as_override", "allowas_in"]
	family[setting]
}

own_number(config) := config.facts["/spec/asNumber"].as

# Calico's own default.
own_number(config) := 64512 if {
	calico.unset(config, "asNumber")
	not config.partial
}

default several_racks := false

several_racks if {
	count(calico_nodes.names) > 0
	not calico_peerings.membership_unknown
	count(racks) > 1
}

# Without Nodes, selectors that no node answers both of, and nodes that peers name, are racks.
several_racks if {
	count(calico_nodes.names) == 0
	some pair in input.cluster.selector_pairs
	pair.relation == "apart"
}

several_racks if {
	count(calico_nodes.names) == 0
	named := {peer.object.spec.node | some peer in input.calico.BGPPeer; not calico.unset(peer, "node")}
	count(named) > 1
}

# Peers that are routers whose AS is known, and that take no path with the own one.
fabric contains peer.id if {
	some peer in input.calico.BGPPeer
	not peer.partial
	calico.external(peer)
	calico.unset(peer, "peerSelector")
	calico.unset(peer, "localASNumber")
	calico.unset(peer, "numAllowedLocalASNumbers")
	peer.facts["/spec/asNumber"].as
}

# No work for each BGPConfiguration: there may be many called default.
fabric_numbers contains peer.facts["/spec/asNumber"].as if some peer in input.calico.BGPPeer

racks contains members if {
	some [within, ["outside"]] in calico_peerings.links
	within != ["all"]
	members := calico_nodes.members(within)
	count(members) < count(calico_nodes.names)
}

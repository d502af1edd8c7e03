# METADATA
# title: iBGP to a router that is not a route reflector
# description: |
#   A router does not pass routes from one iBGP neighbor to another unless it is a route reflector for them
#   (`route-reflector-client`). If the node-to-node mesh is off and the nodes peer only with such a router, it knows
#   the blocks of all of them, but no node knows those of another: pods reach each other only where packets go through
#   the router, and not at all through an overlay.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4456
#     description: RFC 4456, BGP route reflection
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/bgp
#     description: Calico, configure BGP peering
# custom:
#   id: session/routes-not-reflected
#   level: warning
#   class: correctness
#   remediation: |
#     Make the nodes clients of the router (`neighbor … route-reflector-client`), give it its own AS number, or make
#     some nodes route reflectors.
package bgplint.rules.session["routes-not-reflected"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.nodes
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	calico_nodes.mesh_off
	count(calico_nodes.reflectors) == 0
	not other_ways
	some session in compared.sessions_known
	end := session.end
	end.takes_routes
	end.family == "calico"
	compared.internal(end)
	not one_node(end.nodes)
	fars := {far | some group in session.groups; some far in group.candidates}
	every far in fars {
		not reflects(far)
	}
	found := finding.value(
		end.resource,
		end.path,
		concat(" ", [
			$"{compared.title(end)} is iBGP to {compared.router_name(min(fars))}, which reflects no routes,",
			"and the mesh is off: the nodes do not learn each other's routes",
		]),
	)
	related := compared.places(compared.at_routers(fars), "the router's end")
}

# A session by which nodes may learn of each other: to a router that is not in the scan, in another AS, one that
# reflects, or to another node.
other_ways if count(ways) > 0

ways contains peer.id if {
	some peer in input.calico.BGPPeer
	not calico.unset(peer, "peerSelector")
}

ways contains peer.id if {
	some peer in input.calico.BGPPeer
	not calico.unset(peer, "peerIP")
	not calico.external(peer)
}

ways contains end.resource if {
	some end in sessions.ends
	end.family == "calico"
	not paired[end.resource]
}

ways contains end.resource if {
	some session in compared.sessions_known
	end := session.end
	end.family == "calico"
	not compared.internal(end)
}

ways contains end.resource if {
	some session in compared.sessions_known
	end := session.end
	end.family == "calico"
	some group in session.groups
	some far in group.candidates
	reflects(far)
}

paired contains group.node.resource if some group in pairs.groups

reflects(far) if routers.neighbor(far).reflector_client

reflects(far) if {
	some family in routers.neighbor(far).families
	family.reflector_client
}

one_node(scope) if count(nodes.members(scope)) < 2

one_node(["node", _])

# METADATA
# title: Unexpected next hop
# description: |
#   Toward routers in another AS, a node sets itself as the next hop of everything that it advertises. If only route
#   reflectors peer with a router, all traffic into the cluster then goes through them. `keepOriginalNextHop` passes on
#   the address of the node that has the pod; within one AS, Calico ignores it. Beside the node-to-node mesh, each node
#   that peers with the router also advertises the pods of all other nodes with itself as the next hop, because multihop
#   sessions, as all of Calico's are, put in their own address.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, keepOriginalNextHop and nextHopMode
#   - ref: https://github.com/projectcalico/calico/issues/3666
#     description: Traffic that goes through the route reflectors
#   - ref: https://github.com/projectcalico/calico/issues/7806
#     description: Traffic to all pods that comes in through the nodes of one rack
# custom:
#   id: calico/next-hop
#   level: warning
#   levels: [warning, note]
#   class: correctness
#   remediation: |
#     Set `keepOriginalNextHop: true`, or `nextHopMode: Keep`, on peers in another AS that only reflectors have, or that
#     exist beside the mesh, if the router reaches the nodes directly. Or advertise only a node's own routes, with a
#     BGPFilter whose `exportV4` rejects `source: RemotePeers`. Remove `keepOriginalNextHop` from peers in the cluster's
#     own AS.
package bgplint.rules.calico["next-hop"]

import data.bgplint.lib.calico.filters as calico_filters
import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.peerings as calico_peerings
import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.steps

report contains finding.with_fix(finding.resting_on(found, calico.external_rests_on(peer)), [drop]) if {
	some peer in input.calico.BGPPeer
	peer.object.spec.keepOriginalNextHop == true
	not calico.unset(peer, "peerIP")
	remote := peer.facts["/spec/asNumber"].as
	local_numbers(peer) == {remote}
	drop := finding.then(
		{"op": "remove", "path": ["spec", "keepOriginalNextHop"], "safe": false},
		[steps.check($"that BGPPeer {peer.name} should be in AS {remote}: within one AS the field has no effect")],
	)
	found := finding.value(
		peer.id,
		["spec", "keepOriginalNextHop"],
		$"BGPPeer {peer.name} keeps next hops toward AS {remote}, its own: Calico does so only toward another AS",
	)
}

# Where the router is not in the scan, it may send traffic another way.
report contains finding.at_level(finding.resting_on(found, calico.external_rests_on(peer)), level(peer)) if {
	count(calico_nodes.reflectors) > 0
	some peer in input.calico.BGPPeer
	not peer.partial
	calico.external(peer)
	not keeps(peer)
	reflecting[calico_nodes.scope(peer)]
	remote := peer.facts["/spec/asNumber"].as
	local := local_numbers(peer)
	not local[remote]
	not calico_peerings.membership_unknown
	behind := min(inward)
	found := finding.absent(
		peer.id,
		["spec", "keepOriginalNextHop"],
		concat(" ", [
			$"only route reflectors have BGPPeer {peer.name}, which does not keep next hops:",
			$"traffic from AS {remote} to pods on other nodes, such as {behind}, goes through the reflectors",
		]),
	)
}

# Beside the mesh: whoever has the peer announces the pods of all. Where nobody states an AS number, it is Calico's own
# default.
report contains finding.with_fix(
	finding.at_level(finding.resting_on(found, calico.external_rests_on(peer)), level(peer)),
	[finding.then(kept_by(peer), [finding.step(
		"after",
		$"Check on the router of BGPPeer {peer.name} that the next hop of each route is the node that has the pods",
	)])],
) if {
	not calico.bgp_disabled
	some peer in input.calico.BGPPeer
	not peer.partial
	mesh_in[contradictions.folder(peer)]
	calico.external(peer)
	not decided(peer)
	not reflecting[calico_nodes.scope(peer)]
	remote := peer.facts["/spec/asNumber"].as
	not local_or_default(peer)[remote]
	not own_routes_only(peer)

	# It is the peer as a whole that is wrong, as any of its fields could mend it.
	found := finding.value(
		peer.id,
		["metadata", "name"],
		concat(" ", [
			$"BGPPeer {peer.name} does not keep next hops: beside the mesh, its nodes advertise all pods",
			$"as their own, and traffic from AS {remote} {takes(calico_nodes.scope(peer))}",
		]),
	)
}

level(peer) := "warning" if {
	count(input.router.Router) > 0
	count(pairs.candidates_at[{"family": "calico", "resource": peer.id, "path": ["spec", "peerIP"]}]) > 0
} else := "note"

takes(["all"]) := "goes through nodes that do not have the pod"

takes(scope) := "to pods on other nodes goes through them" if scope != ["all"]

# The folders that are applied with a configuration that leaves the mesh on. One node has no mesh.
mesh_in contains folder if {
	not calico_nodes.mesh_off
	count(calico_nodes.names) != 1
	some config in calico_nodes.defaults
	not config.partial
	some folder in contradictions.beside[contradictions.folder(config)]
}

# `Self` says that it is meant so.
kept_by(peer) := {"op": "add", "path": ["spec", "keepOriginalNextHop"], "value": true, "safe": false} if {
	calico.unset(peer, "nextHopMode")
} else := {"op": "replace", "path": ["spec", "nextHopMode"], "value": "Keep", "safe": false}

decided(peer) if keeps(peer)

decided(peer) if peer.object.spec.nextHopMode == "Self"

local_or_default(peer) := local_numbers(peer)

local_or_default(peer) := calico_nodes.default_numbers if {
	calico.unset(peer, "localASNumber")
	not known_default
	count(calico_nodes.own_numbers) == 0
}

# What a node has learnt stays with it: a filter rejects it, or rejects more than can be told here.
own_routes_only(peer) if {
	some name in peer.object.spec.filters
	not calico_filters.known[name]
}

own_routes_only(peer) if {
	some name in peer.object.spec.filters
	calico_filters.rejecting[[name, peer.facts["/spec/peerIP"].family]]
}

own_routes_only(_) if {
	count(ip_pools.for_workloads) > 0
	every pool in ip_pools.for_workloads {
		not pool.exported
	}
}

# The near ends at which there are reflectors only: many peers have one end.
reflecting contains within if {
	some [within, _] in calico_peerings.links
	near := calico_nodes.members(within)
	count(near) > 0
	every name in near {
		calico_nodes.reflectors[name]
	}
}

keeps(peer) if peer.object.spec.keepOriginalNextHop == true

keeps(peer) if peer.object.spec.nextHopMode == "Keep"

# The AS numbers of the nodes' end. Undefined where the scan does not say them.
local_numbers(peer) := {peer.facts["/spec/localASNumber"].as} if not calico.unset(peer, "localASNumber")

local_numbers(peer) := numbers_in[calico_nodes.scope(peer)] if {
	calico.unset(peer, "localASNumber")
	known_default
}

numbers_in[within] := calico_nodes.default_numbers if {
	count(calico_nodes.own_numbers) == 0
	some [within, _] in calico_peerings.links
}

numbers_in[within] := numbers if {
	count(calico_nodes.own_numbers) > 0
	some [within, _] in calico_peerings.links
	numbers := {number |
		some name in calico_nodes.members(within)
		some number in calico_nodes.as_numbers(name)
	}
}

default known_default := false

known_default if {
	some config in calico_nodes.defaults
	config.facts["/spec/asNumber"].as
}

inward := calico_nodes.labels_known - outward

# Reflectors, and nodes that speak to routers themselves.
outward contains name if some name, _ in calico_nodes.reflectors

outward contains name if {
	some [within, ["outside"]] in calico_peerings.links
	some name in calico_nodes.members(within)
}

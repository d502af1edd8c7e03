# METADATA
# title: eBGP over more than one hop without multihop
# description: |
#   Without multihop an eBGP session reaches only the next router: its packets have a TTL of 1, and FRR does not even
#   dial an address outside its own networks, such as a loopback (`Active`, `Waiting for NHT`). Multihop lifts both
#   limits. The router's end needs it only where the node is behind another router: a configured neighbor then stays
#   down, and a session of a listen range comes up, but its routes stay inactive. `disable-connected-check`, which
#   MetalLB and frr-k8s set for IPv6, lets a session reach a loopback of the adjacent router, but not one hop more.
#
#   Sessions of Calico and of MetalLB's native mode are multihop without any setting, and so are sessions within an AS.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-ebgp-multihop
#     description: FRR, neighbor PEER ebgp-multihop
#   - ref: https://metallb.io/apis/#metallb.io/v1beta2.BGPPeerSpec
#     description: MetalLB, ebgpMultiHop
# custom:
#   id: session/multihop-needed
#   level: warning
#   class: correctness
#   remediation: |
#     Set `ebgpMultiHop: true` (MetalLB, frr-k8s) or `ebgpMultihop` (Cilium) on the node, and `neighbor …
#     ebgp-multihop` on a router that is more than one hop away; or peer with the router's address in the nodes'
#     network.
package bgplint.rules.session["multihop-needed"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

# The node's end, and the router's where that lacks it, too.
report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	compared.external(end)
	end.multihop.ttl == 1
	needing := {group | some group in session.groups; needed_by_node(end, group)}
	count(needing) > 0
	fars := {far | some group in needing; some far in group.candidates}
	found := finding.absent(end.multihop.resource, end.multihop.path, message(end, needing, fars))
	lacking := {far |
		some group in needing
		compared.distant(end, group)
		some far in group.candidates
		single_hop(far)
	}
	lacking_too := compared.places(compared.at_routers(lacking), "the router's end needs it too")
	related := lacking_too | address_places(end, fars)
}

# The router's end alone.
report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	compared.external(end)
	end.multihop.ttl != 1
	fars := {far |
		some group in session.groups
		compared.distant(end, group)
		count({far | some far in group.candidates; single_hop(far)}) == count(group.candidates)
		some far in group.candidates
	}
	count(fars) > 0
	first := min(fars)
	found := finding.value(
		first.router,
		routers.path(first),
		concat(" ", [
			$"{compared.far_title(fars)} is eBGP without multihop, but in no network of that router:",
			outcome[first.list],
		]),
	)
	related := {finding.place(end.resource, end.path, "the other end")}
}

outcome := {
	"neighbors": "no session comes up",
	"listen_ranges": "the session comes up, but its routes stay inactive",
}

message(end, needing, fars) := concat(" ", [
	$"{compared.title(end)} is eBGP without multihop, but its nodes are in no network",
	$"of {compared.router_name(min(fars))}: no session comes up",
]) if {
	some group in needing
	compared.distant(end, group)
} else := concat(" ", [
	$"{compared.title(end)} is eBGP without multihop, but {end.address} of {compared.router_name(min(fars))}",
	"is in no network of the nodes: no session comes up",
])

needed_by_node(end, group) if compared.distant(end, group)

needed_by_node(end, group) if {
	end.connected_check
	rows := address_rows(end, group.candidates)
	count(rows) > 0
	every row in rows {
		apart(row, group.source)
	}
}

# An address that is alone in its network, or whose network is not the node's.
apart(row, _) if compared.alone(row.cidr)

apart(row, source) if {
	source != ""
	not net.cidr_contains(row.cidr, source)
}

address_rows(end, fars) := {row |
	some row in routers.at[end.address]
	row.by == "interface"
	some far in fars
	far.router == row.router
}

address_places(end, fars) := {finding.place(row.told_by, row.path, "the router's address") |
	some row in address_rows(end, fars)
}

single_hop(far) if {
	not routers.neighbor(far).multihop
	not routers.neighbor(far).ttl_security
}

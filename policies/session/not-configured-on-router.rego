# METADATA
# title: Node not configured as a neighbor on the router
# description: |
#   A router accepts no session from an address for which it has no neighbor or listen range: it resets the connection
#   (FRR, IOS) or sends the NOTIFICATION `Connection Rejected`. The node shows `Active` or `OpenSent` with `Connection
#   reset by peer`, and FRR answers `show bgp neighbors` with `bgpNoSuchNeighbor`. Calico listens on all addresses of a
#   node: if the router lists and dials another one of them, the session comes up.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#configuring-peers
#     description: FRR, neighbors and listen ranges
#   - ref: https://www.rfc-editor.org/rfc/rfc4486
#     description: RFC 4486, subcode 5, Connection Rejected
# custom:
#   id: session/not-configured-on-router
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Add a neighbor for the node's address to the router, with the nodes' AS number and, for IPv6, its activation in
#     the address family; or a listen range that covers the addresses of all nodes.
package bgplint.rules.session["not-configured-on-router"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

report contains leveled(finding.resting_on(finding.with_related(found, related), rests_on)) if {
	some [node, router], sources in missing
	some end in pairs.ends[node]
	found := finding.value(
		end.resource,
		end.path,
		concat(" ", [
			$"the router at {end.address} has {listed(sources)}{in_vrf(router.vrf)}:",
			"it rejects the session",
		]),
	)
	related := {
	finding.place(router.router, process.path, "BGP on this router") |
		some process in routers.by_id[router.router].processes
		process.vrf == router.vrf
	}
	rests_on := sessions.rests_on(end.family, end.resource, end.path) | {
	{"resource": router.router, "path": line} |
		some process in routers.by_id[router.router].processes
		some line in process.unknown
	}
}

# Where not all is in the scan, another file of the router may have it.
leveled(found) := finding.at_level(finding.claims_absence(found), "error") if {
	input.cluster.complete
} else := finding.at_level(found, "warning")

missing[[row.node, {"router": row.router, "vrf": row.vrf}]] contains row.source if {
	some row in pairs.unlisted
	routers.by_id[row.router].whole
	not has_process_elsewhere(row)
	not lists_another_address(row)
}

# The same neighbor in another VRF may be the one that is meant.
has_process_elsewhere(row) if {
	some end in routers.listing[row.source]
	end.router == row.router
}

# Another address of the node that it lists is told of by session/address-not-on-router, or is as good.
lists_another_address(row) if {
	some name in calico_nodes.at[row.source]
	listing_a_node[[row.router, name]]
}

listing_a_node contains [end.router, name] if {
	some address, ends in routers.listing
	some end in ends
	some name in calico_nodes.at[address]
}

listed(sources) := "no neighbor or listen range that could be a node" if sources == {""}

listed(sources) := $"no neighbor or listen range for {named(min(sources))}" if {
	sources != {""}
	count(sources) == 1
}

listed(sources) := $"no neighbor or listen range for {named(min(sources))} and {others(count(sources) - 1)}" if {
	sources != {""}
	count(sources) > 1
}

others(1) := "1 other node"

others(n) := $"{n} other nodes" if n > 1

named(source) := $"{min(calico_nodes.at[source])} ({source})" if {
	count(calico_nodes.at[source]) > 0
} else := source

in_vrf("") := ""

in_vrf(vrf) := $" in VRF {vrf}" if vrf != ""

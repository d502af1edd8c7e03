# METADATA
# title: AS number mismatch between node and router
# description: |
#   A session comes up only if each end has the AS number that the other end expects. Each end compares the number that
#   it is configured with to the one in the other end's OPEN message: if they differ, it answers with the NOTIFICATION
#   `Bad Peer AS` and closes the connection. FRR shows `Idle` with `OPEN Message Error/Bad Peer AS`, BIRD `BGP Error:
#   Bad peer AS` or `Received: Bad peer AS`. A router whose peer never listens, as with MetalLB and frr-k8s, shows a
#   plain `Active`: only the node knows the reason. `local-as` replaces the AS number of the process; a confederation
#   shows its identifier, but its member AS to a node whose AS is one of its confederation peers.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-6.2
#     description: RFC 4271, section 6.2, OPEN message error handling, Bad Peer AS
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#configuring-peers
#     description: FRR, remote-as and local-as
# custom:
#   id: session/as-number-mismatch
#   level: error
#   class: correctness
#   remediation: |
#     Give each end the AS number that the other end has: in the peer, that of the router's process (or of its
#     `local-as`); in the router's `remote-as`, that of the nodes.
package bgplint.rules.session["as-number-mismatch"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.inventory
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

# The peer names another number than the router has.
report contains finding.resting_on(finding.with_related(found, related), rests_on) if {
	some node, rows in wrong_remote
	not swapped[node]
	row := min(rows)
	found := finding.value(
		row.expected.resource,
		row.expected.path,
		concat(" ", [
			$"the peer expects {expectation(row.expected)} at {row.address}, but the router there has AS {row.shown}:",
			"the session stays down with `Bad Peer AS`",
		]),
	)
	related := {finding.place(row.router, row.shown_path, "the router's AS number")}
	rests_on := row.rests_on
}

# The router names another number than the nodes have. Each line of it that is to be mended is told of where no object
# states the nodes' number.
report contains finding.resting_on(finding.with_related(found, related), rests_on) if {
	some [node, place], rows in wrong_local
	not swapped[node]
	row := min(rows)
	found := finding.value(
		place.resource,
		place.path,
		concat(" ", [
			$"the nodes have {row.locals}, but the router at {row.address} expects {expectation(row.expected)}",
			$"of {row.title}: the session stays down with `Bad Peer AS`",
		]),
	)
	related := {finding.place(other.resource, other.path, other.says) | some other in row.others}
	rests_on := row.rests_on
}

report contains finding.resting_on(finding.with_related(found, related), rests_on) if {
	some node, rows in swapped
	row := min(rows)
	found := finding.value(
		row.place.resource,
		row.place.path,
		concat(" ", [
			$"the nodes and the router at {row.address} both have {row.locals} and expect {expectation(row.remote)},",
			"as if one end had them swapped: the session stays down with `Bad Peer AS`",
		]),
	)
	related := {
		finding.place(row.remote.resource, row.remote.path, "the AS number that the nodes expect"),
		finding.place(row.router, row.shown_path, "the router's AS number"),
		finding.place(row.router, row.expected.path, "the AS number that the router expects"),
	}
	rests_on := row.rests_on
}

# A router of the config's inventory has no place in the scan.
report contains finding.resting_on(found, rests_on) if {
	some end in sessions.ends
	count(input.cluster.routers) > 0
	known := inventory.of_address(end.address)
	count(known) > 0
	every router in known {
		remote_differs(end.remote_as, locals(end), router.as)
	}
	router := min(known)
	found := finding.value(
		end.remote_as.resource,
		end.remote_as.path,
		concat(" ", [
			$"the peer expects {expectation(end.remote_as)} at {end.address},",
			$"but router {router.name} of the config has AS {router.as}: the session stays down with `Bad Peer AS`",
		]),
	)
	rests_on := rests_on_node(end)
}

report contains finding.resting_on(found, rests_on) if {
	some end in sessions.ends
	count(input.cluster.routers) > 0
	known := inventory.of_address(end.address)
	count(known) > 0
	count(locals(end)) > 0
	every router in known {
		router.node_as
		not locals(end)[router.node_as]
	}
	router := min(known)
	place := place_of_local(end, end)
	found := finding.value(
		place.resource,
		place.path,
		concat(" ", [
			$"the nodes have {listed(locals(end))}, but router {router.name} of the config, at {end.address}, expects",
			$"AS {router.node_as}: the session stays down with `Bad Peer AS`",
		]),
	)
	rests_on := rests_on_node(end)
}

wrong_remote[group.node] contains row if {
	some group in pairs.groups
	some end in pairs.ends[group.node]
	every candidate in group.candidates {
		remote_differs(end.remote_as, locals(end), shown(end, candidate))
	}
	candidate := min(group.candidates)
	row := {
		"address": group.address,
		"expected": end.remote_as,
		"shown": shown(end, candidate),
		"router": candidate.router,
		"shown_path": routers.shown_as_path(candidate),
		"rests_on": rests_on_both(end, candidate),
	}
}

wrong_local[[group.node, place]] contains row if {
	some group in pairs.groups
	some end in pairs.ends[group.node]
	count(locals(end)) > 0
	every candidate in group.candidates {
		local_differs(routers.neighbor(candidate).remote_as, locals(end), shown(end, candidate))
	}
	candidate := min(group.candidates)
	expected := routers.neighbor(candidate).remote_as
	in_router := {"resource": candidate.router, "path": expected.path}
	place := place_of_local(end, in_router)
	row := {
		"address": group.address,
		"locals": listed(locals(end)),
		"expected": expected,
		"title": routers.title(candidate),
		"others": others(end, place, in_router),
		"rests_on": rests_on_both(end, candidate),
	}
}

# Each end has the number that the other one should have.
swapped[group.node] contains row if {
	some group in pairs.groups
	some end in pairs.ends[group.node]
	count(locals(end)) == 1
	some local in locals(end)
	every candidate in group.candidates {
		local != end.remote_as.as
		shown(end, candidate) == local
		routers.neighbor(candidate).remote_as.as == end.remote_as.as
	}
	candidate := min(group.candidates)
	place := place_of_local(end, end.remote_as)
	row := {
		"place": {"resource": place.resource, "path": place.path},
		"address": group.address,
		"locals": listed(locals(end)),
		"remote": end.remote_as,
		"router": candidate.router,
		"shown_path": routers.shown_as_path(candidate),
		"expected": routers.neighbor(candidate).remote_as,
		"rests_on": rests_on_both(end, candidate),
	}
}

locals(end) := {local.as | some local in end.local_as}

shown(end, candidate) := routers.shown_as(candidate, locals(end))

remote_differs(expected, _, shown_as) if {
	expected.rule == "number"
	expected.as != shown_as
}

remote_differs(expected, own, shown_as) if {
	expected.rule == "external"
	own == {shown_as}
}

remote_differs(expected, own, shown_as) if {
	expected.rule == "internal"
	count(own) > 0
	not own[shown_as]
}

local_differs(expected, own, _) if {
	expected.rule == "number"
	not own[expected.as]
}

local_differs(expected, own, shown_as) if {
	expected.rule == "external"
	own == {shown_as}
}

local_differs(expected, own, shown_as) if {
	expected.rule == "internal"
	not own[shown_as]
}

# Where the number of the nodes stands; where it is a default or several objects give one, where else something is said.
place_of_local(end, otherwise) := {"resource": local.resource, "path": local.path} if {
	stated := {local | some local in end.local_as; local.path}
	count(stated) == 1
	count(end.local_as) == 1
	some local in stated
} else := {"resource": otherwise.resource, "path": otherwise.path}

others(end, place, in_router) := {{
	"resource": end.resource,
	"path": end.path,
	"says": "the nodes' peer",
}} if {
	place == in_router
} else := {{
	"resource": in_router.resource,
	"path": in_router.path,
	"says": "the AS number that the router expects",
}}

rests_on_node(end) := ({{"resource": end.remote_as.resource, "path": end.remote_as.path}} | {
{"resource": local.resource, "path": local.path} |
	some local in end.local_as
	local.path
}) | sessions.rests_on(end.family, end.resource, end.path)

rests_on_both(end, candidate) := rests_on_node(end) | routers.rests_on(candidate)

expectation(expected) := $"AS {expected.as}" if expected.rule == "number"

expectation(expected) := "an AS other than its own" if expected.rule == "external"

expectation(expected) := "its own AS" if expected.rule == "internal"

listed(numbers) := $"AS {concat(" or ", {$"{number}" | some number in numbers})}"

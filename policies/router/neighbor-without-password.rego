# METADATA
# title: Neighbor of the router without a password
# description: |
#   Without a password (TCP MD5, RFC 2385, or TCP-AO) whoever can send packets with the neighbor's address can
#   take its place in the session or reset it, and announce routes as a node.
#
#   One finding stands for all of a file. Neighbors whose peer is in the scan are left out: what is said of the
#   peer counts for both ends. So are neighbors of interfaces without addresses, those that are shut down, and, on
#   a router that nodes of the scan peer with, all that have another AS number than these.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions by TCP MD5
#   - ref: https://www.rfc-editor.org/rfc/rfc7454#section-5
#     description: RFC 7454, 5, protection of sessions
# custom:
#   id: router/neighbor-without-password
#   level: warning
#   class: security
#   policy: true
#   remediation: |
#     `neighbor … password …`, best for a peer group, and the same password in the Secret that the peer names.
#     Both ends at once: a session with a password at one end does not come up.
package bgplint.rules.router["neighbor-without-password"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.value(router, routers.path(first), message), facing.rests_on(ends)) if {
	some router, all in lacking
	ends := facing.decided(all)
	[_, _, first] := min({[end.process, number(end), end] | some end in ends})
	others := more(count(ends) - 1)
	message := $"{routers.title(first)} has no password{others}: whoever sends from its address can announce routes"
}

# Neighbors go before ranges.
number(end) := end.at if end.list == "neighbors"

number(end) := 1000000 + end.at if end.list == "listen_ranges"

more(0) := ""

more(1) := ", nor has one more"

more(n) := $", nor have {n} more" if n > 1

lacking[router.id] contains end if {
	some router in input.router.Router
	some p, process in router.processes
	some list in ["neighbors", "listen_ranges"]
	some n, _ in process[list]
	end := {"router": router.id, "process": p, "list": list, "at": n}
	lacks(end)
	not facing.ends[end]
	meant(end)
}

lacks(end) if {
	neighbor := routers.neighbor(end)
	neighbor.remote_as
	not neighbor.interface
	not neighbor.password
	not neighbor.shutdown
	not of_this_host(neighbor)
	not refused(end)
}

of_this_host(neighbor) if startswith(neighbor.address, "127.")

refused(end) if {
	end.list == "listen_ranges"
	routers.process(end).listen_ranges[end.at].refused
}

meant(end) if not facing_as[end.router]

meant(end) if facing_as[end.router][routers.neighbor(end).remote_as.as]

# By router, the AS numbers of those that are known to face nodes.
facing_as[end.router] contains routers.neighbor(end).remote_as.as if some end in facing.ends

# METADATA
# title: Router neighbor without a password
# description: |
#   Without a password (TCP MD5, RFC 2385, or TCP-AO) anyone who can send packets from the neighbor's address can take
#   over the session or reset it, and advertise routes as a node.
#
#   One finding covers a file. Neighbors whose peer is in the scan are left out: the finding about the peer covers both
#   ends. So are neighbors of interfaces without addresses, those that are shut down, and, on a router that nodes of
#   the scan peer with, all whose AS number differs from that of these nodes.
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
#     Set `neighbor … password …`, preferably on a peer group, and the same password in the Secret that the peer refers
#     to. Change both ends at once: a session with a password at only one end does not come up.
package bgplint.rules.router["neighbor-without-password"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.value(router, routers.path(first), message), facing.rests_on(ends)) if {
	some router, all in lacking
	ends := facing.decided(all)
	[_, _, first] := min({[end.process, number(end), end] | some end in ends})
	message := $"{routers.title(first)}{without(count(ends) - 1)} can advertise routes"
}

# Neighbors go before ranges.
number(end) := end.at if end.list == "neighbors"

number(end) := 1000000 + end.at if end.list == "listen_ranges"

without(0) := " has no password: anyone who can send from its address"

without(n) := $" and {n} more have no password: anyone who can send from their addresses" if n > 0

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

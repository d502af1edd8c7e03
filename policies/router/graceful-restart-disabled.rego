# METADATA
# title: Graceful restart disabled on the router
# description: |
#   A router with graceful restart disabled, for all neighbors or for these, drops a node's routes as soon as the
#   session goes down, even though the node keeps forwarding. It sends no graceful restart capability, so a node that
#   restarts gracefully has nobody to keep its routes. With FRR at both ends, the router keeps the route of a killed
#   node without any configuration, and drops it with `graceful-restart-disable`; the node's FRR shows the remote mode
#   `Disable`, and on the router its own mode is `NotApplicable`.
#
#   If there are peers in the scan, the finding is about those that restart gracefully and peer with this router;
#   without any peer it is a warning.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#bgp-graceful-restart
#     description: FRR, BGP graceful restart
#   - ref: https://www.rfc-editor.org/rfc/rfc4724
#     description: RFC 4724, graceful restart
# custom:
#   id: router/graceful-restart-disabled
#   level: error
#   levels: [error, warning]
#   class: availability
#   policy: true
#   remediation: |
#     Remove the line. FRR then helps others to restart; IOS needs `bgp graceful-restart`, EOS and NX-OS need nothing
#     else. Reset the session once: graceful restart is negotiated when it opens.
package bgplint.rules.router["graceful-restart-disabled"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.at_level(related, "error"), facing.rests_on(ends)) if {
	some [router, path], sessions in disabled
	ends := facing.decided({session.end | some session in sessions})
	message := $"graceful restart is disabled for {facing.named(ends)}: {consequence}"
	keys := {session.node | some session in sessions}
	related := finding.with_related(
		finding.value(router, path, message),
		facing.places(keys, "this peer restarts gracefully"),
	)
}

consequence := "the router drops the routes as soon as BGP restarts there"

# One finding a line, which may be that of a group or of all neighbors.
disabled[[end.router, routers.neighbor(end).graceful_restart.path]] contains {"end": end, "node": group.node} if {
	some group in facing.restarting
	every candidate in group.candidates {
		routers.neighbor(candidate).graceful_restart.mode == "disabled"
	}
	some end in group.candidates
	not told_of_peers(end)
}

# A range for which alone it is off (session/graceful-restart-one-sided).
told_of_peers(end) if {
	end.list == "listen_ranges"
	routers.neighbor(end).graceful_restart.path != object.get(routers.process(end).graceful_restart, "path", [])
}

report contains finding.at_level(finding.value(router, path, message), "warning") if {
	facing.no_peers
	some [router, path] in for_all
	message := "graceful restart is disabled: the router drops its neighbors' routes as soon as BGP restarts there"
}

for_all contains [router.id, process.graceful_restart.path] if {
	some router in input.router.Router
	some process in router.processes
	process.graceful_restart.mode == "disabled"
	count(process.neighbors) + count(process.listen_ranges) > 0
}

report contains finding.at_level(finding.resting_on(finding.value(router, path, message), rests), "warning") if {
	facing.no_peers
	some [router, path], all in by_line
	not for_all[[router, path]]
	ends := facing.decided(all)
	rests := facing.rests_on(ends)
	message := $"graceful restart is disabled for {facing.named(ends)}: {consequence}"
}

by_line[[router.id, neighbor.graceful_restart.path]] contains end if {
	some router in input.router.Router
	some p, process in router.processes
	some n, neighbor in process.neighbors
	neighbor.remote_as
	neighbor.graceful_restart.mode == "disabled"
	end := {"router": router.id, "process": p, "list": "neighbors", "at": n}
}

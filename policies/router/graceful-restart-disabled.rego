# METADATA
# title: Graceful restart switched off on the router
# description: |
#   A line of the router switches graceful restart off, for all neighbors or for these: it sends no capability for
#   it, and a node that restarts gracefully finds nobody who keeps its routes. They are gone as soon as the
#   session is, though the node forwards on. With FRR at both ends the route of a node that was killed is kept by
#   a router without any line, and gone with `graceful-restart-disable`; the node's FRR shows the remote mode
#   `Disable`, and on the router its own is `NotApplicable`.
#
#   Where peers are in the scan, those are meant that restart gracefully and are this router's; without any peer
#   it is a warning.
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
#     Take the line away. FRR then helps others to restart; IOS needs `bgp graceful-restart`, EOS and NX-OS
#     nothing else. It is negotiated when the session opens: reset it once.
package bgplint.rules.router["graceful-restart-disabled"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.at_level(related, "error"), facing.rests_on(ends)) if {
	some [router, path], sessions in disabled
	ends := facing.decided({session.end | some session in sessions})
	message := $"graceful restart is off for {facing.named(ends)}: {consequence}"
	keys := {session.node | some session in sessions}
	related := finding.with_related(
		finding.value(router, path, message),
		facing.places(keys, "restarts gracefully"),
	)
}

consequence := "the router drops its routes as soon as BGP restarts there"

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
	message := "graceful restart is off: the router drops its neighbors' routes as soon as BGP restarts there"
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
	message := $"graceful restart is off for {facing.named(ends)}: {consequence}"
}

by_line[[router.id, neighbor.graceful_restart.path]] contains end if {
	some router in input.router.Router
	some p, process in router.processes
	some n, neighbor in process.neighbors
	neighbor.remote_as
	neighbor.graceful_restart.mode == "disabled"
	end := {"router": router.id, "process": p, "list": "neighbors", "at": n}
}

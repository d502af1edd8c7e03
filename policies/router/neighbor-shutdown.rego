# METADATA
# title: Session shut down on the router
# description: |
#   With `shutdown` on the neighbor, on its peer group or template, or on all of BGP, the router neither opens the
#   session nor answers; where one was up, it sends `Cease/Administrative Shutdown`, and graceful restart does not keep
#   the routes. On the node the session stays in `Active` or `Idle`, and the router's summary shows `Idle (Admin)`.
#
#   Only sessions that a peer in the scan configures are reported.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc9003
#     description: RFC 9003, administrative shutdown
#   - ref: https://docs.frrouting.org/en/latest/bgp.html
#     description: FRR, BGP
# custom:
#   id: router/neighbor-shutdown
#   level: error
#   class: availability
#   remediation: |
#     Remove the line (`no neighbor … shutdown`) if the maintenance is over; otherwise remove the peer, or make it
#     select no nodes.
package bgplint.rules.router["neighbor-shutdown"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(related, facing.rests_on(ends)) if {
	some [router, path], sessions in down
	ends := facing.decided({session.end | some session in sessions})
	message := $"{facing.named(ends)} {verb(ends)} shut down: no session with a node comes up"
	keys := {session.node | some session in sessions}
	related := finding.with_related(finding.value(router, path, message), facing.places(keys, "this peer wants it up"))
}

verb(ends) := "is" if {
	count(ends) == 1
} else := "are"

down[[end.router, off(end)]] contains {"end": end, "node": group.node} if {
	some group in pairs.groups
	every candidate in group.candidates {
		off(candidate)
	}
	some end in group.candidates
}

off(end) := routers.neighbor(end).shutdown.path if {
	routers.neighbor(end).shutdown
} else := routers.process(end).shutdown.path

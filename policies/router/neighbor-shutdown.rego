# METADATA
# title: Session shut down on the router
# description: |
#   `shutdown` of the neighbor, of its peer group or template, or of all of BGP: the router neither opens the
#   session nor answers, and says so with `Cease/Administrative Shutdown` where one was up. At the node the
#   session stays in `Active` or `Idle`, and the router's summary says `Idle (Admin)`. Where it was up, graceful
#   restart does not hold the routes.
#
#   Only sessions are meant that a peer in the scan wants.
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
#     Take the line away (`no neighbor … shutdown`) where the maintenance is over; else take the peer away, or let
#     it select no nodes.
package bgplint.rules.router["neighbor-shutdown"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(related, facing.rests_on(ends)) if {
	some [router, path], sessions in down
	ends := facing.decided({session.end | some session in sessions})
	message := $"{facing.named(ends)} {verb(ends)} shut down: no session of {it(ends)} with a node comes up"
	keys := {session.node | some session in sessions}
	related := finding.with_related(finding.value(router, path, message), facing.places(keys, "wants the session"))
}

verb(ends) := "is" if {
	count(ends) == 1
} else := "are"

it(ends) := "it" if {
	count(ends) == 1
} else := "them"

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

# METADATA
# title: The router does not take part in a node's graceful restart
# description: |
#   Graceful restart takes two: the node announces that it keeps forwarding while its speaker restarts, and the router
#   must help, which is to keep the node's routes until it is back. A router that has it switched off announces nothing,
#   and drops the routes with the session: each restart of the speaker takes the node's addresses away, although the
#   node's end is set up for it. FRR helps by default; other routers must be told to.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4724
#     description: RFC 4724, graceful restart mechanism for BGP
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#graceful-restart
#     description: FRR, BGP graceful restart
# custom:
#   id: session/graceful-restart-one-sided
#   level: warning
#   class: availability
#   remediation: |
#     Let the router help: remove `graceful-restart-disable` (FRR), or set `bgp graceful-restart` (IOS). It counts from
#     the next time the session is set up: reset it.
package bgplint.rules.session["graceful-restart-one-sided"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	end.gr.mode == "restart"
	fars := {far |
		some group in session.groups
		count({far | some far in group.candidates; disabled(far)}) == count(group.candidates)
		some far in group.candidates
	}
	count(fars) > 0
	found := finding.value(
		end.gr.resource,
		end.gr.path,
		concat(" ", [
			$"{compared.title(end)} restarts gracefully, and {compared.far_title(fars)} does not help:",
			"each restart withdraws the node's routes",
		]),
	)
	related := compared.places({place(far) | some far in fars}, "the router's end")
}

disabled(far) if routers.neighbor(far).graceful_restart.mode == "disabled"

place(far) := {"resource": far.router, "path": object.get(
	routers.neighbor(far).graceful_restart,
	"path",
	routers.path(far),
)}

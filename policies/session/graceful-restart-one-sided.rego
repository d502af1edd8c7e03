# METADATA
# title: The router does not take part in a node's graceful restart
# description: |
#   Graceful restart takes two: the node announces that it keeps forwarding while its speaker restarts, and the router
#   must help, which is to keep the node's routes until it is back. A router that has it switched off for the neighbor
#   announces nothing, and drops the routes with the session: each restart of the speaker takes the node's addresses
#   away, although the node's end is set up for it. FRR helps by default.
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
#     Let the router help: remove `neighbor … graceful-restart-disable` (FRR) or `… ha-mode graceful-restart disable`
#     (IOS). It counts from the next time the session is set up: reset it.
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

# What is off for all neighbors or for one, or never was on, is told of the router itself
# (router/graceful-restart-disabled, router/graceful-restart-missing). A range is for whoever comes: its peers tell.
disabled(far) if {
	far.list == "listen_ranges"
	routers.neighbor(far).graceful_restart.mode == "disabled"
	routers.neighbor(far).graceful_restart.path != object.get(routers.process(far).graceful_restart, "path", [])
}

place(far) := {"resource": far.router, "path": routers.neighbor(far).graceful_restart.path}

# METADATA
# title: Graceful restart at only one end of a session
# description: |
#   Graceful restart needs both ends: the node advertises that it keeps forwarding while its speaker restarts, and the
#   router must help, that is, keep the node's routes until the speaker is back. A router with graceful restart
#   disabled for the neighbor advertises nothing and drops the routes with the session: each restart of the speaker
#   withdraws the node's addresses, although the node's end is set up for it. FRR helps by default.
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
#     (IOS). Then reset the session: graceful restart is negotiated when it opens.
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
			$"{compared.title(end)} has graceful restart, but {compared.far_title(fars)} has it disabled:",
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

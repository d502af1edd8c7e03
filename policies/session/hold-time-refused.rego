# METADATA
# title: Hold time that the router refuses
# description: |
#   Each end proposes a hold time when a session is opened, and the lower one counts. A router with
#   `bgp minimum-holdtime` refuses a proposal below it: it answers with the notification `OPEN Message
#   Error/Unacceptable Hold Time`, the session goes back to Idle, and the next attempt ends the same way.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-bgp-minimum-holdtime-1-65535
#     description: FRR, bgp minimum-holdtime
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-6.2
#     description: RFC 4271, OPEN message error handling
# custom:
#   id: session/hold-time-refused
#   level: error
#   class: correctness
#   remediation: |
#     Raise the peer's hold time to the router's minimum, or lower that. Where BFD finds broken paths, a hold time need
#     not be short.
package bgplint.rules.session["hold-time-refused"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	end.hold.seconds >= 0
	fars := {far |
		some group in session.groups
		count({far | some far in group.candidates; refuses(end, far)}) == count(group.candidates)
		some far in group.candidates
	}
	count(fars) > 0
	first := min(fars)
	found := finding.value(
		end.hold.resource,
		end.hold.path,
		concat(" ", [
			$"{compared.title(end)} proposes a hold time of {end.hold.seconds} s, and {compared.router_name(first)}",
			$"takes none below {least(first)} s: no session comes up",
		]),
	)
	related := compared.places({place(far) | some far in fars}, "the least that the router takes")
}

refuses(end, far) if least(far) > end.hold.seconds

least(far) := routers.process(far).minimum_holdtime.value

place(far) := {"resource": far.router, "path": routers.process(far).minimum_holdtime.path}

# METADATA
# title: Hold time below the router's minimum
# description: |
#   A router with `bgp minimum-holdtime` rejects a shorter hold time: it answers with the NOTIFICATION `OPEN Message
#   Error/Unacceptable Hold Time`, the session goes back to Idle, and the next attempt ends the same way. Each end
#   proposes a hold time when a session opens, and the shorter one is used.
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
#     Raise the peer's hold time to the router's minimum, or lower that minimum. Where BFD detects broken paths, the
#     hold time need not be short.
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
			$"{compared.title(end)} proposes a hold time of {end.hold.seconds} s, but {compared.router_name(first)}",
			$"accepts none below {least(first)} s: no session comes up",
		]),
	)
	related := compared.places({place(far) | some far in fars}, "the router's minimum")
}

refuses(end, far) if least(far) > end.hold.seconds

least(far) := routers.process(far).minimum_holdtime.value

place(far) := {"resource": far.router, "path": routers.process(far).minimum_holdtime.path}

# METADATA
# title: BFD at only one end of a session
# description: |
#   BFD detects a broken path in less than a second, but only if both ends run it: one end alone sends its packets to
#   nobody. The session comes up and works as without BFD, since FRR acts on BFD only after it has been up once, but a
#   broken path is detected only when the hold time expires.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc5882
#     description: RFC 5882, generic application of BFD
#   - ref: https://docs.frrouting.org/en/latest/bfd.html
#     description: FRR, BFD
# custom:
#   id: session/bfd-one-sided
#   level: note
#   class: availability
#   remediation: |
#     Configure BFD at both ends or at neither.
package bgplint.rules.session["bfd-one-sided"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	fars := {far |
		some group in session.groups
		count({far | some far in group.candidates; fault(end, far)}) == count(group.candidates)
		some far in group.candidates
	}
	count(fars) > 0
	found := finding.value(end.bfd.resource, place_of(end), message(end, fars))
	related := compared.places({place(far) | some far in fars}, "the router's end")
}

fault(end, far) if {
	end.bfd.is == true
	not routers.neighbor(far).bfd
}

fault(end, far) if {
	end.bfd.is == false
	routers.neighbor(far).bfd
}

# What is absent is shown by the peer's address.
place_of(end) := end.bfd.path if {
	end.bfd.is == true
} else := end.path

message(end, fars) := concat(" ", [
	$"{compared.title(end)} has BFD, but {compared.far_title(fars)} does not:",
	"a broken path is detected only when the hold time expires",
]) if {
	end.bfd.is == true
} else := concat(" ", [
	$"{compared.title(end)} has no BFD, but {compared.far_title(fars)} does:",
	"a broken path is detected only when the hold time expires",
])

place(far) := {"resource": far.router, "path": routers.neighbor(far).bfd.path} if {
	routers.neighbor(far).bfd
} else := {"resource": far.router, "path": routers.path(far)}

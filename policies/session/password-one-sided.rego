# METADATA
# title: The two ends of a session have different passwords
# description: |
#   With a password (TCP MD5, RFC 2385) the kernel signs each segment, and drops in silence what is not signed as it
#   expects. So a session whose ends do not have the same password, or of which one end alone has one, never gets past
#   its first segment: both ends stay in `Connect` (FRR: `Waiting for peer OPEN`), just as if a firewall dropped port
#   179. Passwords are compared without being told: equal ones count as the same number.
#
#   FRR, and with it MetalLB in its FRR modes and frr-k8s, reads the password as a word of a line, and white space
#   around it is lost; to Calico, Cilium and MetalLB's native mode a line break at the end of a Secret is part of it.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-password-PASSWORD
#     description: FRR, neighbor PEER password
# custom:
#   id: session/password-one-sided
#   level: error
#   class: correctness
#   remediation: |
#     Give both ends the same password, the node by a Secret that the peer names, the router by
#     `neighbor … password …`; or neither.
package bgplint.rules.session["password-one-sided"]

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
	found := placed(end, message(end, fars))
	related := compared.places({place(far) | some far in fars}, what_is_there(end, fars)) | held(end)
}

fault(end, far) if {
	end.password.is == "none"
	routers.neighbor(far).password
}

fault(end, far) if {
	end.password.is == "some"
	not routers.neighbor(far).password
}

fault(end, far) if different(end, far)

different(end, far) if {
	end.password.token != null
	theirs := routers.neighbor(far).password.token
	theirs != null
	theirs != end.password.token
}

placed(end, text) := finding.absent(end.password.resource, end.password.path, text) if {
	end.password.is == "none"
} else := finding.value(end.password.resource, end.password.path, text)

message(end, fars) := concat(" ", [
	$"{compared.title(end)} has no password, and {compared.far_title(fars)} has one:",
	"no session comes up",
]) if {
	end.password.is == "none"
} else := concat(" ", [
	$"{compared.title(end)} has another password than {compared.far_title(fars)}:",
	"no session comes up",
]) if {
	routers.neighbor(min(fars)).password
} else := concat(" ", [
	$"{compared.title(end)} has a password, and {compared.far_title(fars)} has none:",
	"no session comes up",
])

what_is_there(_, fars) := "the password of the router" if {
	routers.neighbor(min(fars)).password
} else := "the other end, without a password"

place(far) := {"resource": far.router, "path": routers.neighbor(far).password.path} if {
	routers.neighbor(far).password
} else := {"resource": far.router, "path": routers.path(far)}

held(end) := {finding.place(end.password.held.resource, end.password.held.path, "the password of the nodes")} if {
	end.password.held
} else := set()

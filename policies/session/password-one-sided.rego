# METADATA
# title: Different passwords at the two ends of a session
# description: |
#   A session whose ends have different passwords, or where only one end has one, never gets past its first segment:
#   with a password (TCP MD5, RFC 2385) the kernel signs each segment, and silently drops those not signed as it
#   expects. Both ends stay in `Connect` (FRR: `Waiting for peer OPEN`), just as if a firewall dropped TCP/179.
#   Passwords are compared but never shown.
#
#   FRR, and with it MetalLB in its FRR modes and frr-k8s, reads the password as one word of a line and drops whitespace
#   around it; for Calico, Cilium and MetalLB's native mode, a line break at the end of a Secret is part of the
#   password.
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
#     Give both ends the same password, the node in a Secret that the peer refers to, the router with `neighbor …
#     password …`; or remove it at both.
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
	$"{compared.title(end)} has no password, but {compared.far_title(fars)} has one:",
	"no session comes up",
]) if {
	end.password.is == "none"
} else := concat(" ", [
	$"{compared.title(end)} and {compared.far_title(fars)} have different passwords:",
	"no session comes up",
]) if {
	routers.neighbor(min(fars)).password
} else := concat(" ", [
	$"{compared.title(end)} has a password, but {compared.far_title(fars)} has none:",
	"no session comes up",
])

what_is_there(_, fars) := "the router's password" if {
	routers.neighbor(min(fars)).password
} else := "the other end, without a password"

place(far) := {"resource": far.router, "path": routers.neighbor(far).password.path} if {
	routers.neighbor(far).password
} else := {"resource": far.router, "path": routers.path(far)}

held(end) := {finding.place(end.password.held.resource, end.password.held.path, "the nodes' password")} if {
	end.password.held
} else := set()

# METADATA
# title: BGP role required by the router but not sent by the node
# description: |
#   With `strict-mode` a router accepts a session only from an end with the matching BGP role, and MetalLB, frr-k8s,
#   Calico, Cilium and Antrea send none. BGP roles (RFC 9234) tell both ends of a session who is the provider and who
#   the customer, and prevent route leaks. The router answers each attempt with the NOTIFICATION `OPEN Message
#   Error/Role Mismatch`.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc9234
#     description: RFC 9234, route leak prevention using roles
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#bgp-roles-and-only-to-customers
#     description: FRR, BGP roles and only to customers
# custom:
#   id: session/role-mismatch
#   level: error
#   class: correctness
#   remediation: |
#     Remove `strict-mode` toward the nodes, or the whole role.
package bgplint.rules.session["role-mismatch"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	fars := {far |
		some group in session.groups
		count({far | some far in group.candidates; strict(far)}) == count(group.candidates)
		some far in group.candidates
	}
	count(fars) > 0
	first := min(fars)
	role := routers.neighbor(first).role
	found := finding.value(
		first.router,
		role.path,
		concat(" ", [
			$"{compared.far_title(fars)} requires a role that matches {role.role},",
			$"but {sessions.products[end.family]} sends none: {compared.title(end)} does not come up",
		]),
	)
	related := {finding.place(end.resource, end.path, "the other end")}
}

# Neighbors that a listen range makes have no role, whatever their group has (FRR 8.4.4 in the lab).
strict(far) if {
	far.list == "neighbors"
	routers.neighbor(far).role.strict
}

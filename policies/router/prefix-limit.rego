# METADATA
# title: Prefix limit below what a node advertises
# description: |
#   A router with `maximum-prefix` closes the session with a NOTIFICATION (Cease, Maximum Number of Prefixes Reached)
#   at the first prefix over the limit, and does not reopen it by itself: all routes of the node are gone, not only
#   those over the limit. With `warning-only` it just logs a line.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html
#     description: FRR, neighbor maximum-prefix
#   - ref: https://datatracker.ietf.org/doc/html/rfc4486
#     description: RFC 4486, subcodes of Cease
# custom:
#   id: router/prefix-limit
#   level: error
#   class: availability
#   remediation: |
#     Raise the limit above what the nodes advertise, with room for more, or add `warning-only`. Then clear the session
#     once: it stays down otherwise.
package bgplint.rules.router["prefix-limit"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.policies
import data.bgplint.lib.sessions.announced
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), rests) if {
	some [router, path, version], rows in over
	row := min(rows)
	fars := {other.far | some other in rows}
	message := concat("", [
		$"{compared.far_title(fars)} has a limit of {prefixes(row.limit)}, but the node advertises {row.count}:",
		" the session is closed at the first one over the limit",
	])
	found := finding.value(router, path, message)
	claims := sure_claims(row.key, version)
	places := {{"resource": claim.resource, "path": claim.path} | some claim in claims}
	related := compared.places(places, "advertised by the node")
	rests := routers.rests_on(row.far) | places
}

prefixes(1) := "1 prefix"

prefixes(n) := $"{n} prefixes" if n != 1

over[[far.router, limit.path, version]] contains row if {
	some [key, far, version] in pairs
	some family in policies.families(routers.neighbor(far), version)
	limit := family.maximum_prefix
	not limit.warning_only
	claims := [claim | some claim in sure_claims(key, version); let_in(key, far, version, claim)]
	number := count({claim.cidr | some claim in claims})
	number > limit.value
	row := {"key": key, "far": far, "limit": limit.value, "count": number}
}

# The limit counts what the policies have let in.
let_in(key, far, version, claim) if {
	every policy in policies.inbound(routers.neighbor(far), version) {
		policy.defined
		policies.permits(routers.by_id[far.router], policy, object.union(claim, announced.origin(key)))
	}
}

# The one end that a session surely has.
pairs contains [key, far, version] if {
	some known in compared.sessions_known
	key := {"family": known.end.family, "resource": known.end.resource, "path": known.end.path}
	announced.of[key]
	some version in known.end.families
	some group in known.groups
	count(group.candidates) == 1
	some far in group.candidates
}

sure_claims(key, version) := {claim |
	some claim in announced.of[key]
	claim.sure
	announced.family(claim) == version
}

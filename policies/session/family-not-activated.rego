# METADATA
# title: Address family not activated on the router
# description: |
#   A session carries the prefixes of an address family only if both ends activate it for the neighbor. FRR and IOS
#   activate IPv4 by default (unless `no bgp default ipv4-unicast` is set), but IPv6 only with `neighbor … activate`
#   under `address-family ipv6 unicast`, whatever the neighbor's address is. Two ends without a common family reject
#   each other with `OPEN Message Error/Unsupported Capability`: the node is Idle, or shows `NoNeg`. If they have
#   another family in common, the session comes up without the family of its own addresses.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4760
#     description: RFC 4760, multiprotocol extensions for BGP-4
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-A.B.C.D-X-X-X-X-activate
#     description: FRR, neighbor activate
# custom:
#   id: session/family-not-activated
#   level: error
#   class: correctness
#   remediation: |
#     Add `neighbor … activate` under the router's `address-family`, for the neighbor or its peer group.
package bgplint.rules.session["family-not-activated"]

import data.bgplint.lib.addresses
import data.bgplint.lib.finding
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	count(end.families) > 0
	fars := {far |
		some group in session.groups
		count({far | some far in group.candidates; fault(end, far)}) == count(group.candidates)
		some far in group.candidates
	}
	count(fars) > 0
	first := min(fars)
	found := finding.value(first.router, place(first, missing(end)), message(end, fars))
	related := {finding.place(end.resource, end.path, "the other end")}
}

fault(end, far) if {
	not labelled(far)
	not active(far)[missing(end)]
}

# The family of the session's addresses, where the node carries it, or else the only one that it carries.
missing(end) := addresses.version(end.address) if {
	end.families[addresses.version(end.address)]
} else := min(end.families)

active(far) := {versions[family.afi] |
	some family in routers.neighbor(far).families
	family.active
	family.safi == "unicast"
}

versions := {"ipv4": 4, "ipv6": 6}

# Labelled unicast takes the place of unicast in ways that are not judged.
labelled(far) if {
	some family in routers.neighbor(far).families
	family.active
	family.safi == "labeled-unicast"
}

message(end, fars) := concat(" ", [
	$"{compared.far_title(fars)} does not activate IPv{missing(end)}",
	$"and has no other family in common with {compared.title(end)}: no session comes up",
]) if {
	every far in fars {
		count(active(far) & end.families) == 0
	}
} else := concat(" ", [
	$"{compared.far_title(fars)} does not activate IPv{missing(end)}:",
	$"{compared.title(end)} comes up without IPv{missing(end)} prefixes",
])

# The line that deactivates it, or the neighbor.
place(far, version) := paths[0] if {
	paths := [family.path |
		some family in routers.neighbor(far).families
		versions[family.afi] == version
		family.safi == "unicast"
		not family.active
		family.path
	]
	count(paths) > 0
} else := routers.path(far)

# METADATA
# title: Session established, but no routes pass
# description: |
#   The session is Established, but no routes pass. `(Policy)` in FRR's summary is RFC 8212: an eBGP session without a
#   policy in a direction passes nothing in that direction. `NoNeg` means that this address family is active here but
#   not at the other end. Both look like success to a script that looks for a number, or for `Established`, in the
#   wrong column; in JSON the state is Established.
#
#   No prefix in either direction is a note: there may be nothing to advertise.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc8212
#     description: RFC 8212, default behavior of eBGP without policies
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-bgp-ebgp-requires-policy
#     description: FRR, bgp ebgp-requires-policy
# custom:
#   id: status/policy-drops-routes
#   level: error
#   levels: [error, note]
#   class: correctness
#   remediation: |
#     Give the neighbor a route map or prefix list in each direction, in the address family of the routes, or set `no
#     bgp ebgp-requires-policy` in the process of that VRF. For `NoNeg`: `neighbor … activate` in that address family
#     at the other end, or `no neighbor … activate` here.
package bgplint.rules.status["policy-drops-routes"]

import data.bgplint.lib.finding
import data.bgplint.lib.status

report contains finding.at_level(finding.value(place.output, told.path, message), "error") if {
	some both, _ in stopped
	place := status.first(stopped[both])
	output := status.outputs[place.output]
	session := status.at(place)
	told := says(session)
	message := $"{status.named(output, session)} is up, but {told.text}"
}

report contains finding.at_level(finding.value(place.output, session.path, message), "note") if {
	some key, places in status.told
	not status.down[key]
	not any_stopped[key]
	count(counted(places)) > 0
	every one in counted(places) {
		status.at(one).received + status.at(one).sent == 0
	}
	place := status.first(counted(places))
	session := status.at(place)
	message := concat("", [
		$"{status.named(status.outputs[place.output], session)} is up, but no prefix was sent or received:",
		" there is nothing to advertise, or a filter drops everything",
	])
}

# A session may be in the tables of several families, and in several outputs: each family is told once.
stopped[[key, says(status.at(place)).text]] contains place if {
	some key, places in status.told
	not status.down[key]
	some place in places
	says(status.at(place))
	not by_default(places, status.at(place))
}

# FRR activates IPv4 for each neighbor: over IPv6 the other end need not have it, where IPv6 itself is up.
by_default(places, session) if {
	session.state == "no_neg"
	session.family == 6
	startswith(session.afi, "ipv4")
	some place in places
	other := status.at(place)
	other.state == "established"
	startswith(other.afi, "ipv6")
}

any_stopped contains key if {
	some both, _ in stopped
	key := both[0]
}

counted(places) := {place |
	some place in places
	session := status.at(place)
	session.state == "established"
	is_number(session.received)
	is_number(session.sent)
}

says(session) := {
	"path": session.path,
	"text": $"the other end does not activate {family(session)}: none of its routes pass",
} if {
	session.state == "no_neg"
} else := {
	"path": session.policy.path,
	"text": $"{verbs(session.policy)} no routes: it is eBGP without {ways(session.policy)} (RFC 8212)",
} if {
	stops(session.policy)
} else := {
	"path": session.path,
	"text": "passes no routes: it is eBGP without a policy (RFC 8212)",
} if {
	session.state == "policy"
}

stops(policy) if policy["in"]

stops(policy) if policy.out

verbs(policy) := "passes" if {
	policy["in"]
	policy.out
} else := "accepts" if {
	policy["in"]
} else := "sends"

ways(policy) := "a policy in either direction" if {
	policy["in"]
	policy.out
} else := "an inbound policy" if {
	policy["in"]
} else := "an outbound policy"

family(session) := replace(replace(session.afi, "ipv", "IPv"), "-", " ") if {
	session.afi
} else := "this address family"

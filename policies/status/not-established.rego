# METADATA
# title: BGP session not established
# description: |
#   Only an Established session carries routes; in all other states each end keeps trying, or waits. The state and the
#   last error show how far it gets: nobody answers (`Connect`), the connection is refused (`Active`, `Connection
#   refused`), the other end does not know this one (`Connection reset by peer`), the OPEN is rejected (`Bad peer AS`,
#   `Bad BGP identifier`) or not answered (`OpenSent`).
#
#   A router's plain `Active` may be any mismatch (AS number, password, router ID, hold time, family, role) if the node
#   runs MetalLB, frr-k8s or Cilium: these dial and do not listen, and only they see the reason. With outputs of both
#   ends, the worse one counts: with TTL security at one end, the other may show Established. A session that waits
#   (`Passive`) is not reported if the other end is up. Faults in the configuration of the same session are named.
#
#   `NSF passive` is a warning: the other end is gone, and its routes are kept as stale for its restart time.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-8.2.2
#     description: RFC 4271, 8.2.2, the states of a session
#   - ref: https://docs.tigera.io/calico/latest/reference/calicoctl/node/status
#     description: calicoctl node status
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#displaying-bgp-information
#     description: FRR, show bgp summary and show bgp neighbors
# custom:
#   id: status/not-established
#   level: error
#   levels: [error, warning]
#   class: availability
#   remediation: |
#     Do what the message says, and look at both ends: a node with MetalLB, frr-k8s or Cilium shows more than its
#     router. `Connect` without an error means a firewall that drops packets, or a password mismatch; the ends cannot
#     tell these apart. Then run the command again: a session needs up to its connect timer, two minutes in FRR and
#     BIRD, to come up.
package bgplint.rules.status["not-established"]

import data.bgplint.lib.finding
import data.bgplint.lib.status
import data.bgplint.lib.status.causes
import data.bgplint.lib.status.meanings

report contains finding.with_related(judged(place, message), others(key, place)) if {
	some key, place in status.down
	told(key, place)
	output := status.outputs[place.output]
	session := status.at(place)
	message := $"{status.named(output, session)} is {status.state(session)}{status.age(output)}{why(key, place)}"
}

judged(place, message) := finding.at_level(found(place, message), "warning") if {
	status.at(place).state == "nsf_passive"
} else := finding.at_level(found(place, message), "error")

found(place, message) := finding.value(place.output, status.at(place).path, message)

told(key, place) if {
	not waits_for_nothing(key, place)
	not told_at_the_other_end(key, place)
}

# It waits, and the other end is up: one of the two was looked at earlier.
waits_for_nothing(key, place) if {
	status.at(place).state == "passive"
	some other in status.other_end[key]
	not status.down[other]
}

# Of two ends that are down, one speaks: what knows more of it, and of two that know the same the first.
told_at_the_other_end(key, place) if {
	some other in status.other_end[key]
	there := status.down[other]
	rank(there) < rank(place)
}

rank(place) := [
	status.error_rank(status.at(place)),
	certainty(status.at(place)),
	status.end_rank(status.outputs[place.output]),
	place.output,
	place.i,
]

# A plain `Active` says least.
certainty(session) := 1 if {
	session.state in {"active", "passive"}
	status.error_rank(session) == 1
} else := 0

why(key, _) := ": the fault is in its configuration" if {
	count(causes.of(key)) > 0
}

why(key, place) := $": {meaning.means}; {meaning.do}" if {
	count(causes.of(key)) == 0
	meaning := meanings.of(status.at(place), status.who(status.outputs[place.output]))
}

others(key, place) := union({
	shown_elsewhere(key, place),
	at_the_other_end(key),
	unknown_there(key),
	causes.of(key),
})

unknown_there(key) := {place |
	some id in object.get(status.not_shown_at, [key], set())
	place := finding.place(id, status.outputs[id].path, "the other end shows no session with this one")
}

shown_elsewhere(key, place) := {finding.place(other.output, status.at(other).path, $"here it is {text}") |
	some other in status.told[key]
	other.output != place.output
	text := status.state(status.at(other))
}

at_the_other_end(key) := {finding.place(other.output, status.at(other).path, message) |
	some there in status.other_end[key]
	some other in status.told[there]
	message := at_other(other)
}

at_other(other) := concat("", [
	$"the other end{comma(status.outputs[other.output])} shows {status.state(status.at(other))}",
	worse(status.at(other)),
])

worse(session) := ": the worse of the two counts" if {
	status.agreed(session)
} else := ""

comma(output) := $", {output.node}," if {
	output.node
} else := ""

# METADATA
# title: Invalid timers of an frr-k8s neighbor
# description: |
#   frr-k8s requires both hold time and keepalive time, or neither, unlike MetalLB, which derives one from the other.
#   BGP has no hold time of 1 or 2 seconds (RFC 4271, section 4.2); frr-k8s first truncates it to whole seconds. The
#   keepalive time must not be longer than the hold time, so a hold time of 0 needs a keepalive time of 0. The webhook
#   refuses other values.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#neighbor
#     description: frr-k8s API, Neighbor
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, parseTimers
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-4.2
#     description: RFC 4271, hold time
# custom:
#   id: frr-k8s/neighbor-timers
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Set both, with a hold time of at least 3s and a keepalive time of a third of it, such as `90s` and `30s`, or `0s`
#     and `0s`; or set neither.
#   variants:
#     connect:
#       description: |
#         `connectTime`, the time after which FRR retries a connection, is a whole number of seconds from 1 to 65535.
#         The CRD requires it, and the API server refuses the object.
#       remediation: |
#         Write whole seconds from `1s` to `65535s`.
#     unread:
#       description: |
#         frr-k8s reads durations as Go does, each number with its unit. The CRD accepts any text, and frr-k8s cannot
#         decode an object with anything else.
#       remediation: |
#         Write a number with its unit, such as `90s` or `1m30s`.
package bgplint.rules["frr-k8s"]["neighbor-timers"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.key(config.id, frr_k8s.field(i, j, field), message) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	some [field, other] in [["holdTime", "keepaliveTime"], ["keepaliveTime", "holdTime"]]
	object.get(neighbor, field, null) != null
	object.get(neighbor, other, null) == null
	message := concat(" ", [
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} has a {field} but no {other}:",
		"frr-k8s refuses one without the other",
	])
}

report contains finding.variant(finding.value(config.id, frr_k8s.field(i, j, field), message), "unread") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some field in ["holdTime", "keepaliveTime", "connectTime"]
	frr_k8s.fact(config, i, j, $"{field}").fault
	message := concat(" ", [
		$"{field} `{neighbor[field]}` of neighbor {frr_k8s.title(neighbor)} of {config.name} is not a duration",
		"such as 90s: frr-k8s cannot read the object",
	])
}

report contains finding.value(config.id, frr_k8s.field(i, j, "holdTime"), message) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	too_short(seconds(config, i, j, "holdTime"))
	message := concat(" ", [
		$"holdTime {neighbor.holdTime} of neighbor {frr_k8s.title(neighbor)} of {config.name} is neither 0 nor",
		"at least 3s: frr-k8s refuses the configuration",
	])
}

report contains finding.with_related(
	finding.value(config.id, frr_k8s.field(i, j, "keepaliveTime"), message),
	{other},
) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	hold := seconds(config, i, j, "holdTime")
	not too_short(hold)
	seconds(config, i, j, "keepaliveTime") > hold
	message := concat(" ", [
		$"keepaliveTime {neighbor.keepaliveTime} of neighbor {frr_k8s.title(neighbor)} of {config.name} is longer",
		$"than its holdTime {neighbor.holdTime}: frr-k8s refuses the configuration",
	])
	other := finding.place(config.id, frr_k8s.field(i, j, "holdTime"), "the hold time")
}

report contains finding.variant(found, "connect") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	wrong_connect(seconds(config, i, j, "connectTime"))
	message := concat(" ", [
		$"connectTime {neighbor.connectTime} of neighbor {frr_k8s.title(neighbor)} of {config.name} is not a whole",
		"number of seconds from 1 to 65535: the API server refuses the object",
	])
	found := finding.value(config.id, frr_k8s.field(i, j, "connectTime"), message)
}

seconds(config, i, j, field) := frr_k8s.fact(config, i, j, $"{field}").seconds

too_short(time) if {
	time >= 1
	time < 3
}

too_short(time) if time <= -1

wrong_connect(time) if time < 1

wrong_connect(time) if time > 65535

wrong_connect(time) if floor(time) != time

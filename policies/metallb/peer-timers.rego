# METADATA
# title: Invalid timers of a MetalLB peer
# description: |
#   A hold time of 1 or 2 seconds is invalid in BGP (RFC 4271, section 4.2); MetalLB first truncates it to whole
#   seconds. The keepalive time must not be longer than the hold time. If only one of the two is set, MetalLB derives
#   the other: a third of it, or three times it. The webhook refuses other values.
# related_resources:
#   - ref: https://metallb.io/apis/#bgppeer
#     description: MetalLB API, BGPPeer
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-4.2
#     description: RFC 4271, hold time
# custom:
#   id: metallb/peer-timers
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Set a hold time of 0 or at least 3s, and a keepalive time of a third of it, such as `90s` and `30s`.
#   variants:
#     connect:
#       description: |
#         `connectTime`, after which FRR tries to connect again, is a whole number of seconds from 1 to 65535. The CRD
#         says so, and the API server refuses any other value.
#       remediation: |
#         Write whole seconds from `1s` to `65535s`.
#     unread:
#       description: |
#         MetalLB reads durations as Go does, each number with its unit. The CRD accepts any text, but MetalLB cannot
#         decode a peer with anything else.
#       remediation: |
#         Write a number with its unit, such as `90s` or `1m30s`.
package bgplint.rules.metallb["peer-timers"]

import data.bgplint.lib.finding

report contains finding.variant(finding.value(peer.id, ["spec", field], message), "unread") if {
	some peer in input.metallb.BGPPeer
	some field in ["holdTime", "keepaliveTime", "connectTime"]
	peer.facts[$"/spec/{field}"].fault
	message := concat(" ", [
		$"{field} `{peer.object.spec[field]}` of BGPPeer {peer.name} is not a duration such as 90s:",
		"MetalLB cannot read the peer",
	])
}

report contains finding.value(peer.id, ["spec", "holdTime"], message) if {
	some peer in input.metallb.BGPPeer
	too_short(seconds(peer, "holdTime"))
	message := concat(" ", [
		$"holdTime {peer.object.spec.holdTime} of BGPPeer {peer.name} is neither 0 nor at least 3s:",
		"MetalLB refuses the peer",
	])
}

# Without a hold time it is three times the keepalive time.
report contains finding.value(peer.id, ["spec", "keepaliveTime"], message) if {
	some peer in input.metallb.BGPPeer
	not peer.partial
	object.get(peer.object, ["spec", "holdTime"], null) == null
	too_short(seconds(peer, "keepaliveTime") * 3)
	message := concat(" ", [
		$"keepaliveTime {peer.object.spec.keepaliveTime} of BGPPeer {peer.name} implies a hold time three times that,",
		"below 3s: MetalLB refuses the peer",
	])
}

report contains finding.with_related(finding.value(peer.id, ["spec", "keepaliveTime"], message), {other}) if {
	some peer in input.metallb.BGPPeer
	hold := seconds(peer, "holdTime")
	not too_short(hold)
	seconds(peer, "keepaliveTime") > hold
	message := concat(" ", [
		$"keepaliveTime {peer.object.spec.keepaliveTime} of BGPPeer {peer.name} is longer than its holdTime",
		$"{peer.object.spec.holdTime}: MetalLB refuses the peer",
	])
	other := finding.place(peer.id, ["spec", "holdTime"], "the hold time")
}

report contains finding.variant(finding.value(peer.id, ["spec", "connectTime"], message), "connect") if {
	some peer in input.metallb.BGPPeer
	wrong_connect(seconds(peer, "connectTime"))
	message := concat(" ", [
		$"connectTime {peer.object.spec.connectTime} of BGPPeer {peer.name} is not a whole number of seconds",
		"from 1 to 65535: the API server refuses the peer",
	])
}

seconds(peer, field) := peer.facts[$"/spec/{field}"].seconds

too_short(time) if {
	time >= 1
	time < 3
}

too_short(time) if time <= -1

wrong_connect(time) if time < 1

wrong_connect(time) if time > 65535

wrong_connect(time) if floor(time) != time

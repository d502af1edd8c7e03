# METADATA
# title: Restart time out of range
# description: |
#   The graceful restart time has 12 bits in the OPEN message (RFC 4724), at most 4095 seconds. Calico does not check
#   the range and BIRD writes the number as it is, so the other end reads only its lowest 12 bits: 4096 arrives as 0,
#   5000 as 904, and larger numbers set flags with another meaning. With 0, the other end drops the routes of a node as
#   soon as its calico-node restarts, which the restart time was set to prevent.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4724#section-3
#     description: RFC 4724, graceful restart capability, restart time in 12 bits
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, field maxRestartTime
#   - ref: https://github.com/projectcalico/bird/blob/master/proto/bgp/packets.c
#     description: BIRD, how it writes the capability
# custom:
#   id: calico/restart-time-out-of-range
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Set it to between 1s and 4095s: as long as calico-node may take to come back, such as 300s. Without the field it
#     is 120s.
package bgplint.rules.calico["restart-time-out-of-range"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains mended(peer, "maxRestartTime", finding.value(peer.id, ["spec", "maxRestartTime"], message)) if {
	some peer in input.calico.BGPPeer

	# calico/field-ignored speaks of these.
	calico.unset(peer, "localWorkloadSelector")
	problem := wrong(peer.facts["/spec/maxRestartTime"].wire)
	message := $"maxRestartTime {peer.object.spec.maxRestartTime} of BGPPeer {peer.name} {problem}"
}

# Under other names and without the mesh the time does not count.
report contains mended(
	config,
	"nodeMeshMaxRestartTime",
	finding.value(config.id, ["spec", "nodeMeshMaxRestartTime"], message),
) if {
	some config in input.calico.BGPConfiguration
	config.name in {"default", ""}
	object.get(config.object, ["spec", "nodeToNodeMeshEnabled"], true) != false
	problem := wrong(config.facts["/spec/nodeMeshMaxRestartTime"].wire)
	message := $"nodeMeshMaxRestartTime {config.object.spec.nodeMeshMaxRestartTime} {problem}"
}

wrong(seconds) := "is negative, which is not a restart time" if seconds < 0

wrong(0) := "amounts to 0 seconds: the other end drops the routes at once"

wrong(seconds) := concat(" ", [
	$"is over 4095 seconds: the other end reads {seconds % 4096}",
	"and keeps the routes only that long",
]) if {
	seconds > 4095
	seconds % 4096 > 0
}

wrong(seconds) := "is over 4095 seconds: the other end reads 0 and drops the routes at once" if {
	seconds > 4095
	seconds % 4096 == 0
}

mended(resource, field, found) := finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "path": ["spec", field], "value": "4095s", "safe": false},
		[steps.check($"that {field} should be 4095 s, the maximum: most need 300 s or less")],
	)],
) if {
	resource.facts[$"/spec/{field}"].wire > 4095
} else := found

# METADATA
# title: Restart time that does not fit
# description: |
#   The restart time of graceful restart has 12 bits in the OPEN message (RFC 4724): 4095 seconds. Calico checks no
#   range and BIRD writes what it is given, so the other end reads the rest: 4096 arrives as 0, 5000 as 904, and larger
#   numbers set flags that mean something else. With 0 the other end drops the routes of a node at once when its
#   calico-node restarts, which is what the restart time was set against.
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
#     Give it 1s to 4095s: as long as calico-node may take to come back, such as 300s. Without the field it is 120s.
package bgplint.rules.calico["restart-time-out-of-range"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains mended(peer, "maxRestartTime", finding.value(peer.id, ["spec", "maxRestartTime"], message)) if {
	some peer in input.calico.BGPPeer

	# calico/field-ignored speaks of these.
	calico.unset(peer, "localWorkloadSelector")
	problem := wrong(peer.facts["/spec/maxRestartTime"].wire)
	message := $"maxRestartTime {peer.object.spec.maxRestartTime} of peer {peer.name} {problem}"
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

wrong(seconds) := "is negative, and no time to restart in" if seconds < 0

wrong(0) := "comes to 0 seconds: the other end drops the routes at once"

wrong(seconds) := concat(" ", [
	$"is over 4095 seconds: the other end receives {seconds % 4096},",
	"and keeps the routes only that long",
]) if {
	seconds > 4095
	seconds % 4096 > 0
}

wrong(seconds) := "is over 4095 seconds: the other end receives 0, and drops the routes at once" if {
	seconds > 4095
	seconds % 4096 == 0
}

mended(resource, field, found) := finding.with_fix(
	found,
	[{"op": "replace", "path": ["spec", field], "value": "4095s", "safe": false}],
) if {
	resource.facts[$"/spec/{field}"].wire > 4095
} else := found

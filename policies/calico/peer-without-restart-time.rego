# METADATA
# title: External peer with the default restart time
# description: |
#   Calico always offers graceful restart. Without `maxRestartTime`, BIRD asks the router to keep a node's routes for
#   120 seconds after the session goes down. If calico-node takes longer to come back, because of a slow registry or a
#   full disk, the router drops the routes of all pods on the node in the middle of an update.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, field maxRestartTime
#   - ref: https://www.rfc-editor.org/rfc/rfc4724
#     description: RFC 4724, graceful restart
# custom:
#   id: calico/peer-without-restart-time
#   level: note
#   off: true
#   class: availability
#   policy: true
#   remediation: |
#     Measure how long calico-node needs to come back, and set `maxRestartTime` to more than that, such as 300s (at most
#     4095s).
package bgplint.rules.calico["peer-without-restart-time"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.resting_on(found, calico.external_rests_on(peer)) if {
	some peer in input.calico.BGPPeer
	not peer.partial
	calico.unset(peer, "maxRestartTime")
	calico.external(peer)
	calico.unset(peer, "peerSelector")
	calico.unset(peer, "localWorkloadSelector")
	message := concat(" ", [
		$"BGPPeer {peer.name} at {peer.object.spec.peerIP} has no maxRestartTime:",
		"the router keeps a node's routes for only 120 seconds",
	])
	found := finding.absent(peer.id, ["spec", "maxRestartTime"], message)
}

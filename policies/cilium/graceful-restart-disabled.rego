# METADATA
# title: Cilium session without graceful restart
# description: |
#   Cilium does graceful restart (RFC 4724) only if it is enabled; by default it is off. The speaker is part of the
#   agent, so every restart or upgrade of the agent closes its sessions. Without graceful restart the router drops the
#   node's routes at once, although the datapath keeps forwarding. With it the router keeps them for the restart time,
#   120 s by default, which must be longer than an agent needs to come back.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, configuration of the BGP control plane
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-operation/
#     description: Cilium, restarts and upgrades of the agent
#   - ref: https://github.com/cilium/cilium/issues/24256
#     description: Cilium, what an agent restart without graceful restart did
# custom:
#   id: cilium/graceful-restart-disabled
#   level: error
#   class: availability
#   policy: true
#   remediation: |
#     Set `gracefulRestart.enabled: true` in the CiliumBGPPeerConfig (or in the neighbor of a legacy policy), with
#     `restartTimeSeconds` longer than an agent needs to come back. The router must help: FRR does by default, others
#     if configured. The session is reset once.
package bgplint.rules.cilium["graceful-restart-disabled"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding

report contains finding.with_fix(
	cilium_peers.with_users(found, stated),
	[finding.then({"op": "add", "path": path, "value": {"enabled": true}, "safe": false}, [negotiated(stated)])],
) if {
	some stated in cilium_peers.settings
	object.get(stated.peer, "gracefulRestart", null) == null
	path := array.concat(stated.path, ["gracefulRestart"])
	found := finding.absent(
		stated.id,
		path,
		concat(" ", [
			$"{stated.label} does not enable graceful restart, which is off by default:",
			"each restart of an agent withdraws its node's routes",
		]),
	)
}

report contains finding.with_fix(
	cilium_peers.with_users(found, stated),
	[finding.then({"op": "replace", "path": path, "value": true, "safe": false}, [negotiated(stated)])],
) if {
	some stated in cilium_peers.settings
	stated.peer.gracefulRestart.enabled == false
	path := array.concat(stated.path, ["gracefulRestart", "enabled"])
	found := finding.value(
		stated.id,
		path,
		$"{stated.label} disables graceful restart: each restart of an agent withdraws its node's routes",
	)
}

report contains finding.absent(peer.id, array.concat(peer.path, ["peerConfigRef"]), message) if {
	some peer in cilium_peers.bare_inbound
	message := concat(" ", [
		$"{peer.label} has no peerConfigRef, and graceful restart is off by default:",
		"each restart of an agent ends the session at once",
	])
}

negotiated(stated) := finding.step("after", concat(" ", [
	$"Check on the router that the sessions of {stated.label} have graceful restart, and reset the others, one",
	"at a time: it takes effect when a session comes up",
]))

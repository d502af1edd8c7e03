# METADATA
# title: Cilium peer refers to a peer config that does not exist
# description: |
#   A peer that refers to a CiliumBGPPeerConfig that does not exist is skipped: no session is created, and an existing
#   one is ended. Nothing refuses the object. The agents log it only at debug level, and if status reports are on, the
#   CiliumBGPClusterConfig has the condition cilium.io/MissingPeerConfigs. The kind is cluster-scoped, so only its name
#   has to match.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, configuration of the BGP control plane
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/neighbor.go
#     description: Cilium, where a peer is skipped
# custom:
#   id: cilium/peer-config-not-found
#   level: error
#   class: correctness
#   remediation: |
#     Correct `peerConfigRef.name`, or add the CiliumBGPPeerConfig.
package bgplint.rules.cilium["peer-config-not-found"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding
import data.bgplint.lib.near

report contains finding.resting_on(near.judged(found, "cilium/CiliumBGPPeerConfig", peer.config), unnamed) if {
	some peer in cilium_peers.peers
	cilium_peers.named(peer)
	not cilium_peers.config_names[peer.config]
	message := concat(" ", [
		$"{peer.label} refers to CiliumBGPPeerConfig {peer.config}, which does not exist:",
		"Cilium skips the peer and creates no session",
	])
	found := finding.value(peer.id, array.concat(peer.path, ["peerConfigRef", "name"]), message)
}

# A name that is filled in later may be the one that is missed.
unnamed contains {"resource": config.id, "path": ["metadata", "name"]} if {
	few
	some config in unused
}

few if count(unused) <= 100

unused := [config |
	some config in input.cilium.CiliumBGPPeerConfig
	not cilium_peers.users[config.name]
]

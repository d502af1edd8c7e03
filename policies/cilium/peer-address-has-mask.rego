# METADATA
# title: Mask in the peer address of a CiliumBGPClusterConfig
# description: |
#   A CiliumBGPClusterConfig accepts a peer address only without a mask: the API server refuses the whole object, and
#   none of its peers is created or changed. The legacy policy has addresses with a mask, such as `192.0.2.1/32`.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, configuration of the BGP control plane
#   - ref: https://github.com/cilium/cilium/pull/28846
#     description: Cilium, how a legacy address is written in the new kinds
# custom:
#   id: cilium/peer-address-has-mask
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write the address without the mask.
package bgplint.rules.cilium["peer-address-has-mask"]

import data.bgplint.lib.finding

report contains mended(fact, finding.value(config.id, path, message), path) if {
	some config in input.cilium.CiliumBGPClusterConfig
	some i, instance in config.object.spec.bgpInstances
	some j, peer in instance.peers
	fact := config.facts[$"/spec/bgpInstances/{i}/peers/{j}/peerAddress"]
	fact.fault == "mask"
	path := ["spec", "bgpInstances", i, "peers", j, "peerAddress"]
	message := concat(" ", [
		$"peer {object.get(peer, "name", j)} of {config.name} has address {peer.peerAddress} with a mask,",
		"which only the legacy policy allows: the API server refuses the object",
	])
}

# A mask as long as the address changes nothing about it; another may be of a network that was meant.
mended(fact, found, path) := finding.with_fix(
	found,
	[{"op": "replace", "path": path, "value": fact.bare, "safe": true}],
) if {
	fact.bare
} else := found

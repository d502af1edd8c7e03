# METADATA
# title: Cilium peer address with a mask
# description: |
#   The legacy policy takes a peer's address with its mask, such as `192.0.2.1/32`. A CiliumBGPClusterConfig takes an
#   address
#   alone: the API server refuses the whole object, so that none of its peers is made or changed.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, configuration of the BGP control plane
#   - ref: https://github.com/cilium/cilium/pull/28846
#     description: How a legacy address becomes one of the new kinds
# custom:
#   id: cilium/peer-address-has-mask
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write the address without its mask.
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
		$"peer {object.get(peer, "name", j)} of {config.name} has the address {peer.peerAddress},",
		"and only the legacy policy takes a mask: the API server refuses the object",
	])
}

# A mask as long as the address changes nothing about it; another may be of a network that was meant.
mended(fact, found, path) := finding.with_fix(
	found,
	[{"op": "replace", "path": path, "value": fact.bare, "safe": true}],
) if {
	fact.bare
} else := found

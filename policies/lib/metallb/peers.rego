# METADATA
# description: What rules about MetalLB's peers have in common.
package bgplint.lib.metallb.peers

import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.version

# METADATA
# description: The finding with the place that says which BGP implementation the speakers run, if the scan does.
with_mode(found) := finding.with_related(found, {place}) if {
	place := finding.place(
		input.cluster.metallb.mode_from.resource,
		input.cluster.metallb.mode_from.path,
		$"the speakers run in {input.cluster.metallb.mode} mode",
	)
} else := found

# METADATA
# description: |
#   True if MetalLB compares all peers with each other, whatever nodes they are for: so it did up to 0.15
#   (metallb/metallb internal/config/validation.go).
compares_all if version.before(input.cluster.metallb.version, "0.16")

# METADATA
# description: |
#   The same for two peers that are applied together. Where the scan took a file for a cluster of its own, since those
#   beside it define the same objects in other ways (src/cluster/split.ts), the files of the folder are alternatives,
#   and only peers of one file are.
applied_with(peer) := peer.file if {
	count(alone) > 0
} else := ""

# A set, since WebAssembly works out anew what is undefined whenever it is asked.
alone contains input.cluster.name if {
	some kind in [
		"BGPPeer",
		"BGPAdvertisement",
		"BFDProfile",
		"Community",
		"IPAddressPool",
		"AddressPool",
		"L2Advertisement",
	]
	some resource in input.metallb[kind]
	resource.file == input.cluster.name
}

# METADATA
# description: How a peer is called in a sentence, by its address or interface.
target(peer) := peer.object.spec.peerAddress if {
	not peer.object.spec.peerAddress in {null, ""}
} else := peer.object.spec.interface

# METADATA
# description: The key of the nodes on which MetalLB compares a peer with others.
within(_) := labels.everything if compares_all

within(peer) := labels.key(peer, "/spec/nodeSelectors") if not compares_all

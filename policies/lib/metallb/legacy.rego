# METADATA
# description: MetalLB's configuration of 0.12 and before, and what shows that a later MetalLB runs beside it.
package bgplint.lib.metallb.legacy

import data.bgplint.lib.contradictions

# METADATA
# description: |
#   For the id of a ConfigMap that MetalLB once read a custom resource of its cluster, as its id and its kind. Where the
#   clusters are guessed from copies, only one of the same folder, or of one above or below it, surely is of the same.
proof[config.id] := first if {
	not input.cluster.guessed
	first := min({object | some object in first_of})
	some config in of_metallb
}

proof[config.id] := min(objects) if {
	input.cluster.guessed
	some config in of_metallb
	objects := {first_of[folder] | some folder in contradictions.beside[contradictions.folder(config)]}
}

# METADATA
# description: The ConfigMaps that MetalLB read.
of_metallb contains config if {
	some config in input.metallb.LegacyConfig
	config.name != "bgp-config"
}

# METADATA
# description: |
#   Those that Cilium read up to 1.13, which had MetalLB in it, whatever MetalLB runs beside it.
of_cilium contains config if {
	some config in input.metallb.LegacyConfig
	config.name == "bgp-config"
}

first_of[folder] := min(objects) if some folder, objects in by_folder

by_folder[contradictions.folder(object)] contains [object.id, kind] if {
	some kind in kinds
	some object in input.metallb[kind]
}

kinds := [
	"BGPPeer",
	"BGPAdvertisement",
	"BFDProfile",
	"Community",
	"IPAddressPool",
	"AddressPool",
	"L2Advertisement",
]

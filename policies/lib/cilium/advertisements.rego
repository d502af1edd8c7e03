# METADATA
# description: What the rules about Cilium's advertisements, and those about structure, have in common.
package bgplint.lib.cilium.advertisements

# METADATA
# description: |
#   The entries of advertisements, `[id, number]`, of type Service that have their selector under `service` and none of
#   their own. cilium/advertisement-selects-nothing tells of them, and nothing else.
misplaced contains [advertisement.id, i] if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	not advertisement.partial
	some i, entry in advertisement.object.spec.advertisements
	entry.advertisementType == "Service"
	is_object(entry.service.selector)
	object.get(entry, "selector", null) == null
}

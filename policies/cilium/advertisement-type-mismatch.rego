# METADATA
# title: Cilium advertisement with the fields of another type
# description: |
#   `service` belongs to the type Service, which needs it, `interface` to the type Interface, which needs it too, and
#   PodCIDR takes no `selector`: it stands for all of a node's own range. The API server checks these fields against
#   each other and refuses the whole object, so that all of its advertisements stay as they were.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/blob/main/pkg/k8s/apis/cilium.io/v2/bgp_advert_types.go
#     description: BGPAdvertisement and the rules of its fields
#   - ref: https://github.com/cilium/cilium/pull/42469
#     description: Where the type Interface and its rules came in
# custom:
#   id: cilium/advertisement-type-mismatch
#   level: error
#   levels: [error, warning]
#   class: correctness
#   judges: object
#   remediation: |
#     Give each entry the fields of its own `advertisementType`, and make two entries of one that is to advertise two
#     things.
#   variants:
#     unread:
#       description: |
#         `service` belongs to the type Service. Before Cilium 1.19, and in v2alpha1, the API server lets it in beside
#         another type, and nothing reads it: the Services that it was to announce are not. From 1.19 on v2 refuses the
#         object.
#       remediation: |
#         Make an entry with `advertisementType: Service` and its own `selector` of it, or remove `service`.
package bgplint.rules.cilium["advertisement-type-mismatch"]

import data.bgplint.lib.finding
import data.bgplint.lib.version

report contains finding.at_level(found, "error") if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	not advertisement.partial
	some i, entry in advertisement.object.spec.advertisements
	field := needed[entry.advertisementType]
	object.get(entry, field, null) == null
	not older_interface(advertisement, field)
	found := finding.absent(
		advertisement.id,
		["spec", "advertisements", i, field],
		concat(" ", [
			$"an entry of advertisement {advertisement.name} is of type {entry.advertisementType}",
			$"and has no `{field}`, which the type needs: the API server refuses the object",
		]),
	)
}

# Lists of a patch replace those of its base, so an entry is whole.
report contains varied(finding.at_level(with_removal(found, path), level), level) if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	some i, entry in advertisement.object.spec.advertisements
	some field in foreign[entry.advertisementType]
	object.get(entry, field, null) != null
	not older_interface(advertisement, field)
	[level, effect] := outcome(advertisement, field)
	path := ["spec", "advertisements", i, field]
	found := finding.key(
		advertisement.id,
		path,
		concat(" ", [
			$"an entry of advertisement {advertisement.name} is of type {entry.advertisementType} and has `{field}`,",
			$"which {who_takes[field]}: {effect}",
		]),
	)
}

varied(found, level) := finding.variant(found, "unread") if {
	level == "warning"
} else := found

with_removal(found, path) := finding.with_fix(found, [{"op": "remove", "path": path, "safe": false}])

needed := {"Service": "service", "Interface": "interface"}

foreign := {
	"PodCIDR": ["service", "interface", "selector"],
	"CiliumPodIPPool": ["service", "interface"],
	"Interface": ["service"],
	"Service": ["interface"],
}

who_takes := {
	"service": "only the type Service takes",
	"interface": "only the type Interface takes",
	"selector": "this type does not take",
}

# That v2alpha1 has no such field and no such type is told by the schema.
older_interface(advertisement, "interface") if advertisement.gvk.version == "v2alpha1"

outcome(advertisement, field) := ["warning", "nothing reads it"] if {
	field == "service"
	lenient(advertisement)
} else := ["error", "the API server refuses the object"]

lenient(advertisement) if advertisement.gvk.version == "v2alpha1"

lenient(_) if version.before(input.cluster.cilium.version, "1.19")

# METADATA
# title: Cilium advertisement with fields of another type
# description: |
#   `service` belongs to the type Service and `interface` to the type Interface, and each type requires its field;
#   PodCIDR allows no `selector`, since it always means a node's own range. The API server checks these fields against
#   each other and refuses the whole object, so all of its advertisements stay as they were.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/blob/main/pkg/k8s/apis/cilium.io/v2/bgp_advert_types.go
#     description: Cilium, BGPAdvertisement and the rules of its fields
#   - ref: https://github.com/cilium/cilium/pull/42469
#     description: Cilium, the type Interface and its rules
# custom:
#   id: cilium/advertisement-type-mismatch
#   level: error
#   levels: [error, warning]
#   class: correctness
#   judges: object
#   remediation: |
#     Give each entry the fields of its own `advertisementType`, and split an entry that is to advertise two things.
#   variants:
#     unread:
#       description: |
#         `service` belongs to the type Service. Before Cilium 1.19, and in v2alpha1, the API server accepts it beside
#         another type, but nothing reads it: the Services that it was to advertise are not advertised. Since 1.19 v2
#         refuses the object.
#       remediation: |
#         Turn it into an entry with `advertisementType: Service` and its own `selector`, or remove `service`.
package bgplint.rules.cilium["advertisement-type-mismatch"]

import data.bgplint.lib.finding
import data.bgplint.lib.steps
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
			$"but has no `{field}`, which the type requires: the API server refuses the object",
		]),
	)
}

# Lists of a patch replace those of its base, so an entry is whole.
report contains varied(finding.at_level(with_removal(found, path, entry), level), level) if {
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
			$"an entry of advertisement {advertisement.name} is of type {entry.advertisementType} but has `{field}`,",
			$"which {who_takes[field]}: {effect}",
		]),
	)
}

varied(found, level) := finding.variant(found, "unread") if {
	level == "warning"
} else := found

# A selector says what somebody wanted to keep in: a person decides what becomes of it.
with_removal(found, path, entry) := finding.with_fix(found, [finding.then(
	{"op": "remove", "path": path, "safe": false},
	[steps.check($"that {entry.advertisementType} is the intended type")],
)]) if {
	path[count(path) - 1] != "selector"
} else := found

needed := {"Service": "service", "Interface": "interface"}

foreign := {
	"PodCIDR": ["service", "interface", "selector"],
	"CiliumPodIPPool": ["service", "interface"],
	"Interface": ["service"],
	"Service": ["interface"],
}

who_takes := {
	"service": "only the type Service has",
	"interface": "only the type Interface has",
	"selector": "this type does not allow",
}

# That v2alpha1 has no such field and no such type is told by the schema.
older_interface(advertisement, "interface") if advertisement.gvk.version == "v2alpha1"

outcome(advertisement, field) := ["warning", "nothing reads it"] if {
	field == "service"
	lenient(advertisement)
} else := ["error", "the API server refuses the object"]

lenient(advertisement) if advertisement.gvk.version == "v2alpha1"

lenient(_) if version.before(input.cluster.cilium.version, "1.19")

# METADATA
# title: frr-k8s neighbor with a missing or duplicate BFD profile
# description: |
#   Each FRRConfiguration is self-contained: the profile that a neighbor refers to must be in the `bfdProfiles` of the
#   same object. A BFDProfile of MetalLB does not count, nor does one in another FRRConfiguration. The webhook refuses
#   the object; without a webhook, or if no node matched the selector when the object was applied, the node refuses all
#   of its configurations at run time and keeps the previous ones.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/README.md
#     description: frr-k8s, each configuration is self-contained
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, apiToFRR
#   - ref: https://github.com/metallb/metallb/issues/2904
#     description: MetalLB, an FRRConfiguration that refers to MetalLB's profile
# custom:
#   id: frr-k8s/bfd-profile-not-found
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Define the profile in the `bfdProfiles` of this FRRConfiguration, with the same fields and values as in all
#     others of the node, and as in MetalLB's profile of that name; or remove `bfdProfile`.
#   variants:
#     twice:
#       description: |
#         A name can stand for only one profile in an FRRConfiguration. The webhook refuses the object; without a
#         webhook, or if no node matched the selector when the object was applied, the node refuses all of its
#         configurations at run time and keeps the previous ones.
#       remediation: |
#         Keep one of the two profiles, or rename the other one.
#     differ:
#       description: |
#         All configurations of a node that have a BFD profile of the same name must have it with the same values,
#         including MetalLB's own profiles: a value left out differs from its default written down. The webhook refuses
#         the object; without a webhook, or if no node matched the selector when the object was applied, the node
#         refuses all of its configurations at run time and keeps the previous ones.
#       remediation: |
#         Write the profile with the same fields and values in both, or rename one of them. If no node has the labels
#         of both, add the cluster's Nodes to the scan and declare `complete: true` in bgplint.yaml; if they are for
#         two clusters, list these under `clusters`.
package bgplint.rules["frr-k8s"]["bfd-profile-not-found"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.merge
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels
import data.bgplint.lib.near

report contains finding.resting_on(finding.with_related(meant, elsewhere), rests(config.id)) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	frr_k8s.given(neighbor, "bfdProfile")
	name := neighbor.bfdProfile
	not defined_in[config.id][name]
	found := finding.value(
		config.id,
		frr_k8s.field(i, j, "bfdProfile"),
		concat(" ", [
			$"neighbor {frr_k8s.title(neighbor)} of {config.name} refers to BFD profile {name},",
			$"which {config.name} does not define itself: frr-k8s refuses the configuration",
		]),
	)
	meant := suggested(found, config.id, name)
	elsewhere := {place |
		[_, id, k] := min(places[name])
		path := ["spec", "bgp", "bfdProfiles", k, "name"]
		place := finding.place(id, path, "a profile of this name in another configuration")
	} | {finding.place(id, ["metadata", "name"], "MetalLB's profile of this name does not count for frr-k8s") |
		id := min(metallb_profiles[name])
	}
}

report contains finding.variant(finding.with_related(found, {other}), "twice") if {
	some config in input["frr-k8s"].FRRConfiguration
	count(defined_in[config.id]) < count(config.object.spec.bgp.bfdProfiles)
	some k, profile in config.object.spec.bgp.bfdProfiles
	first := firsts_named[[config.id, profile.name]]
	first < k
	message := $"FRRConfiguration {config.name} defines BFD profile {profile.name} twice: frr-k8s refuses it"
	found := finding.value(config.id, ["spec", "bgp", "bfdProfiles", k, "name"], message)
	other := finding.place(config.id, ["spec", "bgp", "bfdProfiles", first, "name"], "the first one")
}

# Of two that may be on one node the later by name is told; MetalLB's own go before all.
report contains finding.at_level(
	finding.resting_on(finding.with_related(found, {related}), both),
	contradictions.levels[rank],
) if {
	some {"subject": name, "value": values, "owners": owners, "opposing": opposing} in contradicted
	some owner in owners
	[origin, config_name, id, path] := owner
	origin == 1
	[rank, other, others] := min([one | some one in opposing; [_, before, _] := one; before < owner])
	[_, _, other_id, other_path] := other
	field := min({field | some field, value in values; value != others[field]})
	message := concat(" ", [
		$"BFD profile {name} has {field} {said(values[field])} in {config_name} but {said(others[field])}",
		$"in {where(other, rank)}: frr-k8s refuses profiles of one name that differ{contradictions.advice[rank]}",
	])
	found := finding.variant(placed(id, path, field, values[field], message), "differ")
	related := finding.place(other_id, shown(other), "the other profile")
	both := {{"resource": resource, "path": place} |
		some [resource, profile] in [[id, path], [other_id, other_path]]
		some place in [["spec", "nodeSelector"], profile]
	}
}

# A value that is there is wrong; of what is left out there is only the place for it.
placed(id, path, field, value, message) := finding.absent(id, array.concat(path, [field]), message) if {
	value in {"", false}
} else := finding.value(id, array.concat(path, [field]), message)

# A patch may add profiles.
rests(id) := object.get(unnamed, id, set()) | {{"resource": id, "path": ["spec", "bgp", "bfdProfiles"]}}

suggested(found, id, name) := near.suggested(found, near.names_in[["frr-k8s/bfdProfile", id, name]]) if {
	near.names_in[["frr-k8s/bfdProfile", id, name]]
} else := found

contradicted := contradictions.contradicted(rows)

shown([0, _, _, _]) := ["metadata", "name"]

shown([1, _, _, path]) := array.concat(path, ["name"])

where([0, _, _, _], rank) := concat("", [
	"MetalLB's own profile, which FRR-K8s mode writes for every node",
	["", "", ", if both are applied to one cluster"][rank],
])

where([1, name, _, _], rank) := concat("", [
	name,
	[", and one node has both", ", and one node may have both", ", if both are applied to one cluster"][rank],
])

said(value) := "none" if {
	value == ""
} else := $"{value}"

defined_in[config.id] contains profile.name if {
	some config in input["frr-k8s"].FRRConfiguration
	some profile in config.object.spec.bgp.bfdProfiles
}

places[profile.name] contains [config.name, config.id, k] if {
	some config in input["frr-k8s"].FRRConfiguration
	some k, profile in config.object.spec.bgp.bfdProfiles
}

# The profiles whose names may be filled in later, the first few of them: one is enough to leave it open.
unnamed[config.id] contains {"resource": config.id, "path": ["spec", "bgp", "bfdProfiles", k, "name"]} if {
	some config in input["frr-k8s"].FRRConfiguration
	odd := [k |
		some k, profile in config.object.spec.bgp.bfdProfiles
		trim(lower(profile.name), "abcdefghijklmnopqrstuvwxyz0123456789.-") != ""
	]
	some k in array.slice(odd, 0, 20)
}

firsts_named[at] := min(numbers) if some at, numbers in named

named[[config.id, profile.name]] contains k if {
	some config in input["frr-k8s"].FRRConfiguration
	some k, profile in config.object.spec.bgp.bfdProfiles
}

# A profile as frr-k8s compares it: false is the default of the two switches, and of the numbers nothing is. Its owner
# is `[1, name, id, path]`, of one that MetalLB writes 0 in front, and the path of its fields.
rows[profile.name][nodes][folder][valued(profile)] contains [1, config.name, config.id, path] if {
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	nodes := labels.key(config, "/spec/nodeSelector")
	folder := contradictions.folder(config)
	some k, profile in config.object.spec.bgp.bfdProfiles
	defined[profile.name] > 1
	path := ["spec", "bgp", "bfdProfiles", k]
}

# MetalLB writes all of its profiles for each node (internal/bgp/frrk8s/frrk8s.go, SyncBFDProfiles).
rows[profile.name][labels.everything][folder][values] contains [0, profile.name, profile.id, ["spec"]] if {
	not merge.another_mode
	some profile in input.metallb.BFDProfile
	not profile.partial
	defined[profile.name] > 1
	folder := contradictions.folder(profile)
	values := valued(object.get(profile.object, "spec", {}))
}

# Worked out as a whole: OPA goes through a rule anew for each key that is looked up in it.
defined := {name: number |
	some name, here in places
	number := count(here) + count(object.get(metallb_profiles, name, set()))
}

metallb_profiles[profile.name] contains profile.id if some profile in input.metallb.BFDProfile

valued(profile) := object.union(
	{field: present(profile, field, "") |
		some field in ["receiveInterval", "transmitInterval", "detectMultiplier", "echoInterval", "minimumTtl"]
	},
	{field: present(profile, field, false) | some field in ["echoMode", "passiveMode"]},
)

present(profile, field, default_value) := profile[field] if {
	not object.get(profile, field, null) == null
} else := default_value

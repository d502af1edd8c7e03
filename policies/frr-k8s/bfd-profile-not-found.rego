# METADATA
# title: BFD profile of an frr-k8s neighbor that is not there, or twice
# description: |
#   Each FRRConfiguration stands for itself: the profile that a neighbor names must be in the `bfdProfiles` of the same
#   object, once. A BFDProfile of MetalLB does not count, nor does one in another FRRConfiguration, and all
#   configurations of a node that have a profile of one name must have it with the same values: a value that is left out
#   differs from its default written down. The webhook refuses the rest; without one, or where no node answers the
#   selector yet, the node refuses all its configurations at run time and keeps the ones before.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/README.md
#     description: frr-k8s, each configuration is self-contained
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, apiToFRR
#   - ref: https://github.com/metallb/metallb/issues/2904
#     description: An FRRConfiguration that named a profile of MetalLB's
# custom:
#   id: frr-k8s/bfd-profile-not-found
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Define the profile in the `bfdProfiles` of this FRRConfiguration, once, with the same fields and values as in all
#     others of the node, and as in MetalLB's profile of that name. Where no node has the labels of two, list the
#     cluster's Nodes in the scan and declare `complete: true` in bgplint.yaml; where two are for two clusters, list
#     these under `clusters`.
package bgplint.rules["frr-k8s"]["bfd-profile-not-found"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.merge
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels

report contains finding.resting_on(finding.with_related(found, elsewhere), object.get(unnamed, config.id, set())) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	frr_k8s.given(neighbor, "bfdProfile")
	name := neighbor.bfdProfile
	not own[config.id][name]
	found := finding.value(
		config.id,
		frr_k8s.field(i, j, "bfdProfile"),
		concat(" ", [
			$"neighbor {frr_k8s.title(neighbor)} of {config.name} names BFD profile {name}, which",
			$"{config.name} does not define itself: frr-k8s refuses the configuration",
		]),
	)
	elsewhere := {first |
		first := min_place(places[name])
	} | {finding.place(id, ["metadata", "name"], "MetalLB's profile of this name is not FRR-K8s'") |
		id := min(metallb_profiles[name])
	}
}

min_place(those) := finding.place(
	id,
	["spec", "bgp", "bfdProfiles", k, "name"],
	"another configuration's profile of this name",
) if {
	[_, id, k] := min(those)
}

report contains finding.with_related(
	finding.value(config.id, ["spec", "bgp", "bfdProfiles", k, "name"], message),
	{other},
) if {
	some config in input["frr-k8s"].FRRConfiguration
	count(own[config.id]) < count(config.object.spec.bgp.bfdProfiles)
	some k, profile in config.object.spec.bgp.bfdProfiles
	first := firsts_named[[config.id, profile.name]]
	first < k
	message := $"{config.name} defines BFD profile {profile.name} twice: frr-k8s refuses the configuration"
	other := finding.place(config.id, ["spec", "bgp", "bfdProfiles", first, "name"], "the first one")
}

# Of two that may be on one node the later by name is told; MetalLB's own go before all.
report contains finding.at_level(
	finding.resting_on(finding.with_related(found, {other}), rests),
	contradictions.levels[rank],
) if {
	some at, those in groups
	[name, _, values, _] := at
	some owner in those
	owner[0] == 1
	[rank, first, theirs] := min({near | some near in against[at]; near[1] < owner})
	field := min({field | some field, value in values; value != theirs[field]})
	message := concat(" ", [
		$"BFD profile {name} has {field} {said(values[field])} in {owner[1]} and {said(theirs[field])}",
		$"in {where(first, rank)}: frr-k8s refuses two profiles of one name that",
		$"differ{contradictions.advice[rank]}",
	])
	found := finding.absent(owner[2], array.concat(owner[3], [field]), message)
	other := finding.place(first[2], shown(first), "the other profile")
	rests := {{"resource": place[2], "path": path} |
		some place in [owner, first]
		some path in [["spec", "nodeSelector"], place[3]]
	}
}

shown(owner) := ["metadata", "name"] if {
	owner[0] == 0
} else := array.concat(owner[3], ["name"])

where(owner, rank) := concat(" ", [
	"MetalLB's own, which FRR-K8s mode writes for every",
	$"node{["", "", ", if both are applied to one cluster"][rank]}",
]) if {
	owner[0] == 0
} else := $"{owner[1]}{[", and one node has both", ", and one node may have both", ", if both are applied to one cluster"][rank]}"

said(value) := "left out" if {
	value == ""
} else := $"{value}"

own[config.id] contains profile.name if {
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

firsts_named[at] := min(those) if some at, those in named

named[[config.id, profile.name]] contains k if {
	some config in input["frr-k8s"].FRRConfiguration
	some k, profile in config.object.spec.bgp.bfdProfiles
}

# A profile as frr-k8s compares it: false is the default of the two switches, and of the numbers nothing is. Its owner
# is `[1, name, id, path]`, of one that MetalLB writes 0 in front, and the path of its fields.
groups[[profile.name, within, valued(profile), contradictions.folder(config)]] contains [
	1,
	config.name,
	config.id,
	["spec", "bgp", "bfdProfiles", k],
] if {
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	within := labels.key(config, "/spec/nodeSelector")
	some k, profile in config.object.spec.bgp.bfdProfiles
	defined[profile.name] > 1
}

# MetalLB writes all of its profiles for each node (internal/bgp/frrk8s/frrk8s.go, SyncBFDProfiles).
groups[[
	profile.name,
	labels.everything,
	valued(object.get(profile.object, "spec", {})),
	contradictions.folder(profile),
]] contains [
	0,
	profile.name,
	profile.id,
	["spec"],
] if {
	not merge.another_mode
	some profile in input.metallb.BFDProfile
	not profile.partial
	defined[profile.name] > 1
}

defined[name] := count(those) + count(object.get(metallb_profiles, name, set())) if some name, those in places

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

different[name] contains values if some [name, _, values, _], _ in groups

keys[name] contains within if {
	some [name, within, _, _], _ in groups
	count(different[name]) > 1
}

# The first of each kind of values, `[owner, values]`, by folder and in all of them.
firsts[[name, within, folder]] contains [min(those), values] if {
	some [name, within, values, folder], those in groups
	count(different[name]) > 1
}

leading[at] := contradictions.two(those) if some at, those in firsts

everywhere[[name, within]] contains [first[0], first[1], folder] if {
	some [name, within, folder], those in leading
	some first in those
}

leading_everywhere[at] := contradictions.two(those) if some at, those in everywhere

# Of all that may share a node, the first of each rank with other values: `[rank, owner, values]`.
against[[name, within, values, folder]] := contradictions.leading(those) if {
	some [name, within, values, folder], _ in groups
	count(different[name]) > 1
	those := {[contradictions.rank(folder, first[2], within, other), first[0], first[1]] |
		some other in candidates(name, within)
		some first in met(name, other, folder)
		first[1] != values
	}
}

met(name, within, folder) := {[first[0], first[1], there] |
	some there in contradictions.beside[folder]
	some first in leading[[name, within, there]]
} | leading_everywhere[[name, within]]

candidates(name, within) := {other |
	some other in keys[name]
	labels.may_share(within, other)
} if {
	within == labels.everything
} else := {other |
	some other in ((object.get(labels.near, within, set()) | {within}) | {labels.everything})
	keys[name][other]
	labels.may_share(within, other)
}

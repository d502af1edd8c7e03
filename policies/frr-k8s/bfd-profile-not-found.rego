# METADATA
# title: BFD profile of an frr-k8s neighbour that is not there, or twice
# description: |
#   Each FRRConfiguration stands for itself: the profile that a neighbour names must be in the `bfdProfiles` of the same
#   object, once. A BFDProfile of MetalLB does not count, nor does one in another FRRConfiguration, and all configurations of
#   a node that have a profile of one name must have it with the same values: a value that is left out differs from its
#   default written down. The webhook refuses the rest; without one, or where no node answers the selector yet, the node
#   refuses all its configurations at run time and keeps the ones before.
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
#   class: correctness
#   remediation: |
#     Define the profile in the `bfdProfiles` of this FRRConfiguration, once, with the same fields and values as in all others
#     of the node.
package bgplint.rules["frr-k8s"]["bfd-profile-not-found"]

import data.bgplint.lib.finding
import data.bgplint.lib.frrk8s
import data.bgplint.lib.labels

report contains finding.resting_on(finding.with_related(found, elsewhere), unnamed(config)) if {
	some [config, i, _, j, neighbor] in frrk8s.neighbors
	not config.partial
	frrk8s.given(neighbor, "bfdProfile")
	name := neighbor.bfdProfile
	not own[config.id][name]
	found := finding.value(config, frrk8s.field(i, j, "bfdProfile"), $"neighbor {frrk8s.title(neighbor)} of {config.name} names BFD profile {name}, which {config.name} does not define itself: frr-k8s refuses the configuration")
	elsewhere := {first | first := min_place(places[name])} | {finding.place(profile, ["metadata", "name"], "MetalLB's profile of this name is not FRR-K8s'") |
		some profile in input.metallb.BFDProfile
		profile.name == name
	}
}

min_place(those) := finding.place({"id": id}, ["spec", "bgp", "bfdProfiles", k, "name"], "another configuration's profile of this name") if {
	[_, id, k] := min(those)
}

report contains finding.with_related(finding.value(config, ["spec", "bgp", "bfdProfiles", k, "name"], message), {other}) if {
	some config in input["frr-k8s"].FRRConfiguration
	count(own[config.id]) < count(config.object.spec.bgp.bfdProfiles)
	some k, profile in config.object.spec.bgp.bfdProfiles
	first := min({n | some n, one in config.object.spec.bgp.bfdProfiles; one.name == profile.name})
	first < k
	message := $"{config.name} defines BFD profile {profile.name} twice: frr-k8s refuses the configuration"
	other := finding.place(config, ["spec", "bgp", "bfdProfiles", first, "name"], "the first one")
}

# Of two configurations that may be on one node the later by name is told.
report contains finding.resting_on(finding.with_related(found, {other}), rests) if {
	some [name, within, values], those in groups
	first := against[[name, within, values]]
	some [title, id, k] in those
	[first[0], first[1]] < [title, id]
	path := ["spec", "bgp", "bfdProfiles", k]
	field := min({field | some field, value in values; value != first[3][field]})
	found := finding.absent({"id": id}, array.concat(path, [field]), $"BFD profile {name} has {field} {said(values[field])} in {title} and {said(first[3][field])} in {first[0]}, which may be on one node: frr-k8s refuses two profiles of one name that differ")
	other := finding.place({"id": first[1]}, ["spec", "bgp", "bfdProfiles", first[2], "name"], "the other profile")
	rests := {{"resource": number, "path": at} |
		some [number, n] in [[id, k], [first[1], first[2]]]
		some at in [["spec", "nodeSelector"], ["spec", "bgp", "bfdProfiles", n]]
	}
}

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

unnamed(config) := {{"resource": config.id, "path": ["spec", "bgp", "bfdProfiles", k, "name"]} | some k, _ in config.object.spec.bgp.bfdProfiles}

# A profile as frr-k8s compares it: false is the default of the two switches, and of the numbers nothing is.
groups[[profile.name, within, valued(profile)]] contains [config.name, config.id, k] if {
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	within := labels.key(config, "/spec/nodeSelector")
	some k, profile in config.object.spec.bgp.bfdProfiles
	count(places[profile.name]) > 1
}

valued(profile) := object.union(
	{field: present(profile, field, "") | some field in ["receiveInterval", "transmitInterval", "detectMultiplier", "echoInterval", "minimumTtl"]},
	{field: present(profile, field, false) | some field in ["echoMode", "passiveMode"]},
)

present(profile, field, default_value) := profile[field] if {
	not object.get(profile, field, null) == null
} else := default_value

firsts[[name, within]] contains [first[0], first[1], first[2], values] if {
	some [name, within, values], those in groups
	first := min(those)
}

keys[name] contains within if some [name, within, _], _ in groups

different[name] contains values if some [name, _, values], _ in groups

# Of all that may share a node, the first with other values.
against[[name, within, values]] := min(those) if {
	some [name, within, values], _ in groups
	count(different[name]) > 1
	those := {first |
		some other in candidates(name, within)
		some first in firsts[[name, other]]
		first[3] != values
	}
}

candidates(name, within) := {other |
	some other in keys[name]
	labels.may_share(within, other)
} if {
	within == labels.everything
} else := {other |
	some other in ((object.get(labels.near, within, set()) | {within}) | {labels.everything})
	firsts[[name, other]]
	labels.may_share(within, other)
}

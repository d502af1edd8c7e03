# METADATA
# title: Nodes that two Cilium configurations select
# description: |
#   A node takes one CiliumBGPClusterConfig. Of two that select it, the operator gives it the one that it found first and
#   passes over the other, so the instances and peers of that one are missing there; only the condition
#   cilium.io/ConflictingClusterConfig of the object tells. With legacy policies it is worse: the agent of a node that two
#   select removes all of its sessions.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/blob/main/operator/pkg/bgp/cluster.go
#     description: The operator, conflict detection
#   - ref: https://github.com/cilium/cilium/issues/25629
#     description: Sessions that are gone where two legacy policies select a node
# custom:
#   id: cilium/overlapping-cluster-configs
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Make the node selectors exclude each other, by two values of one label, or put the instances and peers into one object.
package bgplint.rules.cilium["overlapping-cluster-configs"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains finding.at_level(capped(found, config, near[3]), near[0]) if {
	count(configs) > 1
	some id, config in configs
	near := conflict[id]
	other := configs[near[3]]
	message := $"{config.gvk.kind} {config.name} {verb[near[0]]} that {other.name} selects too{condition(config, other)}: {outcome[config.gvk.kind]}"
	found := finding.resting_on(
		finding.with_related(finding.absent(config, ["spec", "nodeSelector"], message), {finding.place(other, ["metadata", "name"], "the other one")}),
		{{"resource": id, "path": ["metadata", "name"]}},
	)
}

verb := {"error": "selects nodes", "warning": "may select a node"}

outcome := {
	"CiliumBGPClusterConfig": "there Cilium takes one of the two and ignores the other",
	"CiliumBGPPeeringPolicy": "there Cilium removes all BGP sessions",
}

# Folders beside each other may be alternatives, of which one is applied.
capped(found, config, other) := found if {
	together(config, configs[other])
} else := finding.claims_absence(found)

condition(config, other) := "" if {
	together(config, other)
} else := ", if both are applied"

together(_, _) if input.cluster.complete

together(config, other) if folder(config) == folder(other)

folder(config) := array.slice(parts, 0, count(parts) - 1) if parts := split(config.file, "/")

configs[config.id] := config if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"]
	some config in input.cilium[kind]
	not config.partial
}

# The one of two that speaks is the later by name, and of one that selects everything and another, the other.
rank(config, key) := [key != labels.everything, config.name, config.id]

ranked[[config.gvk.kind, key]] contains rank(config, key) if {
	some config in configs
	key := labels.key(config, "/spec/nodeSelector")
	key != labels.nothing
}

ranked_here[[config.gvk.kind, key, folder(config)]] contains rank(config, key) if {
	some config in configs
	key := labels.key(config, "/spec/nodeSelector")
	key != labels.nothing
}

firsts[at] := min(those) if some at, those in ranked

firsts_here[at] := min(those) if some at, those in ranked_here

# Of those before it that may share a node with it: `[level, elsewhere, name, id]`, one in its own folder first.
conflict[id] := min(those) if {
	some id, config in configs
	key := labels.key(config, "/spec/nodeSelector")
	those := before(config, key)
	count(those) > 0
}

before(config, key) := {[level(key, other), elsewhere, first[1], first[2]] |
	some other in (object.get(labels.near, key, set()) | {key})
	some elsewhere, first in first_of(config, other)
	first < rank(config, key)
	first[1] != config.name
	labels.may_share(key, other)
}

first_of(config, key) := {false: first} if {
	first := firsts_here[[config.gvk.kind, key, folder(config)]]
	first[1] != config.name
} else := {true: first} if {
	first := firsts[[config.gvk.kind, key]]
}

# Surely, where the labels that one asks for are among those of the other, or a known node answers both.
level(key, other) := "error" if {
	labels.everything in {key, other}
} else := "error" if {
	some [a, b] in [[key, other], [other, key]]
	count(asked[a] - asked[b]) == 0
} else := "error" if {
	count(labels.common(key, other)) > 0
} else := "warning"

asked[labels.key(config, "/spec/nodeSelector")] contains label if {
	some config in configs
	some label in labels.fact(config, "/spec/nodeSelector").labels
}

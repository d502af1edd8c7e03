# METADATA
# title: Nodes selected by two Cilium BGP configurations
# description: |
#   A node uses one CiliumBGPClusterConfig: if two select it, the operator uses the one that it finds first and skips
#   the other. The instances and peers of the other are missing on that node; only its condition
#   cilium.io/ConflictingClusterConfig reports it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/blob/main/operator/pkg/bgp/cluster.go
#     description: Cilium, the operator, conflict detection
#   - ref: https://github.com/cilium/cilium/issues/25629
#     description: Cilium, sessions gone where two legacy policies select a node
# custom:
#   id: cilium/overlapping-cluster-configs
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Make the node selectors exclude each other, with two values of one label, or put the instances and peers into one
#     object. If no node has the labels of both, add the cluster's Nodes to the scan and declare `complete: true` in
#     bgplint.yaml; if the two are for two clusters, list these under `clusters`.
#   variants:
#     legacy:
#       description: |
#         A node uses one CiliumBGPPeeringPolicy: if two select it, its agent removes all of its sessions and reports
#         it only in its log.
#       remediation: |
#         Make the node selectors exclude each other, with two values of one label, or put the virtual routers into one
#         policy. If no node has the labels of both, add the cluster's Nodes to the scan and declare `complete: true`
#         in bgplint.yaml; if the two are for two clusters, list these under `clusters`.
#     node-config:
#       description: |
#         The operator creates a CiliumBGPNodeConfig for each node that a CiliumBGPClusterConfig selects. If a node
#         already has one that it did not create for this config, it silently skips the node: the config has no effect
#         there, and no condition reports it. The kind belongs to the operator and is read-only for users (its CRD).
#       remediation: |
#         Delete the CiliumBGPNodeConfigs and let the operator create them. Put what differs per node (router ID, AS
#         number, port and local addresses) into a CiliumBGPNodeConfigOverride with the node's name.
package bgplint.rules.cilium["overlapping-cluster-configs"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains varied(config, finding.at_level(found, contradictions.levels[rank])) if {
	count(configs) > 1
	some id, config in configs
	[rank, _, first_id] := before_it[id]
	other := configs[first_id]
	message := concat(" ", [
		$"{config.gvk.kind} {config.name} {selects(rank, other.name)}:",
		$"{outcome[config.gvk.kind]}{contradictions.advice[rank]}",
	])
	found := finding.resting_on(
		finding.with_related(
			finding.absent(config.id, ["spec", "nodeSelector"], message),
			{finding.place(other.id, ["metadata", "name"], "the other one")},
		),
		{{"resource": id, "path": ["metadata", "name"]}},
	)
}

varied(config, found) := finding.variant(found, "legacy") if {
	config.gvk.kind == "CiliumBGPPeeringPolicy"
} else := found

selects(rank, other) := [
	$"selects nodes that {other} also selects",
	$"may select a node that {other} also selects",
	$"may select a node that {other} also selects, if both are applied to one cluster",
][rank]

outcome := {
	"CiliumBGPClusterConfig": "there Cilium uses one of the two and ignores the other",
	"CiliumBGPPeeringPolicy": "there Cilium removes all BGP sessions",
}

configs[config.id] := config if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"]
	some config in input.cilium[kind]
	not config.partial
}

# The one of two that speaks is the later by name, and of one that selects everything and another, the other.
place(config, key) := [key != labels.everything, config.name, config.id]

placed[[config.gvk.kind, key, contradictions.folder(config)]] contains place(config, key) if {
	some config in configs
	key := labels.key(config, "/spec/nodeSelector")
	key != labels.nothing
}

firsts[at] := min(places) if some at, places in placed

in_all[[kind, key]] contains [first, folder] if some [kind, key, folder], first in firsts

first_of_all[at] := min(places) if some at, places in in_all

# Of those before it that may share a node with it, the worst and then the first: `[rank, name, id]`.
before_it[id] := min(rivals) if {
	some id, config in configs
	key := labels.key(config, "/spec/nodeSelector")
	rivals := {[rank, name, other_id] |
		some [rank, claims] in opponents[[config.gvk.kind, key, contradictions.folder(config)]]
		first := min([there | some [there, said, _] in claims; said != config.name])
		first < place(config, key)
		[_, name, other_id] := first
	}
	count(rivals) > 0
}

# By kind, selector and folder of each rank the first that meets it, and the first of another name: many objects may
# have one selector, and the others are looked at once for all of them.
opponents := {[kind, key, here]: contradictions.by_rank(rivals) |
	some [kind, key, here], _ in firsts
	rivals := [[rank_of(here, there, key, other), [first, name, there]] |
		some other in candidates(key)
		labels.may_share(key, other)
		some [first, there] in met(kind, other, here)
		[_, name, _] := first
	]
}

# What selects everything comes first, so only its like is before it.
candidates(key) := {key} if {
	key == labels.everything
} else := object.get(labels.near, key, set()) | {key}

met(kind, key, folder) := {[firsts[[kind, key, there]], there] |
	some there in contradictions.beside[folder]
} | {first_of_all[[kind, key]]}

# Surely also where the labels that one asks for are among those of the other.
rank_of(here, there, key, other) := 0 if {
	contradictions.beside[here][there]
	some [a, b] in [[key, other], [other, key]]
	count(asked[a] - asked[b]) == 0
} else := contradictions.rank(here, there, key, other)

# Worked out as a whole, since it is looked up for pairs.
asked := {key: labels_of |
	some config in configs
	key := labels.key(config, "/spec/nodeSelector")
	labels_of := {label | some label in labels.fact(config, "/spec/nodeSelector").labels}
}

report contains finding.variant(finding.at_level(with_places, contradictions.levels[rank]), "node-config") if {
	some config in configs
	config.gvk.kind == "CiliumBGPClusterConfig"
	key := labels.key(config, "/spec/nodeSelector")
	[rank, met] := held[[key, contradictions.folder(config)]]
	[name, id] := min(met)
	found := finding.absent(
		config.id,
		["spec", "nodeSelector"],
		concat(" ", [
			$"CiliumBGPClusterConfig {config.name} {of_node(rank, name)},",
			$"which {owns(count(met))} that the operator did not create:",
			$"the operator silently skips the config there{contradictions.advice[rank]}",
		]),
	)
	with_places := finding.resting_on(
		finding.with_related(found, {finding.place(id, ["metadata", "name"], "the node config")}),
		{{"resource": id, "path": ["metadata", "name"]}},
	)
}

of_node(rank, name) := [
	$"selects node {name}",
	$"may select node {name}",
	$"may select node {name}, if both are applied to one cluster",
][rank]

owns(1) := "has a CiliumBGPNodeConfig"

owns(n) := $"(like {n - 1} more) has a CiliumBGPNodeConfig" if n > 1

# By selector and folder how sure it is that a node with a config of its own is selected, and the `[name, id]` of those.
held[[key, here]] := [rank, nodes] if {
	some ["CiliumBGPClusterConfig", key, here], _ in firsts
	near := {node | some there in contradictions.beside[here]; some node in by_hand[there]}
	elsewhere := {node | some _, there in by_hand; some node in there} - near
	sure := {node | some node in near; selected(key, node)}
	maybe := {node | some node in near; not labels.all_known}
	far := {node | some node in elsewhere; not labels.all_known}
	[rank, nodes] := first_filled([sure, maybe, far])
}

selected(key, _) if key == labels.everything

selected(key, [name, _]) if labels.members(key)[name]

first_filled(sets) := [rank, sets[rank]] if rank := min([i | some i, nodes in sets; count(nodes) > 0])

by_hand[contradictions.folder(config)] contains [config.name, config.id] if {
	some config in input.cilium.CiliumBGPNodeConfig
	not config.partial
	not cilium_peers.made_by_operator(config)
}

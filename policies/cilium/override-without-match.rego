# METADATA
# title: Cilium override without a matching node, instance or peer
# description: |
#   A CiliumBGPNodeConfigOverride applies only to the node of its own name, and to instances and peers with exactly the
#   names in the CiliumBGPClusterConfig that selects the node. The operator looks them up by name and ignores an
#   override without a match: router ID, AS number and addresses stay those of the cluster config, and no condition
#   reports it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/blob/main/operator/pkg/bgp/cluster.go
#     description: Cilium, the operator, toNodeBGPInstance
# custom:
#   id: cilium/override-without-match
#   level: warning
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Give the override the name of the node as `kubectl get nodes` shows it, and its instances and peers the names
#     that they have in the CiliumBGPClusterConfig.
package bgplint.rules.cilium["override-without-match"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.near
import data.bgplint.lib.steps

report contains finding.resting_on(judged(found, "kubernetes/Node", override.name, nodes), few(unnamed_nodes)) if {
	count(nodes) > 0
	some override in overrides
	not nodes[override.name]
	found := finding.value(
		override.id,
		["metadata", "name"],
		concat(" ", [
			$"override {override.name} is not named after {known(count(nodes))}:",
			"it has no effect",
		]),
	)
}

report contains finding.resting_on(judged(found, "cilium/instance", instance.name, instance_names), few(unnamed)) if {
	some [override, i, instance] in instances
	not holders[instance.name]
	its_config_known(override)
	path := ["spec", "bgpInstances", i, "name"]
	found := finding.value(
		override.id,
		path,
		$"override {override.name} is for instance {instance.name}, which no CiliumBGPClusterConfig has: it is ignored",
	)
}

report contains finding.claims_absence(finding.at_level(with_places, "warning")) if {
	some [override, i, instance] in instances
	labels.labels_known[override.name]
	[_, first_id] := first_of[instance.name]
	not nodes_unknown[instance.name]
	not served[[override.name, instance.name]]
	place := finding.place(first_id, ["metadata", "name"], "it has this instance")
	found := finding.value(
		override.id,
		["spec", "bgpInstances", i, "name"],
		concat(" ", [
			$"override {override.name} is for instance {instance.name}, but no CiliumBGPClusterConfig with that",
			$"instance selects node {override.name}: it is ignored",
		]),
	)
	with_places := finding.resting_on(finding.with_related(found, {place}), few(unnamed))
}

report contains finding.resting_on(judged(found, "cilium/peer", peer.name, names), few(unnamed)) if {
	some [override, i, instance] in instances
	holders[instance.name]
	some j, peer in instance.peers
	is_string(peer.name)
	names := object.get(peers, instance.name, set())
	not names[peer.name]
	not added[peer.name]
	path := ["spec", "bgpInstances", i, "peers", j, "name"]
	found := finding.value(
		override.id,
		path,
		concat(" ", [
			$"override {override.name} is for peer {peer.name} of instance {instance.name},",
			"which has no such peer in any CiliumBGPClusterConfig: it is ignored",
		]),
	)
}

known(1) := "the only known node"

known(n) := $"any of the {n} known nodes" if n > 1

# A near name of what is there is a mistake; else where there is but one name, that one was meant, if anything was.
judged(found, of, name, there) := finding.at_level(near.suggested(found, meant), "error") if {
	meant := near_of(of, name, there)
	count(meant) > 0
} else := finding.claims_absence(finding.at_level(with_only(found, of, there), "warning"))

near_of(of, name, there) := {other |
	some other in near.names[[of, name]]
	there[other]
}

with_only(found, of, names) := finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "path": found.at.path, "value": min(names), "safe": false},
		[steps.meant(min(names))],
	)],
) if {
	of != "kubernetes/Node"
	count(names) == 1
} else := found

# Each finding would carry all of them, and one that is filled in later is enough.
few(places) := places if count(places) <= 100

few(places) := {min(places)} if count(places) > 100

# Lists, since the members of a set are compared whole.
overrides := [override |
	some override in input.cilium.CiliumBGPNodeConfigOverride
	not override.partial
]

instances := [[override, i, instance] |
	some override in overrides
	some i, instance in override.object.spec.bgpInstances
	is_string(instance.name)
]

# What an override is for may stand elsewhere, if not beside it.
its_config_known(_) if input.cluster.complete

its_config_known(override) if folders[folder(override)]

folders contains folder(config) if some config in configs

folder(resource) := array.slice(parts, 0, count(parts) - 1) if parts := split(resource.file, "/")

configs[config.id] := config if some config in input.cilium.CiliumBGPClusterConfig

instance_names := {name | some name, _ in holders}

# The cluster configs that have an instance of a name.
holders[instance.name] contains [config.name, config.id] if {
	some config in configs
	some instance in config.object.spec.bgpInstances
}

first_of[name] := min(configs_with) if some name, configs_with in holders

# The keys of the selectors of these.
keys[instance.name] contains key if {
	some config in configs
	not config.partial
	key := labels.key(config, "/spec/nodeSelector")
	some instance in config.object.spec.bgpInstances
}

# Instances of which it is not known on which nodes they all are.
nodes_unknown[instance.name] if {
	some config in configs
	not clear(config)
	some instance in config.object.spec.bgpInstances
}

clear(config) if {
	not config.partial
	labels.members(labels.key(config, "/spec/nodeSelector"))
}

# The known nodes and the instances that they have.
served contains [node, name] if {
	some name, each in keys
	some key in each
	some node in labels.members(key)
}

# The names of the peers of all instances of a name.
peers[instance.name] contains peer.name if {
	some config in configs
	some instance in config.object.spec.bgpInstances
	some peer in instance.peers
}

# The names of peers that a patch adds to an instance, which it knows by its number.
added contains peer.name if {
	some config in configs
	config.partial
	some instance in config.object.spec.bgpInstances
	not instance.name
	some peer in instance.peers
}

nodes contains node.name if some node in input.kubernetes.Node

unnamed_nodes contains {"resource": node.id, "path": ["metadata", "name"]} if {
	some node in input.kubernetes.Node
	calico.may_be_filled_in(node.name)
}

# Names that are filled in later.
unnamed contains {"resource": config.id, "path": ["spec", "bgpInstances", i, "name"]} if {
	some config in configs
	some i, instance in config.object.spec.bgpInstances
	calico.may_be_filled_in(instance.name)
}

unnamed contains {"resource": config.id, "path": ["spec", "bgpInstances", i, "peers", j, "name"]} if {
	some config in configs
	some i, instance in config.object.spec.bgpInstances
	some j, peer in instance.peers
	calico.may_be_filled_in(peer.name)
}

unnamed contains {"resource": config.id, "path": ["spec", "bgpInstances"]} if {
	some config in configs
	calico.may_be_filled_in(config.object.spec.bgpInstances)
}

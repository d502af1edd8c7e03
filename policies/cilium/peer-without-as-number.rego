# METADATA
# title: Cilium instance or peer without an AS number
# description: |
#   An instance may lack `localASN` only if a CiliumBGPNodeConfigOverride sets it for each node. The API server accepts
#   the object without it; on a node without an override, the agent reports `missing ASN in desired config` and creates
#   none of the instance's sessions.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, configuration of the BGP control plane
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/manager.go
#     description: Cilium, getLocalASN
# custom:
#   id: cilium/peer-without-as-number
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Set `localASN` of the instance, or set it in a CiliumBGPNodeConfigOverride for each node.
#   variants:
#     any-peer:
#       description: |
#         A peer whose `peerASN` is 0, the default, may be in any AS: Cilium accepts the number in the router's OPEN,
#         and a wrong router at that address goes unnoticed.
#       remediation: |
#         Set the peer's `peerASN` to the router's AS number.
#     zero:
#       description: |
#         0 is not a valid AS number (RFC 7607), and a router rejects an OPEN with it as a bad peer AS. The schema of a
#         legacy policy accepts it, and nothing in the cluster reports it.
#       remediation: |
#         Set `localASN` of the virtual router to the cluster's AS number.
package bgplint.rules.cilium["peer-without-as-number"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains claimed(row, found, few(unnamed_instances)) if {
	some row in unnumbered
	not givers[row.name]
	found := finding.absent(
		row.config.id,
		row.path,
		concat(" ", [
			$"instance {row.name} of {row.config.name} has no localASN, and no CiliumBGPNodeConfigOverride sets one:",
			"the agents create none of its sessions",
		]),
	)
}

report contains claimed(row, finding.with_related(found, {place}), few(unnamed_instances) | few(strange)) if {
	some row in unnumbered
	given := givers[row.name]
	key := labels.key(row.config, "/spec/nodeSelector")
	left := labels.common(key, key) - given
	count(left) > 0
	first := min(left)
	some node in input.kubernetes.Node
	node.name == first
	place := finding.place(node.id, ["metadata", "name"], "a node that the config selects")
	found := finding.absent(
		row.config.id,
		row.path,
		concat(" ", [
			$"instance {row.name} of {row.config.name} has no localASN, and no CiliumBGPNodeConfigOverride sets",
			$"one for {nodes(left)}: the agent there creates none of its sessions",
		]),
	)
}

report contains finding.variant(finding.at_level(found, "warning"), "any-peer") if {
	some peer in array.concat(cilium_peers.peers, cilium_peers.neighbors)
	cilium_peers.reachable(peer)
	not cilium_peers.discovers(peer)
	path := array.concat(peer.path, ["peerASN"])
	found := of_any(peer, path)
}

# The schema of a legacy policy takes it; that of a CiliumBGPClusterConfig does not.
report contains finding.variant(finding.at_level(found, "error"), "zero") if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	some i, router in policy.object.spec.virtualRouters
	router.localASN == 0
	found := finding.value(
		policy.id,
		["spec", "virtualRouters", i, "localASN"],
		concat(" ", [
			$"a virtual router of {policy.name} has localASN 0, which is not a valid AS number:",
			"routers reject it as a bad peer AS, and none of its sessions comes up",
		]),
	)
}

of_any(peer, path) := finding.value(
	peer.id,
	path,
	$"{peer.label} has peerASN 0: Cilium accepts a router of any AS",
) if {
	peer.peer.peerASN == 0
}

# Of a legacy neighbor the schema wants one.
of_any(peer, path) := finding.absent(
	peer.id,
	path,
	$"{peer.label} has no peerASN: Cilium accepts a router of any AS",
) if {
	object.get(peer.peer, "peerASN", null) == null
	not peer.kind
}

claimed(row, found, places) := finding.resting_on(
	finding.claims_absence(finding.at_level(found, "error")),
	places | {instance_name},
) if {
	instance_name := {"resource": row.config.id, "path": array.concat(array.slice(row.path, 0, 3), ["name"])}
}

nodes(left) := $"node {min(left)}" if count(left) == 1

nodes(left) := $"{count(left)} of the nodes that it selects, such as {min(left)}" if count(left) > 1

unnumbered := [row |
	some config in input.cilium.CiliumBGPClusterConfig
	not config.partial
	some i, instance in config.object.spec.bgpInstances
	is_string(instance.name)
	object.get(instance, "localASN", null) == null
	row := {"config": config, "name": instance.name, "path": ["spec", "bgpInstances", i, "localASN"]}
]

# The nodes for which an override gives the number, by the instance's name. A patch may give it.
givers[instance.name] contains override.name if {
	some [override, _, instance] in overrides
	gives(override, instance)
}

overrides := [[override, i, instance] |
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some i, instance in override.object.spec.bgpInstances
	is_object(instance)
]

gives(_, instance) if object.get(instance, "localASN", null) != null

gives(override, _) if override.partial

# Names that are filled in later may be those of any instance or node.
unnamed_instances contains {"resource": override.id, "path": ["spec", "bgpInstances", i, "name"]} if {
	some [override, i, instance] in overrides
	gives(override, instance)
	not instances[instance.name]
}

strange contains {"resource": override.id, "path": ["metadata", "name"]} if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	not machines[override.name]
}

# Each finding would carry all of them.
few(places) := places if count(places) <= 100

few(places) := set() if count(places) > 100

instances contains instance.name if {
	some config in input.cilium.CiliumBGPClusterConfig
	some instance in config.object.spec.bgpInstances
}

machines contains node.name if some node in input.kubernetes.Node

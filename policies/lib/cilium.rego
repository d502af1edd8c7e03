# METADATA
# description: What the rules about Cilium have in common.
package bgplint.lib.cilium

# METADATA
# description: The peers of cluster configs, `{id, path, name, config, peer, instance}`; `path` leads to the peer.
peers contains {"id": config.id, "path": ["spec", "bgpInstances", i, "peers", j], "name": object.get(peer, "name", ""), "config": config.name, "peer": peer, "instance": instance} if {
	some config in input.cilium.CiliumBGPClusterConfig
	not config.partial
	some i, instance in config.object.spec.bgpInstances
	some j, peer in instance.peers
	is_object(peer)
}

# METADATA
# description: The neighbors of legacy policies, `{id, path, name, peer}`; `path` leads to the neighbor.
neighbors contains {"id": policy.id, "path": ["spec", "virtualRouters", i, "neighbors", j], "name": $"neighbor {object.get(peer, "peerAddress", "")} of {policy.name}", "peer": peer} if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	not policy.partial
	some i, router in policy.object.spec.virtualRouters
	some j, peer in router.neighbors
	is_object(peer)
}

# METADATA
# description: Where the settings of sessions stand, peer configs and legacy neighbors, `{id, path, name, peer, users}`.
sessions contains {"id": config.id, "path": ["spec"], "name": $"peer config {config.name}", "peer": spec, "users": object.get(users, config.name, set())} if {
	some config in input.cilium.CiliumBGPPeerConfig
	not config.partial
	spec := object.get(config.object, "spec", {})
	is_object(spec)
}

sessions contains object.union(neighbor, {"users": set()}) if some neighbor in neighbors

# METADATA
# description: The places of the peers that use a peer config, by its name.
users[peer.peer.peerConfigRef.name] contains {"at": {"resource": peer.id, "path": array.concat(peer.path, ["peerConfigRef", "name"]), "on": "value"}, "message": "a peer that uses it"} if {
	some peer in peers
}

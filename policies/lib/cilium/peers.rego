# METADATA
# description: |
#   Cilium's peers and where their settings stand: in a CiliumBGPPeerConfig that many peers may share, or in a neighbor
#   of a legacy policy itself. Lists, not sets: a set would compare each peer with all others.
package bgplint.lib.cilium.peers

import data.bgplint.lib.addresses

# METADATA
# description: |
#   The peers of cluster configs, and of node configs that the operator did not make of one, `{id, path, label, name,
#   of, peer, facts, config}`: `path` leads to the peer, `label` calls it in a sentence, `facts` are those of the
#   object, and `config` is the name of its peer config, empty for none (an empty name means the defaults too), null
#   where it is not known (cilium/cilium pkg/bgp/manager/reconciler/neighbor.go, getPeerConfig).
peers := [peer |
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPNodeConfig"]
	some config in input.cilium[kind]
	not config.partial
	not made_by_operator(config)
	some i, instance in config.object.spec.bgpInstances
	some j, stated in instance.peers
	is_object(stated)
	peer := {
		"id": config.id,
		"path": ["spec", "bgpInstances", i, "peers", j],
		"label": $"peer {object.get(stated, "name", j)} of {config.name}",
		"name": object.get(stated, "name", ""),
		"of": config.name,
		"peer": stated,
		"facts": config.facts,
		"config": config_of(stated),
	}
]

# METADATA
# description: |
#   True for a CiliumBGPNodeConfig that Cilium's operator made of a cluster config, as the cluster shows it
#   (cilium/cilium operator/pkg/bgp/cluster.go, upsertNodeConfigs).
made_by_operator(config) if {
	some owner in config.object.metadata.ownerReferences
	owner.kind == "CiliumBGPClusterConfig"
}

config_of(peer) := "" if {
	object.get(peer, "peerConfigRef", null) == null
} else := name if {
	name := peer.peerConfigRef.name
	is_string(name)
}

# A reference without a name is not known: the schema speaks of it, or it is filled in later.
else := null

# METADATA
# description: |
#   True for a peer to which Cilium may open a session: it has an address, or finds one. Without, it is skipped until it
#   has one.
reachable(peer) if not object.get(peer.peer, "peerAddress", null) in {null, ""}

reachable(peer) if discovers(peer)

# METADATA
# description: True for a peer whose address Cilium discovers.
discovers(peer) if object.get(peer.peer, "autoDiscovery", null) != null

# METADATA
# description: |
#   The neighbors of legacy policies, `{id, path, kind, label, name, of, peer, facts}`, where `name` is the address and
#   `of` the policy.
neighbors := [neighbor |
	some policy in input.cilium.CiliumBGPPeeringPolicy
	not policy.partial
	some i, router in policy.object.spec.virtualRouters
	some j, stated in router.neighbors
	is_object(stated)
	neighbor := {
		"id": policy.id,
		"path": ["spec", "virtualRouters", i, "neighbors", j],
		"kind": "CiliumBGPPeeringPolicy",
		"label": $"neighbor {object.get(stated, "peerAddress", j)} of {policy.name}",
		"name": object.get(stated, "peerAddress", ""),
		"of": policy.name,
		"peer": stated,
		"facts": policy.facts,
	}
]

# METADATA
# description: |
#   The CiliumBGPPeerConfigs that may configure a session, `{id, path, kind, label, name, of, peer}` with their spec as
#   `peer`, and their `facts`. One that no peer names is left out only where nothing else can name it.
configs := [settings |
	some config in input.cilium.CiliumBGPPeerConfig
	not config.partial
	not idle(config)
	spec := object.get(config.object, "spec", {})
	is_object(spec)
	settings := {
		"id": config.id,
		"path": ["spec"],
		"kind": "CiliumBGPPeerConfig",
		"label": $"peer config {config.name}",
		"name": config.name,
		"of": config.name,
		"peer": spec,
		"facts": config.facts,
	}
]

# METADATA
# description: Where the settings of sessions stand, those of both APIs.
settings := array.concat(configs, neighbors)

# METADATA
# description: The finding with the first peers that use the settings as further places.
with_users(found, stated) := finding_with(found, object.get(users, stated.name, set())) if {
	stated.kind == "CiliumBGPPeerConfig"
} else := found

# Three show who is meant, and the last of them how many there are.
finding_with(found, places) := object.union(found, {"related": places}) if {
	count(places) in {1, 2, 3}
} else := object.union(found, {"related": {first, second, counted}}) if {
	count(places) > 3
	first := min(places)
	second := min(places - {first})
	third := min(places - {first, second})
	counted := object.union(third, {"message": $"{third.message}, as do {count(places) - 3} more"})
} else := found

# METADATA
# description: The places of the peers that use a peer config, by its name.
users[peer.config] contains place if {
	some peer in peers
	named(peer)
	place := {
		"at": {"resource": peer.id, "path": array.concat(peer.path, ["peerConfigRef", "name"]), "on": "value"},
		"message": "a peer that uses it",
	}
}

# METADATA
# description: True for a peer that names a peer config.
named(peer) if {
	is_string(peer.config)
	peer.config != ""
}

# METADATA
# description: The names of the peer configs in the scan.
config_names contains config.name if some config in input.cilium.CiliumBGPPeerConfig

# Known to be of no session: the cluster is whole, and every peer names one that is there.
idle(config) if {
	input.cluster.complete
	not users[config.name]
	all_resolved
}

default all_resolved := false

all_resolved if {
	count(unresolved) == 0
	count([peer | some peer in peers; peer.config == null]) == 0
	every kind in ["CiliumBGPClusterConfig", "CiliumBGPNodeConfig"] {
		count([config | some config in input.cilium[kind]; config.partial]) == 0
	}
}

unresolved contains name if {
	some name, _ in users
	not config_names[name]
}

# METADATA
# description: |
#   True for a name, of a peer config or of a peer, whose sessions are to advertise nothing: the config says so under
#   cilium/peer-advertises-nothing.
inbound(name) if {
	some listed in split(input.cluster.options["cilium/peer-advertises-nothing"].inbound, ",")
	trim_space(listed) == name
}

# METADATA
# description: |
#   The peers without a peer config of which cilium/peer-advertises-nothing, which tells all that they lack, is silent:
#   what else they lack is told by itself.
bare_inbound := [peer |
	some peer in peers
	peer.config == ""
	reachable(peer)
	inbound(peer.name)
]

# METADATA
# description: The fact of the address of a peer or neighbor; undefined where none is known.
address(peer) := peer.facts[$"/spec/{routers}/{i}/{peers_of}/{j}/peerAddress"] if {
	[_, routers, i, peers_of, j] := peer.path
}

# METADATA
# description: |
#   True for settings whose sessions, as far as the scan knows them, all lead to a loopback address: nobody outside of
#   the node can take part in them.
within_node(stated) if {
	stated.kind == "CiliumBGPPeerConfig"
	users[stated.name]
	not outward[stated.name]
}

within_node(stated) if local(stated)

local(peer) if addresses.loopback(address(peer))

# The names of the peer configs that a peer with another address uses, or with one that is not known.
outward[peer.config] contains peer.id if {
	some peer in peers
	named(peer)
	not local(peer)
}

# METADATA
# description: |
#   Which peers a peer config and an advertisement reach, as far as the scan knows for sure. Nothing here goes through
#   pairs: peers go by the name of their config, and advertisements by the key of the selector that selects them.
package bgplint.lib.cilium.reach

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.labels

# METADATA
# description: |
#   The peers of a peer config by its name, `{id, path, family, link_local, external}`: the family of the session is
#   4, 6 or 0 for one that is not known, and external is a peer that is surely in another AS, on every node. Short
#   rows, since a set hashes all of its members.
peers_of[peer.config] contains row if {
	some peer in cilium_peers.peers
	cilium_peers.named(peer)
	row := {
		"id": peer.id,
		"path": peer.path,
		"family": family(peer),
		"link_local": link_local(peer),
		"external": external(peer),
	}
}

# METADATA
# description: |
#   True where some peer may use any peer config: its reference is filled in later, or a patch has peers of its own.
default any_config := false

any_config if {
	some peer in cilium_peers.peers
	peer.config == null
}

any_config if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPNodeConfig"]
	some config in input.cilium[kind]
	config.partial
	config.object.spec.bgpInstances
}

family(peer) := fact.family if {
	fact := cilium_peers.address(peer)
	fact.address
} else := masked[contains(peer.peer.peerAddress, ":")] if {
	# What it was meant to be, where cilium/peer-address-has-mask speaks of it.
	cilium_peers.address(peer).fault == "mask"
} else := families[peer.peer.autoDiscovery.defaultGateway.addressFamily] if {
	object.get(peer.peer, "peerAddress", null) == null
} else := 0

families := {"ipv4": 4, "ipv6": 6}

masked := {true: 6, false: 4}

link_local(peer) if {
	cilium_peers.address(peer).linkLocal
} else := false

external(peer) if {
	[_, _, i, _, _] := peer.path
	instance := instances[[peer.id, i]]
	not overridden[instance.name]
	is_number(instance.localASN)
	is_number(peer.peer.peerASN)
	peer.peer.peerASN > 0
	instance.localASN != peer.peer.peerASN
} else := false

instances[[config.id, i]] := instance if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPNodeConfig"]
	some config in input.cilium[kind]
	some i, instance in config.object.spec.bgpInstances
	is_object(instance)
}

# The instances that have another AS number on some node.
overridden contains instance.name if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some instance in override.object.spec.bgpInstances
	object.get(instance, "localASN", null) != null
}

# METADATA
# description: |
#   For the id of an advertisement the first of the peers that it reaches, `[id, path]` of its AS number, where all of
#   them are surely in another AS. Nothing is there where one may not be, or where it is not known which they are.
external_only[id] := min(firsts) if {
	not unclear
	not any_config
	some id, keys in selecting
	not labels.unsure[kind]
	every key in keys {
		not may_be_internal[key]
	}
	firsts := {first | some key in keys; first := first_external[key]}
	count(firsts) > 0
}

selecting[id] contains key if {
	some key, _ in configs_by_key
	some id in labels.matched[[kind, key]]
}

# The names of the peer configs with a family that asks for this.
configs_by_key[key] contains config.name if {
	some config in input.cilium.CiliumBGPPeerConfig
	some i, _ in config.object.spec.families
	key := labels.key(config, $"/spec/families/{i}/advertisements")
}

# A family whose selector is not known may select any.
default unclear := false

unclear if {
	some config in input.cilium.CiliumBGPPeerConfig
	some i, _ in config.object.spec.families
	fact := labels.fact(config, $"/spec/families/{i}/advertisements")
	not fact.absent
	not fact.key
}

unclear if {
	some config in input.cilium.CiliumBGPPeerConfig
	config.partial
}

may_be_internal contains key if {
	some key, names in configs_by_key
	some name in names
	not with_external_only[name]
}

with_external_only contains name if {
	some name, peers in peers_of
	every peer in peers {
		peer.external
	}
}

first_external[key] := min(places) if {
	some key, names in configs_by_key
	places := {[peer.id, array.concat(peer.path, ["peerASN"])] |
		some name in names
		some peer in peers_of[name]
	}
	count(places) > 0
}

kind := "cilium/CiliumBGPAdvertisement"

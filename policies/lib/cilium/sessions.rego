# METADATA
# description: The model of Cilium (bgplint.lib.sessions), its legacy policy included.
package bgplint.lib.sessions.families.cilium

import data.bgplint.lib.as_numbers
import data.bgplint.lib.labels
import data.bgplint.lib.version

product := "Cilium"

kinds := {"CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"}

rests_on := {"object": [["spec", "nodeSelector"]], "peer": ["peerPort", "peerConfigRef"]}

# By kind, the lists of routers and of their peers, as members of the spec and as parts of a JSON Pointer.
lists := {
	"CiliumBGPClusterConfig": {"routers": "bgpInstances", "peers": "peers"},
	"CiliumBGPPeeringPolicy": {"routers": "virtualRouters", "peers": "neighbors"},
	"CiliumBGPNodeConfigOverride": {"routers": "bgpInstances", "peers": "peers"},
}

# The port and the source of a peer of CiliumBGPClusterConfig are its CiliumBGPPeerConfig's: where that is not in the
# scan, there is no row.
sessions contains {
	"family": "cilium",
	"speaker": "cilium",
	"resource": config.id,
	"file": config.file,
	"name": $"{j + 1} of {config.name}",
	"address": bare(config.facts[$"/spec/{names.routers}/{i}/{names.peers}/{j}/peerAddress"].address),
	"path": array.concat(path, ["peerAddress"]),
	"port": transport.port,
	"vrf": "",
	"nodes": ["labels", labels.key(config, "/spec/nodeSelector")],
	"sourced": sourced(instance, peer, transport),
} if {
	some kind in kinds
	names := lists[kind]
	some config in input.cilium[kind]
	not config.partial
	some i, instance in config.object.spec[names.routers]
	some j, peer in instance[names.peers]
	path := ["spec", names.routers, i, names.peers, j]
	transport := transport_of(kind, peer)
}

bare(address) := text if [text] := array.slice(split(address, "/"), 0, 1)

plain := {"port": 179, "source": ""}

transport_of("CiliumBGPPeeringPolicy", peer) := object.union(plain, {"port": object.get(peer, "peerPort", 179)})

transport_of("CiliumBGPClusterConfig", peer) := plain if object.get(peer, ["peerConfigRef", "name"], "") == ""

transport_of("CiliumBGPClusterConfig", peer) := {
	"port": object.get(config.object, ["spec", "transport", "peerPort"], 179),
	"source": object.get(config.object, ["spec", "transport", "sourceInterface"], ""),
} if {
	configs := peer_configs[peer.peerConfigRef.name]
	count(configs) == 1
	some config in configs
}

peer_configs[config.name] contains config if {
	some config in input.cilium.CiliumBGPPeerConfig
	not config.partial
}

sourced(instance, peer, transport) if {
	transport.source != ""
} else if {
	overridden[[instance.name, peer.name]]
} else := false

# The peers that some node has from an address of its own.
overridden contains [instance.name, peer.name] if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some instance in override.object.spec.bgpInstances
	some peer in instance.peers
	object.get(peer, "localAddress", "") != ""
}

numbers contains {
	"as": fact.as,
	"text": fact.as,
	"end": "local",
	"resource": config.id,
	"file": config.file,
	"path": ["spec", names.routers, i, "localASN"],
	"name": $"instance {i + 1} of {config.name}",
} if {
	some kind, names in lists
	some config in input.cilium[kind]
	some i, _ in config.object.spec[names.routers]
	fact := config.facts[$"/spec/{names.routers}/{i}/localASN"]
	as_numbers.special(fact.as)
}

numbers contains {
	"as": fact.as,
	"text": fact.as,
	"end": "remote",
	"resource": config.id,
	"file": config.file,
	"path": ["spec", names.routers, i, names.peers, j, "peerASN"],
	"name": $"peer {j + 1} of {config.name}",
} if {
	some kind in kinds
	names := lists[kind]
	some config in input.cilium[kind]
	some i, instance in config.object.spec[names.routers]
	some j, _ in instance[names.peers]
	fact := config.facts[$"/spec/{names.routers}/{i}/{names.peers}/{j}/peerASN"]
	as_numbers.special(fact.as)
}

# The agent takes a node's IPv4 address, and knew nothing else before 1.17, where cilium/cilium#36451 makes an id of a
# MAC address, though not for the legacy policy.
identities contains {
	"given": false,
	"resource": config.id,
	"path": ["spec", names.routers, i],
	"name": $"instance {i + 1} of {config.name}",
	"speaker": "cilium",
	"router": router(kind, instance),
	"nodes": ["labels", labels.key(config, "/spec/nodeSelector")],
	"level": "error",
	"says": consequences[kind],
} if {
	some kind in kinds_with_addresses
	names := lists[kind]
	some config in input.cilium[kind]
	not config.partial
	some i, instance in config.object.spec[names.routers]
}

kinds_with_addresses contains "CiliumBGPPeeringPolicy"

kinds_with_addresses contains "CiliumBGPClusterConfig" if version.before(input.cluster.cilium.version, "1.17")

consequences := {
	"CiliumBGPPeeringPolicy": "the agent starts no router there, unless an annotation of the node gives a `router-id`",
	"CiliumBGPClusterConfig": concat(" ", [
		"Cilium before 1.17 starts no router there,",
		"unless a CiliumBGPNodeConfigOverride sets a `routerID`",
	]),
}

# An instance goes by its name in overrides, and by its AS number in annotations.
router("CiliumBGPClusterConfig", instance) := instance.name

router("CiliumBGPPeeringPolicy", instance) := $"AS {instance.localASN}"

identities contains {
	"given": true,
	"speaker": "cilium",
	"router": instance.name,
	"nodes": ["node", override.name],
} if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some instance in override.object.spec.bgpInstances
	object.get(instance, "routerID", "") != ""
}

identities contains {
	"given": true,
	"speaker": "cilium",
	"router": $"AS {trim_prefix(annotation, "cilium.io/bgp-virtual-router.")}",
	"nodes": ["node", node.name],
} if {
	some node in input.kubernetes.Node
	some annotation, value in node.object.metadata.annotations
	startswith(annotation, "cilium.io/bgp-virtual-router.")
	contains(value, "router-id=")
}

# METADATA
# description: |
#   The ends of Cilium's sessions (bgplint.lib.sessions), as GoBGP is given them (cilium/cilium
#   pkg/bgp/types/conversions.go and pkg/bgp/gobgp/conversions.go).
package bgplint.lib.sessions.near_ends.cilium

import data.bgplint.lib.cilium.secrets as cilium_secrets
import data.bgplint.lib.sessions.columns
import data.bgplint.lib.sessions.families.cilium as model
import data.bgplint.lib.sessions.nodes
import data.bgplint.lib.sessions.passwords
import data.bgplint.lib.sessions.sources

# METADATA
# description: The sessions with what their near end is known to be.
ends := [object.union(session, attributes) |
	some session in model.sessions
	config := configs_by_id[session.resource]
	[_, routers, i, peers, j, _] := session.path
	instance := config.object.spec[routers][i]
	peer := instance[peers][j]
	at := {"instance": ["spec", routers, i], "peer": ["spec", routers, i, peers, j]}
	settings := settings_of(config, peer, at)
	attributes := columns.joined([
		{
			"local_as": local_as(config, instance, at, session.nodes),
			"password": password(settings),
			"gr": gr(settings),
			"bfd": {"is": false, "resource": settings.id, "path": settings.path},
			"multihop": {
				"ttl": object.get(settings.spec, settings.names.multihop, 1),
				"resource": settings.id,
				"path": array.concat(settings.path, [settings.names.multihop]),
			},
			"connected_check": false,
			"families": families(settings),
			"port_at": {"resource": settings.id, "path": array.concat(settings.path, settings.names.port)},
			"dials": true,
			"listens": listens(config, instance),
			"listen_port": listen_port(instance),
			"sources": source_addresses(config, at, session, instance, peer),
			"takes_routes": false,
			"changed_by": set(),
		},
		remote_as(config, at),
		times(settings),
	])
]

configs_by_id[config.id] := config if {
	some kind in model.kinds
	some config in input.cilium[kind]
}

# Of a peer without a peer config the defaults count; one that is not in the scan has no session here.
settings_of(config, peer, at) := {
	"id": config.id,
	"path": at.peer,
	"spec": peer,
	"names": {"multihop": "eBGPMultihopTTL", "timers": "", "port": ["peerPort"]},
} if {
	config.gvk.kind == "CiliumBGPPeeringPolicy"
} else := {
	"id": found.id,
	"path": ["spec"],
	"spec": object.get(found.object, "spec", {}),
	"names": {"multihop": "ebgpMultihop", "timers": "timers", "port": ["transport", "peerPort"]},
} if {
	some found in model.peer_configs[peer.peerConfigRef.name]
} else := {
	"id": config.id,
	"path": at.peer,
	"spec": {},
	"names": {"multihop": "ebgpMultihop", "timers": "timers", "port": ["transport", "peerPort"]},
}

pointer_of(path) := concat("/", array.concat([""], [$"{part}" | some part in path]))

# An override gives a node a number of its own.
local_as(config, instance, at, scope) := array.concat(
	[{"as": fact.as, "resource": config.id, "path": path} |
		path := array.concat(at.instance, ["localASN"])
		fact := config.facts[pointer_of(path)]
		fact.as > 0
	],
	[own |
		some own in object.get(own_numbers, object.get(instance, "name", ""), set())
		of_scope(own.node, scope)
	],
)

own_numbers[instance.name] contains {
	"as": fact.as,
	"node": override.name,
	"resource": override.id,
	"path": ["spec", "bgpInstances", i, "localASN"],
} if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some i, instance in override.object.spec.bgpInstances
	fact := override.facts[$"/spec/bgpInstances/{i}/localASN"]
	fact.as > 0
}

of_scope(node, scope) if node in nodes.members(scope)

of_scope(_, scope) if not nodes.members(scope)

# 0 is any.
remote_as(config, at) := {"remote_as": {"rule": "number", "as": number, "resource": config.id, "path": path} |
	path := array.concat(at.peer, ["peerASN"])
	number := config.facts[pointer_of(path)].as
	number > 0
}

# A Secret that is not there is no password; that it is not is said elsewhere (cilium/auth-secret-not-found).
password(settings) := passwords.of_secret(name, "password", cilium_secrets.namespaces, "exact", {
	"resource": settings.id,
	"path": path,
}) if {
	path := array.concat(settings.path, ["authSecretRef"])
	name := settings.spec.authSecretRef
	is_string(name)
	name != ""
} else := passwords.none(settings.id, array.concat(settings.path, ["authSecretRef"]))

gr(settings) := {
	"mode": "restart",
	"restart_time": object.get(settings.spec.gracefulRestart, "restartTimeSeconds", 120),
	"resource": settings.id,
	"path": array.concat(settings.path, ["gracefulRestart", "enabled"]),
} if {
	settings.spec.gracefulRestart.enabled == true
} else := {
	"mode": "disabled",
	"resource": settings.id,
	"path": array.concat(settings.path, ["gracefulRestart"]),
}

# Without a list both.
families(settings) := listed if {
	listed := {versions[family.afi] |
		some family in settings.spec.families
		object.get(family, "safi", "unicast") == "unicast"
	}
	count(settings.spec.families) > 0
} else := {4, 6}

versions := {"ipv4": 4, "ipv6": 6}

listens(_, instance) if {
	instance.localPort > 0
} else := "unknown" if {
	listening_instances[object.get(instance, "name", "")]
} else := "unknown" if {
	legacy_port_given
} else := false

listen_port(instance) := instance.localPort if {
	instance.localPort > 0
} else := "unknown"

# Some node listens by its override, or an annotation of the legacy policy.
listening_instances contains instance.name if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some instance in override.object.spec.bgpInstances
	instance.localPort > 0
}

default legacy_port_given := false

legacy_port_given if {
	some node in input.kubernetes.Node
	some name, value in node.object.metadata.annotations
	startswith(name, "cilium.io/bgp-virtual-router.")
	contains(value, "local-port")
}

source_addresses(config, at, session, instance, peer) := set() if {
	session.sourced
	not model.overridden[[instance.name, peer.name]]
} else := {own.address |
	some own in own_addresses[[instance.name, peer.name]]
	of_scope(own.node, session.nodes)
} if {
	session.sourced
} else := sources.internal(session.nodes, config.facts[pointer_of(array.concat(at.peer, ["peerAddress"]))].family)

own_addresses[[instance.name, peer.name]] contains {"address": fact.address, "node": override.name} if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some i, instance in override.object.spec.bgpInstances
	some j, peer in instance.peers
	fact := override.facts[$"/spec/bgpInstances/{i}/peers/{j}/localAddress"]
	fact.address
}

times(settings) := {name: {
	"seconds": time_of(settings, field, seconds),
	"resource": settings.id,
	"path": array.concat(times_at(settings), [field]),
} |
	some name, [field, seconds] in {
		"hold": ["holdTimeSeconds", 90],
		"keepalive": ["keepAliveTimeSeconds", 30],
	}
}

time_of(settings, field, seconds) := object.get(settings.spec, array.concat(within(settings), [field]), seconds)

times_at(settings) := array.concat(settings.path, within(settings))

within(settings) := [settings.names.timers] if {
	settings.names.timers != ""
} else := []

# METADATA
# description: |
#   The ends of Calico's sessions (bgplint.lib.sessions), as confd renders them (projectcalico/calico
#   confd/pkg/backends/calico/bgp_processor.go and the templates of bird.cfg).
package bgplint.lib.sessions.near_ends.calico

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.secrets as calico_secrets
import data.bgplint.lib.sessions.columns
import data.bgplint.lib.sessions.families.calico as model
import data.bgplint.lib.sessions.nodes
import data.bgplint.lib.sessions.passwords
import data.bgplint.lib.sessions.sources

# METADATA
# description: The sessions with what their near end is known to be.
ends := [object.union(session, attributes) |
	some session in model.sessions
	peer := peers_by_id[session.resource]
	attributes := columns.joined([
		{
			"local_as": local_as(peer, session.nodes),
			"password": password(peer),
			"gr": {
				"mode": "restart",
				"restart_time": object.get(peer.facts, ["/spec/maxRestartTime", "wire"], 120),
				"resource": peer.id,
				"path": ["spec", "maxRestartTime"],
			},
			"bfd": {"is": false, "resource": peer.id, "path": ["spec", "peerIP"]},
			"multihop": {"ttl": "any", "resource": peer.id, "path": ["spec", "peerIP"]},
			"connected_check": false,
			"families": {peer.facts["/spec/peerIP"].family},
			"port_at": {"resource": peer.id, "path": ["spec", "peerIP"]},
			"dials": true,
			"listens": true,
			"listen_port": listen_port(session.nodes),
			"sources": source_addresses(peer, session),
			"takes_routes": true,
			"changed_by": set(),
			"hold": {"seconds": 240, "resource": peer.id, "path": ["spec", "keepaliveTime"]},
		},
		{"remote_as": {"rule": "number", "as": number, "resource": peer.id, "path": ["spec", "asNumber"]} |
			number := peer.facts["/spec/asNumber"].as
			number > 0
		},
		ttl_security(peer),
	])
]

peers_by_id[peer.id] := peer if some peer in input.calico.BGPPeer

local_as(peer, scope) := [{"as": number, "resource": peer.id, "path": ["spec", "localASNumber"]}] if {
	number := peer.facts["/spec/localASNumber"].as
	number > 0
} else := [] if {
	calico.given(peer, "localASNumber")
} else := [number | some number in numbers_of(nodes.members(scope))] if {
	nodes.members(scope)
	count(nodes.members(scope)) > 0
} else := [number | some number in default_numbers_at]

numbers_of(names) := numbers_at_nodes | defaults if {
	numbers_at_nodes := {number |
		some name in names
		some number in own_numbers_at[name]
	}
	defaults := {number |
		without := {name | some name in names; not own_numbers_at[name]}
		count(without) > 0
		some number in default_numbers_at
	}
}

# With a number of its own that cannot be read, it is not known.
own_numbers_at[node.name] contains {"as": fact.as, "resource": node.id, "path": path} if {
	some [product, pointer, path] in [
		["calico", "/spec/bgp/asNumber", ["spec", "bgp", "asNumber"]],
		[
			"kubernetes",
			"/metadata/annotations/projectcalico.org~1ASNumber",
			["metadata", "annotations", "projectcalico.org/ASNumber"],
		],
	]
	some node in input[product].Node
	fact := node.facts[pointer]
	fact.as
}

default_numbers_at := stated if {
	stated := {{"as": fact.as, "resource": config.id, "path": ["spec", "asNumber"]} |
		some config in calico_nodes.defaults
		fact := config.facts["/spec/asNumber"]
		fact.as > 0
	}
	count(stated) > 0
} else := set() if {
	some config in calico_nodes.defaults
	calico.given(config, "asNumber")
} else := {{"as": 64512}}

password(peer) := passwords.of_secret(ref.name, passwords.escaped(ref.key), calico_secrets.namespaces, "bird", {
	"resource": peer.id,
	"path": ["spec", "password", "secretKeyRef"],
}) if {
	ref := peer.object.spec.password.secretKeyRef
	is_string(ref.name)
	is_string(ref.key)
	ref.name != ""
} else := passwords.unknown(peer.id, ["spec", "password"]) if {
	calico.given(peer, "password")
} else := passwords.none(peer.id, ["spec", "password"])

ttl_security(peer) := {"ttl_security": {
	"hops": peer.object.spec.ttlSecurity,
	"resource": peer.id,
	"path": ["spec", "ttlSecurity"],
}} if {
	calico.given(peer, "ttlSecurity")
	is_number(peer.object.spec.ttlSecurity)
} else := {}

# One of a node goes before that of all.
listen_port(_) := "unknown" if {
	some config in input.calico.BGPConfiguration
	startswith(config.name, "node.")
	calico.given(config, "listenPort")
} else := port if {
	count(default_ports) == 1
	some port in default_ports
} else := "unknown" if {
	count(default_ports) > 1
} else := 179

# Where copies of the configuration give several, it is not known which one counts.
default_ports contains port if {
	some config in calico_nodes.defaults
	port := config.object.spec.listenPort
	is_number(port)
	port > 0
}

# Without sourceAddress it is the node's address.
source_addresses(peer, session) := set() if {
	peer.object.spec.sourceAddress == "None"
} else := sources.calico(session.nodes, peer.facts["/spec/peerIP"].family)

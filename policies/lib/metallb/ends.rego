# METADATA
# description: |
#   The ends of MetalLB's sessions (bgplint.lib.sessions), by the templates of its FRR mode (metallb/metallb
#   internal/bgp/frr/templates) and of the FRRConfigurations that it makes (internal/bgp/frrk8s). Where the mode is not
#   known it counts as one of those.
package bgplint.lib.sessions.near_ends.metallb

import data.bgplint.lib.frr_k8s.others
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.sessions.columns
import data.bgplint.lib.sessions.families.metallb as model
import data.bgplint.lib.sessions.passwords
import data.bgplint.lib.sessions.sources
import data.bgplint.lib.version

# METADATA
# description: The sessions with what their near end is known to be.
ends := array.concat(
	[object.union(session, attributes(peers_by_id[session.resource], session)) |
		some session in model.sessions
		peers_by_id[session.resource]
	],
	[object.union(session, legacy(legacy_configs[session.resource], session)) |
		some session in model.sessions
		legacy_configs[session.resource]
	],
)

peers_by_id[peer.id] := peer if some peer in input.metallb.BGPPeer

attributes(peer, session) := columns.joined([
	{
		"local_as": [{"as": fact.as, "resource": peer.id, "path": ["spec", field]} |
			field := local_field(peer)
			fact := peer.facts[$"/spec/{field}"]
		],
		"password": password(peer),
		"gr": gr(peer, session),
		"bfd": bfd(peer, session),
		"multihop": {"ttl": ttl(peer), "resource": peer.id, "path": ["spec", "ebgpMultiHop"]},
		"connected_check": connected_check(session),
		"families": families(peer),
		"port_at": {"resource": peer.id, "path": ["spec", "peerPort"]},
		"dials": true,
		"listens": listens,
		"listen_port": 179,
		"sources": source_addresses(peer, session),
		"takes_routes": false,
		"changed_by": changed_by(session),
	},
	remote_as(peer),
	times(peer),
	{"router_id": {"id": id, "resource": peer.id, "path": ["spec", "routerID"]} |
		id := peer.facts["/spec/routerID"].address
	},
])

# In the mode frr-k8s the field has no effect (metallb/field-ignored).
local_field(peer) := "localASN" if {
	metallb.given(peer, "localASN")
	not input.cluster.metallb.mode == "frr-k8s"
} else := "myASN"

remote_as(peer) := {"remote_as": {"rule": "number", "as": number, "resource": peer.id, "path": path}} if {
	path := ["spec", "peerASN"]
	number := peer.facts["/spec/peerASN"].as
	number > 0
} else := {"remote_as": {"rule": peer.object.spec.dynamicASN, "resource": peer.id, "path": ["spec", "dynamicASN"]}} if {
	peer.object.spec.dynamicASN in {"internal", "external"}
} else := {}

password(peer) := passwords.of_fact(peer.facts["/spec/password"], reader, peer.id, ["spec", "password"]) if {
	peer.facts["/spec/password"]
} else := passwords.unknown(peer.id, ["spec", "password"]) if {
	metallb.given(peer, "password")
} else := passwords.of_secret(name, "password", {peer.namespace}, reader, {"resource": peer.id, "path": path}) if {
	not metallb.deprecated(peer)
	path := ["spec", "passwordSecret", "name"]
	name := object.get(peer.object, path, "")
	is_string(name)
	name != ""
} else := passwords.none(peer.id, ["spec", "passwordSecret"])

reader := "exact" if {
	metallb.native_mode
} else := "word" if {
	input.cluster.metallb.mode in {"frr", "frr-k8s"}
} else := "either"

# FRR helps others by itself; the native speaker does nothing of it.
gr(peer, session) := {"mode": mode, "restart_time": 120, "resource": peer.id, "path": path} if {
	path := ["spec", "enableGracefulRestart"]
	mode := mode_of_restart(peer, session)
}

mode_of_restart(peer, session) := "disabled" if {
	metallb.native_mode
} else := "restart" if {
	restarts(peer)
} else := "unknown" if {
	count(merged_with(session, "enableGracefulRestart")) > 0
} else := "helper"

restarts(peer) if {
	not metallb.deprecated(peer)
	peer.object.spec.enableGracefulRestart == true
}

bfd(peer, session) := {"is": is, "resource": peer.id, "path": ["spec", "bfdProfile"]} if is := has_bfd(peer, session)

has_bfd(peer, session) := false if {
	metallb.native_mode
} else if {
	metallb.given(peer, "bfdProfile")
} else := "unknown" if {
	count(merged_with(session, "bfdProfile")) > 0
} else := false

merged_with(session, field) := object.get(others.given, [[session.address, session.vrf, field]], set()) if {
	session.speaker == "frr-k8s"
} else := set()

changed_by(session) := others.lines if {
	session.speaker == "frr-k8s"
} else := set()

# The native speaker leaves the TTL to the system.
ttl(peer) := "any" if {
	metallb.native_mode
} else := 255 if {
	peer.object.spec.ebgpMultiHop == true
} else := 1

# mustDisableConnectedCheck: of an eBGP session over IPv6 without ebgpMultiHop.
connected_check(session) if {
	not contains(session.address, ":")
} else := false

families(peer) := {4, 6} if {
	both_families(peer)
} else := {peer.facts["/spec/peerAddress"].family}

both_families(_) if metallb.native_mode

both_families(peer) if peer.object.spec.dualStackAddressFamily == true

# metallb/metallb release 0.15 deprecated disableMP: what it turned off is no more.
both_families(peer) if {
	version.before(input.cluster.metallb.version, "0.15")
	not peer.object.spec.disableMP == true
}

# bgpd runs with `-p 0` (metallb/metallb config/frr, the file `daemons`); the native speaker has no listener.
listens := false if {
	metallb.native_mode
} else := others.listens

source_addresses(peer, session) := {peer.facts["/spec/sourceAddress"].address} if {
	session.sourced
	peer.facts["/spec/sourceAddress"].address
} else := set() if {
	session.sourced
} else := sources.internal(session.nodes, peer.facts["/spec/peerAddress"].family)

# Without one FRR proposes 180 s (its profile traditional), and releases before 0.14 and the native speaker 90 s: what
# is told is the longest.
times(peer) := object.union(hold(peer), {name: {"seconds": fact.seconds, "resource": peer.id, "path": ["spec", field]} |
	some name, field in {"keepalive": "keepaliveTime"}
	fact := peer.facts[$"/spec/{field}"]
	fact.seconds
})

hold(peer) := {"hold": {"seconds": floor(fact.seconds), "resource": peer.id, "path": ["spec", "holdTime"]}} if {
	fact := peer.facts["/spec/holdTime"]
	fact.seconds >= 0
} else := {"hold": {"seconds": 180, "resource": peer.id, "path": ["spec", "holdTime"]}} if {
	object.get(peer.object.spec, "holdTime", null) in {null, ""}
	not metallb.given(peer, "keepaliveTime")
} else := {}

legacy_configs[config.id] := config if some config in input.metallb.LegacyConfig

# The configuration up to 0.12 (metallb/metallb v0.12.1 internal/config/config.go), whose FRR mode was experimental:
# what its two modes do not share is not told.
legacy(config, session) := columns.joined([
	{
		"local_as": [{"as": number, "resource": config.id, "path": array.concat(at, ["my-asn"])} |
			number := peer["my-asn"]
			is_number(number)
		],
		"password": legacy_password(config, at),
		"gr": {"mode": "unknown", "resource": config.id, "path": at},
		"bfd": {"is": "unknown", "resource": config.id, "path": at},
		"multihop": {"ttl": "any", "resource": config.id, "path": at},
		"connected_check": false,
		"families": {4, 6},
		"port_at": {"resource": config.id, "path": array.concat(at, ["peer-port"])},
		"dials": true,
		"listens": false,
		"listen_port": 179,
		"sources": legacy_sources(session),
		"takes_routes": false,
		"changed_by": set(),
	},
	{"remote_as": {"rule": "number", "as": number, "resource": config.id, "path": array.concat(at, ["peer-asn"])} |
		number := peer["peer-asn"]
		is_number(number)
	},
	{"hold": {"seconds": fact.seconds, "resource": config.id, "path": array.concat(at, ["hold-time"])} |
		fact := config.facts[pointer_of(at, "hold-time")]
		fact.seconds >= 0
	},
]) if {
	at := array.slice(session.path, 0, 2)
	peer := object.get(config.object, at, {})
}

pointer_of([list, i], field) := $"/{list}/{i}/{field}"

legacy_password(config, at) := passwords.of_fact(fact, "either", config.id, path) if {
	path := array.concat(at, ["password"])
	fact := config.facts[pointer_of(at, "password")]
} else := passwords.none(config.id, path) if {
	path := array.concat(at, ["password"])
	object.get(config.object, path, "") in ["", null]
} else := passwords.unknown(config.id, array.concat(at, ["password"]))

legacy_sources(session) := set() if {
	session.sourced
} else := sources.internal(session.nodes, 6) if {
	contains(session.address, ":")
} else := sources.internal(session.nodes, 4)

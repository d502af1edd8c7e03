# METADATA
# description: |
#   The ends of frr-k8s' sessions (bgplint.lib.sessions), by its templates (metallb/frr-k8s internal/frr/templates).
package bgplint.lib.sessions.near_ends["frr-k8s"]

import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.frr_k8s.others
import data.bgplint.lib.sessions.columns
import data.bgplint.lib.sessions.families["frr-k8s"] as model
import data.bgplint.lib.sessions.passwords
import data.bgplint.lib.sessions.sources

# METADATA
# description: The sessions with what their near end is known to be.
ends := [object.union(session, attributes) |
	some session in model.sessions
	config := configs_by_id[session.resource]
	[_, _, _, i, _, j, _] := session.path
	router := config.object.spec.bgp.routers[i]
	neighbor := router.neighbors[j]
	attributes := columns.joined([
		{
			"local_as": [{"as": fact.as, "resource": config.id, "path": path} |
				[pointer, path] := local_field(neighbor, i, j)
				fact := config.facts[pointer]
			],
			"password": password(config, i, j, neighbor),
			"gr": {
				"mode": restart_mode(neighbor, session),
				"restart_time": 120,
				"resource": config.id,
				"path": frr_k8s.field(i, j, "enableGracefulRestart"),
			},
			"bfd": {
				"is": has_bfd(neighbor, session),
				"resource": config.id,
				"path": frr_k8s.field(i, j, "bfdProfile"),
			},
			"multihop": {
				"ttl": ttl(neighbor),
				"resource": config.id,
				"path": frr_k8s.field(i, j, "ebgpMultiHop"),
			},
			"connected_check": connected_check(session),
			"families": frr_k8s.families(neighbor, frr_k8s.fact(config, i, j, "address")),
			"port_at": {"resource": config.id, "path": frr_k8s.field(i, j, "port")},
			"dials": true,
			"listens": others.listens,
			"listen_port": 179,
			"sources": source_addresses(config, i, j, session),
			"takes_routes": takes_routes(neighbor),
			"changed_by": others.lines,
		},
		remote_as(config, i, j, neighbor),
		times(config, i, j, neighbor),
		{"router_id": {"id": id, "resource": config.id, "path": ["spec", "bgp", "routers", i, "id"]} |
			id := config.facts[$"/spec/bgp/routers/{i}/id"].address
		},
	])
]

configs_by_id[config.id] := config if some config in input["frr-k8s"].FRRConfiguration

local_field(neighbor, i, j) := [
	$"/spec/bgp/routers/{i}/neighbors/{j}/localASN",
	frr_k8s.field(i, j, "localASN"),
] if {
	frr_k8s.given(neighbor, "localASN")
} else := [$"/spec/bgp/routers/{i}/asn", ["spec", "bgp", "routers", i, "asn"]]

remote_as(config, i, j, neighbor) := {"remote_as": {
	"rule": "number",
	"as": number,
	"resource": config.id,
	"path": frr_k8s.field(i, j, "asn"),
}} if {
	number := frr_k8s.fact(config, i, j, "asn").as
	number > 0
}

else := {"remote_as": {
	"rule": neighbor.dynamicASN,
	"resource": config.id,
	"path": frr_k8s.field(i, j, "dynamicASN"),
}} if {
	neighbor.dynamicASN in {"internal", "external"}
}

else := {}

password(config, i, j, neighbor) := passwords.of_fact(fact, "word", config.id, path) if {
	path := frr_k8s.field(i, j, "password")
	fact := frr_k8s.fact(config, i, j, "password")
} else := passwords.unknown(config.id, frr_k8s.field(i, j, "password")) if {
	frr_k8s.given(neighbor, "password")
} else := passwords.of_secret(name, "password", {config.namespace}, "word", {"resource": config.id, "path": path}) if {
	path := array.concat(frr_k8s.field(i, j, "passwordSecret"), ["name"])
	name := neighbor.passwordSecret.name
	is_string(name)
	name != ""
} else := passwords.none(config.id, frr_k8s.field(i, j, "passwordSecret"))

restart_mode(neighbor, session) := "restart" if {
	neighbor.enableGracefulRestart == true
} else := "unknown" if {
	count(object.get(others.given, [[session.address, session.vrf, "enableGracefulRestart"]], set())) > 0
} else := "helper"

has_bfd(neighbor, session) if {
	frr_k8s.given(neighbor, "bfdProfile")
} else := "unknown" if {
	count(object.get(others.given, [[session.address, session.vrf, "bfdProfile"]], set())) > 0
} else := false

ttl(neighbor) := 255 if {
	neighbor.ebgpMultiHop == true
} else := 1

# mustDisableConnectedCheck: of an eBGP session over IPv6 without ebgpMultiHop.
connected_check(session) if {
	not contains(session.address, ":")
} else := false

source_addresses(config, i, j, session) := {address} if {
	session.sourced
	address := frr_k8s.fact(config, i, j, "sourceaddress").address
} else := set() if {
	session.sourced
} else := sources.internal(session.nodes, frr_k8s.fact(config, i, j, "address").family)

# FRR proposes 180 s by itself, its profile traditional.
times(config, i, j, neighbor) := object.union(
	hold(config, i, j, neighbor),
	{"keepalive": {
		"seconds": fact.seconds,
		"resource": config.id,
		"path": frr_k8s.field(i, j, "keepaliveTime"),
	} |
		fact := frr_k8s.fact(config, i, j, "keepaliveTime")
		fact.seconds >= 0
	},
)

hold(config, i, j, neighbor) := {"hold": {"seconds": floor(fact.seconds), "resource": config.id, "path": path}} if {
	path := frr_k8s.field(i, j, "holdTime")
	fact := frr_k8s.fact(config, i, j, "holdTime")
	fact.seconds >= 0
} else := {"hold": {"seconds": 180, "resource": config.id, "path": frr_k8s.field(i, j, "holdTime")}} if {
	object.get(neighbor, "holdTime", null) in {null, ""}
} else := {}

# Without toReceive it takes nothing.
takes_routes(neighbor) if {
	neighbor.toReceive.allowed.mode == "all"
} else if {
	count(neighbor.toReceive.allowed.prefixes) > 0
} else := false

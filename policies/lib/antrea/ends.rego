# METADATA
# description: |
#   The ends of Antrea's sessions (bgplint.lib.sessions), as GoBGP is given them (antrea-io/antrea
#   pkg/agent/bgp/gobgp/gobgp.go and pkg/agent/controller/bgp/controller.go).
package bgplint.lib.sessions.near_ends.antrea

import data.bgplint.lib.sessions.columns
import data.bgplint.lib.sessions.families.antrea as model
import data.bgplint.lib.sessions.passwords
import data.bgplint.lib.sessions.sources

# METADATA
# description: The sessions with what their near end is known to be.
ends := [object.union(session, attributes) |
	some session in model.sessions
	policy := policies_by_id[session.resource]
	[_, _, j, _] := session.path
	peer := policy.object.spec.bgpPeers[j]
	at := ["spec", "bgpPeers", j]
	attributes := columns.joined([
		{
			"local_as": [{"as": fact.as, "resource": policy.id, "path": path} |
				[pointer, path] := local_field(policy, j)
				fact := policy.facts[pointer]
			],
			"password": password(policy, session, j),
			"gr": {
				"mode": "restart",
				"restart_time": object.get(peer, "gracefulRestartTimeSeconds", 120),
				"resource": policy.id,
				"path": array.concat(at, ["gracefulRestartTimeSeconds"]),
			},
			"bfd": {"is": false, "resource": policy.id, "path": at},
			"multihop": {
				"ttl": object.get(peer, "multihopTTL", 1),
				"resource": policy.id,
				"path": array.concat(at, ["multihopTTL"]),
			},
			"connected_check": false,
			"families": {policy.facts[$"/spec/bgpPeers/{j}/address"].family},
			"port_at": {"resource": policy.id, "path": array.concat(at, ["port"])},
			"dials": dials(peer),
			"listens": true,
			"listen_port": object.get(policy.object.spec, "listenPort", 179),
			"sources": sources.internal(session.nodes, policy.facts[$"/spec/bgpPeers/{j}/address"].family),
			"takes_routes": false,
			"changed_by": set(),
		},
		{"remote_as": {
			"rule": "number",
			"as": number,
			"resource": policy.id,
			"path": array.concat(at, ["asn"]),
		} |
			number := policy.facts[$"/spec/bgpPeers/{j}/asn"].as
		},
		{"hold": {
			"seconds": object.get(peer, "holdTimeSeconds", 90),
			"resource": policy.id,
			"path": array.concat(at, ["holdTimeSeconds"]),
		}},
	])
]

policies_by_id[policy.id] := policy if some policy in input.antrea.BGPPolicy

# To others than its members a confederation shows its identifier.
local_field(policy, j) := ["/spec/confederation/identifier", ["spec", "confederation", "identifier"]] if {
	policy.facts["/spec/confederation/identifier"].as > 0
	not member(policy, policy.facts[$"/spec/bgpPeers/{j}/asn"].as)
} else := ["/spec/localASN", ["spec", "localASN"]]

member(policy, number) if {
	some i, _ in policy.object.spec.confederation.memberASNs
	policy.facts[$"/spec/confederation/memberASNs/{i}"].as == number
}

# The Secret of the agent's namespace has one key for each peer: its address and its AS number.
password(policy, session, j) := passwords.of_secret(
	"antrea-bgp-passwords",
	key_of(policy, session, j),
	{"kube-system", ""},
	"exact",
	{"resource": policy.id, "path": ["spec", "bgpPeers", j, "address"]},
) if {
	count(held(key_of(policy, session, j))) > 0
} else := passwords.none(policy.id, ["spec", "bgpPeers", j, "address"]) if {
	count(password_secrets) > 0
} else := passwords.unknown(policy.id, ["spec", "bgpPeers", j, "address"])

key_of(policy, session, j) := $"{session.address}-{policy.facts[$"/spec/bgpPeers/{j}/asn"].as}"

password_secrets contains secret.id if {
	some secret in input.kubernetes.Secret
	secret.name == "antrea-bgp-passwords"
	not secret.partial
}

held(key) := {secret.id |
	some secret in input.kubernetes.Secret
	secret.name == "antrea-bgp-passwords"
	some part in ["data", "stringData"]
	object.get(secret.object, [part, key], null) != null
}

dials(peer) := false if {
	lower(object.get(peer, "connectionMode", "")) == "passive"
} else := true

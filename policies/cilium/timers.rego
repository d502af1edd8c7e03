# METADATA
# title: Cilium keepalive time longer than the hold time
# description: |
#   A keepalive time longer than the hold time would end the session between two keepalives. Missing times count with
#   their defaults, 30 s keepalive and 90 s hold, so a hold time below 30 s alone is wrong too. The API server refuses
#   such a CiliumBGPPeerConfig. It accepts a legacy policy, but the agents refuse all of it and keep the sessions that
#   they have.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, timers of a peer config
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/k8s/apis/cilium.io/v2/bgp_peer_types.go
#     description: Cilium, CiliumBGPTimers, its defaults and its rule
#   - ref: https://github.com/cilium/cilium/blob/v1.17.6/pkg/bgpv1/agent/controller.go
#     description: Cilium 1.17, what an agent does with an invalid policy
# custom:
#   id: cilium/timers
#   level: error
#   class: correctness
#   remediation: |
#     Set both times, the keepalive to a third of the hold time, such as `holdTimeSeconds: 9` with
#     `keepAliveTimeSeconds: 3`.
package bgplint.rules.cilium.timers

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding
import data.bgplint.lib.steps

defaults := {"holdTimeSeconds": 90, "keepAliveTimeSeconds": 30}

ranges := {"holdTimeSeconds": [3, 65535], "keepAliveTimeSeconds": [1, 65535]}

# Both are given.
report contains finding.with_related(found, {other}) if {
	some row in wrong
	row.given == {"holdTimeSeconds", "keepAliveTimeSeconds"}
	found := finding.value(
		row.id,
		array.concat(row.path, ["keepAliveTimeSeconds"]),
		concat(" ", [
			$"the keepalive time of {row.label}, {row.keep} s, is longer than its hold time of {row.hold} s:",
			$"{refused(row)}",
		]),
	)
	other := finding.place(row.id, array.concat(row.path, ["holdTimeSeconds"]), "the hold time")
}

report contains finding.with_fix(
	found,
	[finding.then(
		{"op": "add", "path": keep, "value": max([1, floor(row.hold / 3)]), "safe": false},
		[steps.check($"that a hold time of {row.hold} s is intended for {row.label}: a short one flaps sooner")],
	)],
) if {
	some row in wrong
	row.given == {"holdTimeSeconds"}
	keep := array.concat(row.path, ["keepAliveTimeSeconds"])
	found := finding.value(
		row.id,
		array.concat(row.path, ["holdTimeSeconds"]),
		concat(" ", [
			$"the hold time of {row.label}, {row.hold} s, is shorter than its keepalive time",
			$"of 30 s (the default): {refused(row)}",
		]),
	)
}

report contains finding.value(row.id, array.concat(row.path, ["keepAliveTimeSeconds"]), message) if {
	some row in wrong
	row.given == {"keepAliveTimeSeconds"}
	message := concat(" ", [
		$"the keepalive time of {row.label}, {row.keep} s, is longer than its hold time",
		$"of 90 s (the default): {refused(row)}",
	])
}

wrong := [row |
	some stated in cilium_peers.settings
	times_of := object.get(stated.peer, times[stated.kind], {})
	is_object(times_of)
	given := {name | some name, _ in defaults; object.get(times_of, name, null) != null}
	keep := seconds(times_of, given, "keepAliveTimeSeconds")
	hold := seconds(times_of, given, "holdTimeSeconds")
	keep > hold
	row := {
		"id": stated.id,
		"path": array.concat(stated.path, times[stated.kind]),
		"label": stated.label,
		"kind": stated.kind,
		"given": given,
		"keep": keep,
		"hold": hold,
	}
]

# A peer config has its times under `timers`, a legacy neighbor has them itself.
times := {"CiliumBGPPeerConfig": ["timers"], "CiliumBGPPeeringPolicy": []}

refused(row) := {
	"CiliumBGPPeerConfig": "the API server refuses the peer config",
	"CiliumBGPPeeringPolicy": "the API server accepts the policy, but the agents refuse all of it",
}[row.kind]

seconds(_, given, name) := defaults[name] if not given[name]

# Of what is out of its range the schema speaks.
seconds(times_of, given, name) := times_of[name] if {
	given[name]
	is_number(times_of[name])
	[least, most] := ranges[name]
	times_of[name] >= least
	times_of[name] <= most
}

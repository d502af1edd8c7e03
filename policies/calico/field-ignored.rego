# METADATA
# title: BGPPeer field that calico-node ignores
# description: |
#   Some fields of a BGPPeer count only for some kinds of peer, and no validator says so. For peers that a
#   `peerSelector` finds, calico-node takes the AS numbers from the nodes. For local workloads it reads only `asNumber`,
#   `localASNumber` and `filters`, and waits for the workload to connect: a password, timers or TTL security set here
#   never reach BIRD's configuration. (Calico v3.33; this is how confd works, not a promise of the API.)
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/client.go
#     description: confd, how peers are made from BGPPeers
# custom:
#   id: calico/field-ignored
#   level: warning
#   class: correctness
#   remediation: |
#     Remove the field. If the session needs it, use a peer with a `peerIP`, for which all fields count.
#   variants:
#     environment:
#       description: |
#         If calico-node has `CALICO_ADVERTISE_CLUSTER_IPS`, it advertises that one block of Services and never reads
#         `serviceClusterIPs` of BGPConfiguration, neither at startup nor when it changes. An empty variable counts as
#         unset.
#       remediation: |
#         Remove the variable from the DaemonSet of calico-node once `serviceClusterIPs` has its block, or remove the
#         list.
package bgplint.rules.calico["field-ignored"]

import data.bgplint.lib.calico.daemon
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains finding.with_fix(found, [removed(peer, field)]) if {
	some peer in input.calico.BGPPeer
	some selector, fields in ignored
	not calico.unset(peer, selector)
	some field in fields
	not calico.unset(peer, field)
	message := $"BGPPeer {peer.name} sets {field}, which calico-node ignores for peers with a {selector}"
	why := finding.place(peer.id, ["spec", selector], reason[selector])
	found := finding.with_related(finding.key(peer.id, ["spec", field], message), {why})
}

report contains finding.variant(finding.resting_on(found, {{"resource": set.id, "path": set.path}}), "environment") if {
	some config in input.calico.BGPConfiguration
	config.name == "default"
	count(config.object.spec.serviceClusterIPs) > 0
	some set in first_setting
	message := concat(" ", [
		"calico-node ignores serviceClusterIPs:",
		$"its CALICO_ADVERTISE_CLUSTER_IPS overrides it, and only {set.value} is advertised",
	])
	found := finding.with_related(
		finding.key(config.id, ["spec", "serviceClusterIPs"], message),
		{finding.place(set.id, set.path, "this overrides it")},
	)
}

first_setting := array.slice([set | some set in daemon.set_to("CALICO_ADVERTISE_CLUSTER_IPS"); set.value != ""], 0, 1)

ignored := {
	"peerSelector": {"localASNumber", "numAllowedLocalASNumbers"},
	"localWorkloadSelector": {
		"password", "maxRestartTime", "keepaliveTime", "ttlSecurity", "nextHopMode", "sourceAddress",
		"numAllowedLocalASNumbers",
	},
}

reason := {
	"peerSelector": "AS numbers come from the selected nodes",
	"localWorkloadSelector": "the other ends are local workloads",
}

removed(peer, field) := finding.then(
	{"op": "remove", "path": ["spec", field], "safe": false},
	[steps.check($"that BGPPeer {peer.name} can do without {field}: so far it has had no effect")],
)

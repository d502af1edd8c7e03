# METADATA
# title: Field that calico-node ignores
# description: |
#   Not every field of a BGPPeer counts for every kind of peer, and no validator says so. For peers that a
#   `peerSelector` finds, calico-node takes the AS numbers from the nodes. For local workloads it takes only `asNumber`,
#   `localASNumber` and `filters`, and waits for the workload to call: a password, timers or TTL security that are
#   written here are not in BIRD's configuration. (Calico v3.33; it is how confd works, not a promise of the API.)
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/client.go
#     description: confd, how peers are made of BGPPeers
# custom:
#   id: calico/field-ignored
#   level: warning
#   class: correctness
#   remediation: |
#     Remove the field. If the session needs what it says, make it a peer with a `peerIP`, which all fields count for.
#   variants:
#     environment:
#       description: |
#         Where calico-node has `CALICO_ADVERTISE_CLUSTER_IPS`, it announces that one block of Services and never looks
#         at `serviceClusterIPs` of the BGPConfiguration, neither at its start nor when it changes. An empty variable
#         counts as none.
#       remediation: |
#         Remove the variable from the DaemonSet of calico-node once `serviceClusterIPs` has its block, or remove the
#         list.
package bgplint.rules.calico["field-ignored"]

import data.bgplint.lib.calico.daemon
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.with_fix(found, [{"op": "remove", "path": ["spec", field], "safe": false}]) if {
	some peer in input.calico.BGPPeer
	some selector, fields in ignored
	not calico.unset(peer, selector)
	some field in fields
	not calico.unset(peer, field)
	message := $"peer {peer.name} has {field}, which calico-node ignores for peers with a {selector}"
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
		$"its environment has CALICO_ADVERTISE_CLUSTER_IPS, and it announces {set.value} alone",
	])
	found := finding.with_related(
		finding.key(config.id, ["spec", "serviceClusterIPs"], message),
		{finding.place(set.id, set.path, "what counts instead")},
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
	"peerSelector": "the other ends are nodes, and AS numbers come from them",
	"localWorkloadSelector": "the other ends are local workloads",
}

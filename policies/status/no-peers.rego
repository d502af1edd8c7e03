# METADATA
# title: No BGP session in the output
# description: |
#   The command shows no session at all, or its output is cut short. Empty output is not a pass: a script that counts
#   what is not `Established` finds nothing and reports success.
#
#   FRR shows neither a neighbor without an active address family nor one of a listen range whose session is gone: `%
#   No BGP neighbors found` and `{}` do not mean that none is configured. `calicoctl node status` leaves out sessions
#   for which BIRD shows no information, such as disabled ones. `No IPv6 peers found.` beside IPv4 sessions is harmless
#   and not reported.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#displaying-bgp-information
#     description: FRR, show bgp summary
#   - ref: https://docs.tigera.io/calico/latest/reference/calicoctl/node/status
#     description: calicoctl node status
# custom:
#   id: status/no-peers
#   level: warning
#   class: availability
#   remediation: |
#     Check whether a peer selects this node (`nodeSelector`), whether the configuration was accepted, and whether a
#     family is active for the neighbor. On a router, check whether the nodes dial. If the output was cut short, take
#     all of it: `set -o pipefail`, and no `head`.
package bgplint.rules.status["no-peers"]

import data.bgplint.lib.finding
import data.bgplint.lib.status

report contains finding.value(output.id, place(output), $"the output{where} shows no session: {causes(output)}") if {
	some output in input.status.Output
	asked(output)
	not output.cut
	count(output.sessions) == 0
	count(status.stopped(output)) == 0
	not status.off(output)
	not beside_others[output.id]
	where := $"{status.of_node(output)}{status.age(output)}"
}

report contains finding.value(output.id, output.cut_at.path, message) if {
	some output in input.status.Output
	output.cut
	output.cut_at
	message := concat("", [
		$"the output{status.of_node(output)} is cut short and ends {output.cut_at.text}:",
		" it may leave out a session that is down",
	])
}

report contains finding.value(output.id, output.path, message) if {
	some output in input.status.Output
	output.cut
	not output.cut_at
	message := $"the output{status.of_node(output)} is cut short: it may leave out a session that is down"
}

# A list of BFD's, or an object that was not asked for sessions, says nothing of them.
asked(output) if {
	output.source != "frr-bfd"
	output.lists_sessions
}

place(output) := output.no_peers.path if {
	output.no_peers
} else := output.path

# What one command shows of IPv4 and the next one of IPv6, or of another VRF, is of one node.
beside_others contains output.id if {
	some output in input.status.Output
	count(output.sessions) == 0
	with_sessions[near(output)]
}

with_sessions contains near(output) if {
	some output in input.status.Output
	count(output.sessions) > 0
}

near(output) := [output.file, output.node] if {
	output.node
} else := [output.file, ""]

causes(output) := concat(" ", [
	"no neighbor has an active family, no session of a listen range is up, none is configured,",
	"or FRR refused the configuration",
]) if {
	startswith(output.source, "frr-")
} else := "no CiliumBGPClusterConfig selects this node, or the BGP control plane is off" if {
	startswith(output.source, "cilium-")
} else := concat(" ", [
	"no BGPPeer selects this node and the mesh is off, BIRD refused the configuration,",
	"or all sessions are disabled",
]) if {
	output.product == "calico"
} else := "none is configured, or all of them are disabled"

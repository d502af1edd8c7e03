# METADATA
# title: BGP program not running
# description: |
#   Calico's agent, BIRD or FRR does not run, or is not ready, on a node: none of its sessions is up, and the router
#   drops its routes. `calicoctl node status` prints that and ends with exit code 0, as does a script that looks for
#   `Established` in nothing.
#
#   With BGP switched off in the Installation, or the backend `vxlan` or `none`, BIRD does not run and nothing is
#   said. bird6 alone does not run where there is no IPv6. A CalicoNodeStatus with both of them not ready may be of
#   such a cluster too, and is a warning.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/calicoctl/node/status
#     description: calicoctl node status
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/caliconodestatus
#     description: CalicoNodeStatus
# custom:
#   id: status/agent-not-running
#   level: error
#   levels: [error, warning]
#   class: availability
#   remediation: |
#     `kubectl logs` of calico-node, or of the `frr` container, says why it ended. `BIRD is not running` where Calico
#     runs also means that BGP is switched off, or that calicoctl was not run on the node as root: it asks BIRD
#     through a socket of that host.
package bgplint.rules.status["agent-not-running"]

import data.bgplint.lib.finding
import data.bgplint.lib.status

report contains finding.at_level(finding.value(output.id, agent.path, message), level(output)) if {
	some output in input.status.Output
	not status.off(output)

	# One says it for all: what does not run lets nothing else run.
	agent := status.stopped(output)[0]
	message := concat("", [
		$"{subject(output, agent)}{status.of_node(output)} {verb(output)}{status.age(output)}:",
		$" none of its sessions is up{doubt(output)}",
	])
}

level(output) := "warning" if {
	output.source == "calico-node-status"
} else := "error"

verb(output) := "is not ready" if {
	output.source == "calico-node-status"
} else := "is not running"

doubt(output) := ", unless BGP is off in this cluster" if {
	output.source == "calico-node-status"
} else := ""

subject(output, agent) := "BIRD" if {
	contains(agent.text, "BIRD")
} else := "BIRD" if {
	output.source in {"calico-node-status", "birdcl"}
} else := "Calico" if {
	contains(agent.text, "alico")
} else := "FRR" if {
	startswith(output.source, "frr-")
} else := "the BGP program"

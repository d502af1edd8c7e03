# METADATA
# title: BGP daemon not running
# description: |
#   Calico's agent, BIRD or FRR is not running, or not ready, on a node: none of its sessions is up, and the router
#   drops its routes. `calicoctl node status` prints this and still exits with 0, and so does a script that looks for
#   `Established` in empty output.
#
#   If BGP is switched off in the Installation, or the backend is `vxlan` or `none`, BIRD is not meant to run and
#   nothing is reported. Where there is no IPv6, bird6 alone not running is not reported either. A CalicoNodeStatus with
#   both of them not ready may come from such a cluster too, and is a warning.
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
#     `kubectl logs` of calico-node, or of the `frr` container, shows why it stopped. If Calico is running, `BIRD is
#     not running` can also mean that BGP is switched off, or that calicoctl was not run as root on the node: it asks
#     BIRD through a socket of that host.
package bgplint.rules.status["agent-not-running"]

import data.bgplint.lib.finding
import data.bgplint.lib.status

report contains finding.at_level(finding.value(output.id, agent.path, message), level(output)) if {
	some output in input.status.Output
	not status.off(output)

	# One says it for all: what does not run lets nothing else run.
	agent := status.stopped(output)[0]
	message := concat("", [
		$"{subject(output, agent)}{status.on_node(output)} {verb(output)}{status.age(output)}:",
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
} else := "the BGP daemon"

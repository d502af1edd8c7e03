# METADATA
# title: Configuration refused by its controller
# description: |
#   The controller itself says, in the status of an object, that it does not run the configuration that it was given.
#   What ran before goes on, or nothing does: a change that nobody sees is not made.
#
#   frr-k8s: `lastConversionResult` is about turning FRRConfigurations into FRR's file, `lastReloadResult` about FRR
#   taking it; on an error FRR keeps what it had. MetalLB: `ConfigurationState` is `Invalid`, and the speaker keeps
#   its last valid configuration. Cilium: of a condition the `status` counts; its `reason` may say the same in both
#   cases.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/README.md
#     description: frr-k8s, FRRNodeState
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, conditions of the BGP objects
#   - ref: https://github.com/cilium/cilium/issues/45435
#     description: Cilium, a reason that does not follow the status
# custom:
#   id: status/configuration-refused
#   level: error
#   class: correctness
#   remediation: |
#     Mend what the message names, apply it, and look at the same object again.
package bgplint.rules.status["configuration-refused"]

import data.bgplint.lib.finding
import data.bgplint.lib.status

report contains finding.value(said.id, complaint.path, message) if {
	some said in input.status.Report
	some complaint in said.complaints
	message := $"{says(said, complaint)}{text(complaint)}"
}

says(said, complaint) := $"frr-k8s could not make FRR's configuration{status.of_node(said)}" if {
	complaint.about == "conversion"
} else := $"FRR{status.of_node(said)} refused its configuration, and runs the one before" if {
	complaint.about == "reload"
} else := $"MetalLB's {component(said)}{status.of_node(said)} finds its configuration invalid" if {
	complaint.about == "configuration"
} else := $"{conditions[complaint.type]}{status.of_node(said)}"

component(said) := object.get(said, "component", "controller")

conditions := {
	"NoMatchingNode": "no node matches the nodeSelector, so that this configures nothing",
	"MissingPeerConfigs": "a CiliumBGPPeerConfig that a peer names is not there, so that its session is not made",
	"ConflictingClusterConfig": "another CiliumBGPClusterConfig selects the same nodes, and one has no effect there",
	"MissingAuthSecret": "the Secret with the password is not there: the session goes without one",
	"BGPReconcileError": "Cilium could not make the sessions as configured",
}

text(complaint) := "" if complaint.text == ""

text(complaint) := $": {complaint.text}" if complaint.text != ""

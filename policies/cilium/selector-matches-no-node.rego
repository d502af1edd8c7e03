# METADATA
# title: Cilium node selector that matches no node
# description: |
#   A CiliumBGPClusterConfig that selects no node is stored and does nothing: no instance starts, no session is made,
#   and only its condition cilium.io/NoMatchingNode tells; a legacy policy has no condition at all. Mostly the label is
#   missing on the nodes, or is spelt in another way there. Labels that the kubelet or a cloud puts on nodes are left
#   out, since manifests do not show them.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/blob/main/operator/pkg/bgp/cluster.go
#     description: The operator, updateNoMatchingNodeCondition
# custom:
#   id: cilium/selector-matches-no-node
#   level: warning
#   class: correctness
#   remediation: |
#     Compare the selector with `kubectl get nodes --show-labels`, and correct it or put the label on the nodes. Where
#     something else sets the label later, say so in a suppression.
#   variants:
#     contradiction:
#       description: |
#         A selector asks for all of its conditions together. Of two that exclude each other, as two values of one
#         label, no node has both, whatever its labels: the object is stored, no instance starts and no session is made.
#         Only the condition cilium.io/NoMatchingNode of a CiliumBGPClusterConfig tells.
#       remediation: |
#         Values of which one is enough belong into one expression with the operator In.
package bgplint.rules.cilium["selector-matches-no-node"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains varied(finding.value(config.id, ["spec", "nodeSelector"], message), key) if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"]
	some config in input.cilium[kind]
	key := labels.key(config, "/spec/nodeSelector")
	problem := labels.matches_no_node(key)
	message := $"the nodeSelector of {kind} {config.name} {problem}: none of its sessions is made"
}

varied(found, key) := finding.variant(found, "contradiction") if {
	key == labels.nothing
} else := found

# What it matches depends on a placeholder, so that the finding is held back.
report contains finding.value(config.id, fact.unknown, message) if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"]
	some config in input.cilium[kind]
	fact := labels.fact(config, "/spec/nodeSelector")
	labels.all_labels_known
	message := $"the nodeSelector of {kind} {config.name} may match no node"
}

# METADATA
# title: Cilium node selector that matches no node
# description: |
#   A CiliumBGPClusterConfig that selects no node is stored and does nothing: no instance starts, no session is
#   created, and only its condition cilium.io/NoMatchingNode reports it; a legacy policy has no condition at all.
#   Usually the label is missing on the nodes, or spelled differently there. Labels that the kubelet or a cloud sets on
#   nodes are not checked, since manifests do not show them.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/blob/main/operator/pkg/bgp/cluster.go
#     description: Cilium, the operator, updateNoMatchingNodeCondition
# custom:
#   id: cilium/selector-matches-no-node
#   level: warning
#   class: correctness
#   remediation: |
#     Compare the selector with `kubectl get nodes --show-labels`, and correct it or label the nodes. If something else
#     sets the label later, say so in a suppression.
#   variants:
#     contradiction:
#       description: |
#         A selector matches only nodes that meet all of its conditions. If two exclude each other, such as two values
#         of one label, no node matches, whatever its labels are: the object is stored, no instance starts and no
#         session is created. Only the condition cilium.io/NoMatchingNode of a CiliumBGPClusterConfig reports it.
#       remediation: |
#         Put alternative values into one expression with the operator In.
package bgplint.rules.cilium["selector-matches-no-node"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains varied(finding.value(config.id, ["spec", "nodeSelector"], message), key) if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"]
	some config in input.cilium[kind]
	key := labels.key(config, "/spec/nodeSelector")
	problem := labels.matches_no_node(key)
	message := $"the nodeSelector of {kind} {config.name} {problem}: none of its sessions is created"
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

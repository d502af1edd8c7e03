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
package bgplint.rules.cilium["selector-matches-no-node"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains finding.value(config.id, ["spec", "nodeSelector"], message) if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"]
	some config in input.cilium[kind]
	problem := labels.matches_no_node(labels.key(config, "/spec/nodeSelector"))
	message := $"the nodeSelector of {kind} {config.name} {problem}: none of its sessions is made"
}

# What it matches depends on a placeholder, so that the finding is held back.
report contains finding.value(config.id, fact.unknown, message) if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"]
	some config in input.cilium[kind]
	fact := labels.fact(config, "/spec/nodeSelector")
	labels.all_labels_known
	message := $"the nodeSelector of {kind} {config.name} may match no node"
}

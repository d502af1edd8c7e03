# METADATA
# title: FRRConfiguration whose node selector matches no node
# description: |
#   An FRRConfiguration whose `nodeSelector` matches no node is stored and has no effect, and in the meantime the
#   webhook checks nothing of it either: its faults show on the day a node gets the label. An empty selector matches
#   every node. Labels that the kubelet or a cloud sets on nodes are not checked, since manifests do not show them.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/README.md
#     description: frr-k8s, how configurations are merged for a node
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/webhooks/frrconfiguration_webhook.go
#     description: frr-k8s, the webhook goes by nodes
# custom:
#   id: frr-k8s/selector-matches-no-node
#   level: warning
#   class: correctness
#   remediation: |
#     Compare the selector with `kubectl get nodes --show-labels`, and correct it or label the nodes. If something else
#     sets the label later, say so in a suppression.
package bgplint.rules["frr-k8s"]["selector-matches-no-node"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains finding.value(config.id, ["spec", "nodeSelector"], message) if {
	some config in input["frr-k8s"].FRRConfiguration
	problem := labels.matches_no_node(labels.key(config, "/spec/nodeSelector"))
	message := $"the nodeSelector of {config.name} {problem}: the configuration has no effect"
}

# What it matches depends on a placeholder, so that the finding is held back.
report contains finding.value(config.id, fact.unknown, message) if {
	some config in input["frr-k8s"].FRRConfiguration
	fact := labels.fact(config, "/spec/nodeSelector")
	labels.all_labels_known
	message := $"the nodeSelector of {config.name} may match no node"
}

# METADATA
# title: Invalid node selector of an FRRConfiguration
# description: |
#   `nodeSelector` must be a valid label selector, which the CRD does not check: the webhook refuses an invalid one. If
#   it gets past the webhook, every node of the cluster, not only the selected ones, refuses all of its configurations
#   and keeps the previous ones.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/frrconfiguration_controller.go
#     description: frr-k8s, configsForNode
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
#     description: Kubernetes, label selectors
# custom:
#   id: frr-k8s/node-selector
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write labels under `matchLabels`, or expressions under `matchExpressions`. `In` and `NotIn` need `values`,
#     `Exists` and `DoesNotExist` have none.
package bgplint.rules["frr-k8s"]["node-selector"]

import data.bgplint.lib.finding

report contains finding.value(
	config.id,
	fault.path,
	$"the node selector of {config.name} {problem}: frr-k8s refuses the configuration",
) if {
	some config in input["frr-k8s"].FRRConfiguration
	some fault in config.facts["/spec/nodeSelector"].selector.faults
	problem := what[fault.kind]
}

what := {
	"operator": "has an operator other than In, NotIn, Exists and DoesNotExist",
	"values-missing": "has no values for an operator that needs them",
	"values-forbidden": "has values for an operator that allows none",
	"key": "has a key that is not a valid label key",
	"value": "has a value that is not a valid label value",
}

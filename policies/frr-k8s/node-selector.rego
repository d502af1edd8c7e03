# METADATA
# title: Node selector of an FRRConfiguration that is refused
# description: |
#   The `nodeSelector` is a label selector, whose form the CRD does not check. The webhook refuses one that is none.
#   Where it comes past the webhook, every node of the cluster, and not only those that were meant, refuses all of its
#   configurations and keeps the ones before.
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
	"operator": "has an operator that is none of In, NotIn, Exists and DoesNotExist",
	"values-missing": "has an operator that needs values, and none",
	"values-forbidden": "has values, which its operator does not take",
	"key": "has a key that is no label's name",
	"value": "has a value that no label can have",
}

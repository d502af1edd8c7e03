# METADATA
# title: Label selector that Cilium cannot read
# description: |
#   The operators In and NotIn need values, Exists and DoesNotExist take none, and keys and values must be such as
#   labels can have. The API server checks the names of the operators and the values of `matchLabels`, and lets the rest
#   in. Cilium then fails on the selector, logs an error and tries again: of a cluster config no session is made, of an
#   advertisement or a peer config no route of that kind goes out or is taken back, and a pool gives no addresses.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
#     description: Kubernetes, label selectors
#   - ref: https://github.com/cilium/cilium/blob/main/pkg/k8s/slim/k8s/apis/labels/selector.go
#     description: What Cilium takes, NewRequirement
# custom:
#   id: cilium/selector-invalid
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Give `In` and `NotIn` their `values`, and `Exists` and `DoesNotExist` none. The key alone is asked for by
#     `Exists`.
package bgplint.rules.cilium["selector-invalid"]

import data.bgplint.lib.finding

report contains finding.value(
	resource.id,
	fault.path,
	$"a selector of {kind} {resource.name} {problem}: the API server lets it in, and Cilium fails on it",
) if {
	some kind in kinds
	some resource in input.cilium[kind]
	some fact in resource.facts
	some fault in fact.selector.faults
	problem := what[fault.kind]
	not reported_by_schema[[resource.id, fault.path]]
}

kinds := [
	"CiliumBGPClusterConfig",
	"CiliumBGPPeerConfig",
	"CiliumBGPAdvertisement",
	"CiliumBGPPeeringPolicy",
	"CiliumLoadBalancerIPPool",
]

# The names of operators are the schema's.
what := {
	"values-missing": "has an operator that needs values, and none",
	"values-forbidden": "has values, which its operator does not take",
	"key": "has a key that is no label's name",
	"value": "has a value that no label can have",
}

# What the API server refuses already.
reported_by_schema[[fault.id, fault.path]] if some fault in input.schema.InvalidValue

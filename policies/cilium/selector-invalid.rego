# METADATA
# title: Invalid label selector of a Cilium object
# description: |
#   The operators In and NotIn need values, Exists and DoesNotExist allow none, and keys and values must be valid label
#   keys and values. The API server checks only the names of the operators and the values of `matchLabels`. Cilium then
#   fails on the selector, logs an error and retries: a cluster config gets no session, an advertisement or peer config
#   neither adds nor withdraws routes of that kind, and a pool assigns no addresses.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
#     description: Kubernetes, label selectors
#   - ref: https://github.com/cilium/cilium/blob/main/pkg/k8s/slim/k8s/apis/labels/selector.go
#     description: Cilium, what it accepts, NewRequirement
# custom:
#   id: cilium/selector-invalid
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Give `In` and `NotIn` their `values`, and `Exists` and `DoesNotExist` none. To match the key alone, use `Exists`.
package bgplint.rules.cilium["selector-invalid"]

import data.bgplint.lib.finding

report contains finding.value(
	resource.id,
	fault.path,
	$"a selector of {kind} {resource.name} {problem}: the API server accepts it, but Cilium fails on it",
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
	"values-missing": "has no values for an operator that needs them",
	"values-forbidden": "has values for an operator that allows none",
	"key": "has a key that is not a valid label key",
	"value": "has a value that is not a valid label value",
}

# What the API server refuses already.
reported_by_schema[[fault.id, fault.path]] if some fault in input.schema.InvalidValue

# METADATA
# title: BGPConfiguration settings that calico-node ignores
# description: |
#   calico-node reads two kinds of BGPConfiguration: `default` for the cluster, and `node.<name of the node>`, from
#   which it takes only prefixAdvertisements with their communities, listenPort and logSeverityScreen. It logs any other
#   object as a bad value and drops it, and it ignores any other field. calicoctl refuses some of these fields, but
#   kubectl applies them all: the AS number or the disabled mesh looks applied and is not.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
#     description: BGPConfiguration resource, names and fields
#   - ref: https://github.com/projectcalico/calico/issues/4419
#     description: Fields of a node's configuration that have no effect
# custom:
#   id: calico/config-name-ignored
#   level: error
#   class: correctness
#   remediation: |
#     Put settings of the cluster into BGPConfiguration `default`. A node's own AS number belongs in its Node
#     (`spec.bgp.asNumber`); `node.<name>` is for listenPort, logSeverityScreen and prefixAdvertisements.
#   variants:
#     no-such-node:
#       description: |
#         calico-node reads the BGPConfiguration `node.<name>` that has its own node's name. One for a name that no node
#         has is stored but never read, and the intended node keeps the settings of the cluster.
#       remediation: |
#         After `node.`, write the node's name as `kubectl get nodes` shows it.
package bgplint.rules.calico["config-name-ignored"]

import data.bgplint.lib.finding
import data.bgplint.lib.near

report contains finding.value(config.id, ["metadata", "name"], message) if {
	some config in input.calico.BGPConfiguration
	not config.name in ["", "default"]
	not startswith(config.name, "node.")
	message := $"BGPConfiguration {config.name} has no effect: calico-node reads only default and node.<name>"
}

report contains finding.key(config.id, ["spec", field], message) if {
	some config in input.calico.BGPConfiguration
	startswith(config.name, "node.")
	some field, value in config.object.spec
	not field in honoured
	not unset(field, value)
	what := outcome(field)
	message := $"{field} has no effect in BGPConfiguration {config.name}, only in default: {what}"
}

# Not all nodes are known, but one of a near name is.
report contains finding.variant(found, "no-such-node") if {
	some config in input.calico.BGPConfiguration
	startswith(config.name, "node.")
	name := substring(config.name, count("node."), -1)
	meant := min(near.names[["kubernetes/Node", name]])
	message := concat(" ", [
		$"BGPConfiguration {config.name} has no effect: no known node is called {name};",
		$"did you mean `node.{meant}`?",
	])
	found := finding.with_fix(
		finding.value(config.id, ["metadata", "name"], message),
		[finding.then(
			{"op": "replace", "path": ["metadata", "name"], "value": $"node.{meant}", "safe": false},
			[delete_old(config)],
		)],
	)
}

honoured := {"prefixAdvertisements", "communities", "listenPort", "logSeverityScreen"}

# What the CustomResourceDefinition fills in is nobody's wish.
unset(_, value) if value in [null, "", []]

unset("serviceLoadBalancerAggregation", "Enabled")

outcome(field) := "calicoctl refuses it; kubectl applies it, but it is silently ignored" if {
	field in {
		"nodeToNodeMeshEnabled",
		"asNumber",
		"serviceLoadBalancerIPs",
		"serviceExternalIPs",
		"serviceClusterIPs",
		"nodeMeshPassword",
		"nodeMeshMaxRestartTime",
	}
} else := "calico-node silently ignores it" if {
	field in {
		"bindMode",
		"ignoredInterfaces",
		"ipv4NormalRoutePriority",
		"ipv6NormalRoutePriority",
		"localWorkloadPeeringIPV4",
		"localWorkloadPeeringIPV6",
		"programClusterRoutes",
		"serviceLoadBalancerAggregation",
	}
}

delete_old(config) := finding.step_with(
	"after",
	$"Delete BGPConfiguration {config.name} if it was applied: under the new name it is another object",
	{config.name, config.gvk.group},
	$"kubectl delete bgpconfigurations.{config.gvk.group} {config.name}",
)

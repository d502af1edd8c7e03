# METADATA
# title: BGP configuration that nothing reads
# description: |
#   calico-node reads two names: `default`, for the cluster, and `node.<name of the node>`, of which it takes
#   prefixAdvertisements with their communities, listenPort and logSeverityScreen. Any other object is logged as a bad
#   value and dropped, any other field is left alone. calicoctl refuses some of these fields; kubectl takes all of them,
#   so that the AS number or the switched off mesh looks applied and is not.
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
#     Put settings of the cluster into the BGPConfiguration `default`. A node's own AS number belongs into its Node
#     (`spec.bgp.asNumber`); `node.<name>` is for listenPort, logSeverityScreen and prefixAdvertisements.
#   variants:
#     no-such-node:
#       description: |
#         calico-node reads the BGPConfiguration `node.<name>` of its own node's name. One for a name that no node has
#         is stored and read by nobody, and the node that was meant keeps the settings of the cluster.
#       remediation: |
#         Write the node's name behind `node.` as `kubectl get nodes` shows it.
package bgplint.rules.calico["config-name-ignored"]

import data.bgplint.lib.finding
import data.bgplint.lib.near

report contains finding.value(config.id, ["metadata", "name"], message) if {
	some config in input.calico.BGPConfiguration
	not config.name in ["", "default"]
	not startswith(config.name, "node.")
	message := $"BGPConfiguration {config.name} has no effect: calico-node reads default and node.<name> only"
}

report contains finding.key(config.id, ["spec", field], message) if {
	some config in input.calico.BGPConfiguration
	startswith(config.name, "node.")
	some field, value in config.object.spec
	not field in honoured
	not unset(field, value)
	what := outcome(field)
	message := $"{field} has no effect in {config.name}, only in default: {what}"
}

# Not all nodes are known, but one of a near name is.
report contains finding.variant(found, "no-such-node") if {
	some config in input.calico.BGPConfiguration
	startswith(config.name, "node.")
	name := substring(config.name, count("node."), -1)
	meant := min(near.names[["kubernetes/Node", name]])
	message := concat(" ", [
		$"BGPConfiguration {config.name} has no effect, as no known node is called {name};",
		$"did you mean `node.{meant}`?",
	])
	found := finding.with_fix(
		finding.value(config.id, ["metadata", "name"], message),
		[{"op": "replace", "path": ["metadata", "name"], "value": $"node.{meant}", "safe": false}],
	)
}

honoured := {"prefixAdvertisements", "communities", "listenPort", "logSeverityScreen"}

# What the CustomResourceDefinition fills in is nobody's wish.
unset(_, value) if value in [null, "", []]

unset("serviceLoadBalancerAggregation", "Enabled")

outcome(field) := "calicoctl refuses it, through kubectl it is silently ignored" if {
	field in {
		"nodeToNodeMeshEnabled",
		"asNumber",
		"serviceLoadBalancerIPs",
		"serviceExternalIPs",
		"serviceClusterIPs",
		"nodeMeshPassword",
		"nodeMeshMaxRestartTime",
	}
} else := "it is silently ignored" if {
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

# METADATA
# title: Cilium session on a privileged port
# description: |
#   Ports below 1024 require the capability NET_BIND_SERVICE, and Cilium's chart drops all capabilities of the agent
#   and gives back a list without it. An instance that is to listen on port 179 then does not start: the agent logs
#   that the permission is denied, and the node has none of the instance's sessions, not even those that it dials
#   itself. An instance listens on its `localPort`; without one Cilium only dials, from any port.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources, the listening port
#   - ref: https://github.com/cilium/cilium/issues/34248
#     description: Cilium, port 179 and the capability that it needs
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/install/kubernetes/cilium/values.yaml
#     description: Cilium's chart, the capabilities of the agent
# custom:
#   id: cilium/privileged-port
#   level: warning
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Use a port from 1024 up, such as 1790, and let the router dial it; or leave the port out if Cilium dials. To
#     listen on 179, add NET_BIND_SERVICE to `securityContext.capabilities.ciliumAgent` in the chart's values, beside
#     everything already there.
#   variants:
#     source:
#       description: |
#         `transport.localPort` of v2alpha1 is the port that the session is dialed from, not one that Cilium listens
#         on. Ports below 1024 require the capability NET_BIND_SERVICE, which Cilium's chart does not give to the
#         agent: the session cannot be dialed. v2 does not have the field.
#       remediation: |
#         Remove `localPort`: a router does not care which port a session comes from. For the router's port use
#         `peerPort`, for the port to listen on `localPort` of an instance.
package bgplint.rules.cilium["privileged-port"]

import data.bgplint.lib.cilium.agent
import data.bgplint.lib.finding
import data.bgplint.lib.version

report contains leveled(finding.value(row.id, row.path, message)) if {
	not agent.binds_all_ports
	some row in listening
	message := concat(" ", [
		$"{row.name} listens on port {row.port}, which requires NET_BIND_SERVICE, but {who_lacks}:",
		"the instance does not start and has no session",
	])
}

report contains finding.variant(leveled(finding.value(config.id, path, message)), "source") if {
	not agent.binds_all_ports
	some config in input.cilium.CiliumBGPPeerConfig
	port := config.object.spec.transport.localPort
	config.gvk.version == "v2alpha1"
	privileged(port)
	path := ["spec", "transport", "localPort"]
	message := concat(" ", [
		$"the sessions of peer config {config.name} are dialed from port {port}, which requires",
		$"NET_BIND_SERVICE, but {who_lacks}: they do not come up",
	])
}

leveled(found) := finding.at_level(with_place, "error") if {
	place := finding.place(agent.drops.resource, agent.drops.path, "the agent drops it")
	with_place := finding.with_related(found, {place})
} else := finding.at_level(found, "warning")

who_lacks := "the agent drops it" if {
	agent.drops
} else := "Cilium's chart does not give it to the agent"

privileged(port) if {
	is_number(port)
	port > 0
	port < 1024
}

# Lists, since the members of a set are compared whole: `{id, path, name, port}`.
listening := array.concat(instances, annotated)

instances := [row |
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPNodeConfig", "CiliumBGPNodeConfigOverride"]
	some config in input.cilium[kind]
	some i, instance in config.object.spec.bgpInstances
	privileged(instance.localPort)
	row := {
		"id": config.id,
		"path": ["spec", "bgpInstances", i, "localPort"],
		"name": $"instance {object.get(instance, "name", i)} of {config.name}",
		"port": instance.localPort,
	}
]

# Of the legacy policy the annotation of a node has the port (cilium/cilium v1.17.6 pkg/bgpv1/agent/annotations.go).
annotated := [row |
	some node in input.kubernetes.Node
	some annotation, value in node.object.metadata.annotations
	startswith(annotation, prefix)
	number := trim_prefix(annotation, prefix)
	annotatable[number]
	some attribute in split(value, ",")
	["local-port", text] = split(attribute, "=")
	port := to_number(text)
	privileged(port)
	row := {
		"id": node.id,
		"path": ["metadata", "annotations", annotation],
		"name": $"virtual router {number} of node {node.name}",
		"port": port,
	}
]

prefix := "cilium.io/bgp-virtual-router."

# The AS numbers of routers that look for an annotation: those of v2 do not.
annotatable contains $"{router.localASN}" if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	some router in policy.object.spec.virtualRouters
}

annotatable contains $"{instance.localASN}" if {
	version.before(input.cluster.cilium.version, "1.18")
	some config in input.cilium.CiliumBGPClusterConfig
	some instance in config.object.spec.bgpInstances
	object.get(instance, "localPort", null) == null
}

# METADATA
# description: |
#   What the scan says of Cilium's agent, by the container `cilium-agent` of its DaemonSet, and by the values of its
#   chart.
package bgplint.lib.cilium.agent

# METADATA
# description: True if an instance of Cilium takes sessions from others, for which it needs a port of its own.
listens if {
	some config in input.cilium.CiliumBGPClusterConfig
	some instance in config.object.spec.bgpInstances
	instance.localPort > 0
}

# METADATA
# description: |
#   True where an agent may listen on a port below 1024: it has NET_BIND_SERVICE, is privileged, keeps the capabilities
#   that a container runtime gives by itself, or its pods may bind all ports.
default binds_all_ports := false

binds_all_ports if {
	some container in containers
	binds(container)
}

binds(container) if container.securityContext.privileged == true

binds(container) if {
	some name in container.securityContext.capabilities.add
	names[name]
}

# What a patch does not say stands elsewhere.
binds(container) if {
	not container.partial
	every name in object.get(container.securityContext, ["capabilities", "drop"], []) {
		not names[name]
	}
}

binds(container) if {
	some entry in container.sysctls
	entry.name == "net.ipv4.ip_unprivileged_port_start"
}

# METADATA
# description: |
#   Where a DaemonSet drops the capability, `{resource, path}`; of several agents the first. Undefined where none does,
#   or one may bind all ports.
drops := min(dropped) if {
	count(dropped) > 0
	not binds_all_ports
}

dropped contains {"resource": container.id, "path": array.concat(container.path, ["capabilities", "drop"])} if {
	some container in containers
	some name in container.securityContext.capabilities.drop
	names[name]
}

names := {"ALL", "NET_BIND_SERVICE", "CAP_NET_BIND_SERVICE"}

containers := array.concat(in_daemon_sets, in_values)

# A list here takes the place of the chart's own (install/kubernetes/cilium/templates/cilium-agent/daemonset.yaml).
in_values := [container |
	some release in input.cilium.Release
	given := object.get(release.object, ["values", "securityContext"], {})
	container := {
		"id": release.id,
		"partial": true,
		"path": ["values", "securityContext"],
		"securityContext": {
			"privileged": object.get(given, "privileged", false),
			"capabilities": {"add": object.get(given, ["capabilities", "ciliumAgent"], [])},
		},
		"sysctls": [],
	}
]

in_daemon_sets := [container |
	some set in input.kubernetes.DaemonSet
	pod := set.object.spec.template.spec
	some i, stated in pod.containers
	stated.name == "cilium-agent"
	container := {
		"id": set.id,
		"partial": set.partial,
		"path": ["spec", "template", "spec", "containers", i, "securityContext"],
		"securityContext": object.get(stated, "securityContext", {}),
		"sysctls": object.get(pod, ["securityContext", "sysctls"], []),
	}
]

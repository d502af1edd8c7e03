# METADATA
# description: |
#   Where frr-k8s runs, which is the one namespace that it reads (metallb/frr-k8s cmd/frr-k8s/main.go), and whether
#   MetalLB hands it the names of Secrets: what the scan says of it. MetalLB takes its own namespace unless
#   `--frrk8s-namespace` names another (metallb/metallb speaker/main.go).
package bgplint.lib.frr_k8s.home

# METADATA
# description: The namespaces in which it runs.
namespaces := {namespace | some [namespace, _, _] in told}

# METADATA
# description: What says where it runs, `[namespace, id, path]`.
told contains [set.namespace, set.id, ["metadata", "namespace"]] if {
	some [set, _] in containers
	set.namespace != ""
}

told contains [namespace, operator.id, ["spec", "frrk8sConfig", "namespace"]] if {
	some operator in input.metallb.MetalLB
	namespace := operator.object.spec.frrk8sConfig.namespace
	is_string(namespace)
	namespace != ""
}

told contains [operator.namespace, operator.id, ["metadata", "namespace"]] if {
	some operator in input.metallb.MetalLB
	operator.object.spec.bgpBackend == "frr-k8s"
	operator.namespace != ""
}

told contains [namespace, set.id, path] if {
	some [set, path, flag] in flags
	startswith(flag, "--frrk8s-namespace=")
	namespace := trim_prefix(flag, "--frrk8s-namespace=")
	not contains(namespace, "$")
	namespace != ""
}

told contains [namespace, release.id, ["values", "frrk8s", "namespace"]] if {
	some release in input.metallb.Release
	release.object.values.frrk8s.external == true
	namespace := release.object.values.frrk8s.namespace
	is_string(namespace)
	namespace != ""
}

told contains [namespace, release.id, ["namespace"]] if {
	some release in input["frr-k8s"].Release
	namespace := release.object.namespace
	is_string(namespace)
	namespace != ""
}

# METADATA
# description: |
#   The places that let MetalLB hand the names of Secrets on, `[id, path]`: a peer's Secret is looked for in the
#   namespace of frr-k8s then (metallb/metallb internal/config/config.go, peerFromCR).
passthrough contains [operator.id, ["spec", "frrk8sConfig", "secretPassthrough"]] if {
	some operator in input.metallb.MetalLB
	operator.object.spec.frrk8sConfig.secretPassthrough == true
	object.get(operator.object.spec, "bgpBackend", "frr-k8s-external") == "frr-k8s-external"
}

passthrough contains [set.id, path] if {
	some [set, path, flag] in flags
	flag in {"--frrk8s-secret-passthrough", "--frrk8s-secret-passthrough=true"}
}

passthrough contains [release.id, ["values", "frrk8s", "secretPassthrough"]] if {
	some release in input.metallb.Release
	release.object.values.frrk8s.external == true
	release.object.values.frrk8s.secretPassthrough == true
}

# The containers of frr-k8s itself, which no speaker of MetalLB has, `[DaemonSet, container]`.
containers contains [set, container] if {
	some set in input.kubernetes.DaemonSet
	some container in set.object.spec.template.spec.containers
	is_itself(container)
}

is_itself(container) if "/frr-k8s" in container.command

is_itself(container) if {
	parts := split(container.image, "/")
	split(replace(parts[count(parts) - 1], "@", ":"), ":")[0] == "frr-k8s"
}

# The arguments of MetalLB's speakers.
flags contains [set, ["spec", "template", "spec", "containers", i, part, j], flag] if {
	some set in input.kubernetes.DaemonSet
	some i, container in set.object.spec.template.spec.containers
	some part in ["args", "command"]
	some j, flag in container[part]
	startswith(flag, "--frrk8s-")
}

# METADATA
# description: Which keys of which Secrets hold the passwords of Calico's sessions.
package bgplint.lib.calico.secrets

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.steps

# METADATA
# description: Where an object names a key of a Secret, `{id, path, who, name, key}`; `path` leads to the secretKeyRef.
references contains {"id": peer.id, "path": path, "who": $"BGPPeer {peer.name}", "name": ref.name, "key": ref.key} if {
	some peer in input.calico.BGPPeer
	calico.unset(peer, "localWorkloadSelector")
	path := ["spec", "password", "secretKeyRef"]
	ref := object.get(peer.object, path, {})
	named(ref)
}

references contains {
	"id": config.id,
	"path": path,
	"who": "the node-to-node mesh",
	"name": ref.name,
	"key": ref.key,
} if {
	some config in input.calico.BGPConfiguration
	config.name == "default"
	path := ["spec", "nodeMeshPassword", "secretKeyRef"]
	ref := object.get(config.object, path, {})
	named(ref)
}

named(ref) if {
	is_string(ref.name)
	is_string(ref.key)
	ref.name != ""
	ref.key != ""
}

# METADATA
# description: |
#   The namespaces in one of which calico-node reads Secrets: NAMESPACE of its DaemonSet, which is kube-system without
#   one (projectcalico/calico confd/pkg/backends/calico/secret_watcher.go), or calico-system where the operator runs it.
#   Where nothing tells, it may be either.
namespaces := stated if {
	count(stated) > 0
} else := {"kube-system", "calico-system"}

# METADATA
# description: The namespaces in a sentence.
namespaces_text := min(namespaces) if count(namespaces) == 1

namespaces_text := $"{min(namespaces)} or {max(namespaces)}" if count(namespaces) > 1

stated contains "calico-system" if some _ in input.calico.Installation

stated contains namespace if {
	some set in input.kubernetes.DaemonSet
	set.name == "calico-node"
	variables := [variable |
		some container in set.object.spec.template.spec.containers
		some variable in container.env
		variable.name == "NAMESPACE"
	]
	some namespace in of_daemon(set, variables)
	namespace != ""
}

of_daemon(_, variables) := {"kube-system"} if count(variables) == 0

# A variable without a value takes it from the Pod's own namespace.
of_daemon(set, variables) := {object.get(variable, "value", set.namespace) | some variable in variables} if {
	count(variables) > 0
}

# METADATA
# description: |
#   What is to be done before calico-node has the password of a Secret, `whose` it is: the Secret, and a Role that lets
#   it read that (https://docs.tigera.io/calico/latest/network-policy/comms/secure-bgp).
steps_to_make(name, whose) := [
	steps.secret({"name": name, "namespace": home, "home": home_text, "type": [], "whose": whose}),
	finding.step_with(
		"before",
		concat(" ", [
			$"Let calico-node's service account read Secret {name} (a Role with get, list and watch):",
			"otherwise the session has no password",
		]),
		{name} | {home | home != ""},
		concat(" ", [
			$"kubectl create role {name} -n {steps.word(home)} --verb=get,list,watch --resource=secrets",
			$"--resource-name={name} && kubectl create rolebinding {name} -n {steps.word(home)} --role={name}",
			$"--serviceaccount={steps.word(home)}:calico-node",
		]),
	),
]

# Empty where it may be one of several.
home := min(namespaces) if {
	count(namespaces) == 1
} else := ""

home_text := $"calico-node, {namespaces_text}" if {
	count(namespaces) == 2
} else := "calico-node"

# METADATA
# description: |
#   True for an object in a namespace that calico-node may read; also in none, which whoever applies it chooses.
readable(resource) if resource.namespace in namespaces

readable(resource) if resource.namespace == ""

# METADATA
# description: The Secrets of a name that calico-node may read.
secrets[secret.name] contains secret if {
	some secret in input.kubernetes.Secret
	readable(secret)
}

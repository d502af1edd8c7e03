# METADATA
# description: What several rules ask about Calico's objects.
package bgplint.lib.calico.objects

import data.bgplint.lib.version

# METADATA
# description: |
#   True for a field of the spec that is absent or holds what Calico takes for unset: null, an empty string or 0
#   (projectcalico/calico api/pkg/apis/projectcalico/v3/bgppeer.go, `omitempty`).
unset(resource, field) if not given(resource, field)

# Without a set or a path of its own to build for each question: these are asked of every peer by every rule.
given(resource, field) if {
	value := resource.object.spec[field]
	value != null
	value != ""
	value != 0
}

# METADATA
# description: The addresses of all known nodes, in canonical form.
node_addresses contains fact.address if {
	some node in nodes
	some fact in node.facts
}

# METADATA
# description: The Nodes of the scan, Kubernetes' own and Calico's.
nodes contains node if some node in input.kubernetes.Node

nodes contains node if some node in input.calico.Node

# METADATA
# description: |
#   True for a peer outside of the cluster: it has an address, and the address is not that of a known node.
external(peer) if {
	not unset(peer, "peerIP")
	not at_a_node(peer)
}

at_a_node(peer) if node_addresses[peer.facts["/spec/peerIP"].address]

# METADATA
# description: |
#   What it rests on that a peer is outside of the cluster: its address, where nodes are known that could have it.
external_rests_on(peer) := {{"resource": peer.id, "path": ["spec", "peerIP"]}} if count(nodes) > 0

external_rests_on(_) := set() if count(nodes) == 0

# METADATA
# description: True if Calico runs without BGP.
default bgp_disabled := false

bgp_disabled if count(bgp_switches) > 0

# METADATA
# description: |
#   The places that switch BGP off, each `{resource, path, says, values}`. The operator's Installation has
#   calicoNetwork.bgp, a manifest install CALICO_NETWORKING_BACKEND of the calico-node DaemonSet or calico_backend of
#   the ConfigMap calico-config. `values` names what has the Helm values that hold it; "" where it is an object's own.
bgp_switches contains {
	"resource": installation.id,
	"path": ["spec", "calicoNetwork", "bgp"],
	"says": "bgp: Disabled",
	"values": values_of(installation),
} if {
	some installation in input.calico.Installation
	switched_off(installation)
	counts(installation)
}

switched_off(installation) if object.get(installation.object, ["spec", "calicoNetwork", "bgp"], "") == "Disabled"

# Values that contradict each other, or the Installation itself, are of two clusters, or one of them is no longer used.
counts(installation) if values_of(installation) == ""

counts(installation) if {
	not stated_on
	not of_another[installation.gvk.kind]
}

default stated_on := false

stated_on if {
	some installation in input.calico.Installation
	not object.get(installation.object, ["spec", "calicoNetwork", "bgp"], "") in ["", null, "Disabled"]
}

# Of two releases of one kind and two names each is of a cluster of its own, as Argo CD's Applications are.
of_another contains kind if {
	some [kind, name] in left_on
	not [kind, name] in left_off
}

left_on contains [installation.gvk.kind, installation.name] if {
	some installation in input.calico.Installation
	values_of(installation) != ""
	not switched_off(installation)
}

left_off contains [installation.gvk.kind, installation.name] if {
	some installation in input.calico.Installation
	switched_off(installation)
}

# The operator's defaults (tigera/operator pkg/controller/installation/core_controller.go, fillDefaults): BGP is on only
# with Calico's own CNI plugin and not on EKS, and some clouds have another plugin.
bgp_switches contains {
	"resource": installation.id,
	"path": path,
	"says": $"{concat(".", array.slice(path, 1, count(path)))}: {value} without calicoNetwork.bgp",
	"values": values_of(installation),
} if {
	not bgp_stated
	some installation in input.calico.Installation
	counts(installation)
	not installation.partial
	some path, named in {
		["spec", "cni", "type"]: {"AmazonVPC", "AzureVNET", "GKE"},
		["spec", "kubernetesProvider"]: {"EKS", "AKS", "GKE"},
	}
	value := object.get(installation.object, path, "")
	named[value]
	off_by_default(path, value, object.get(installation.object, ["spec", "cni", "type"], ""))
}

off_by_default(["spec", "cni", "type"], _, _)

off_by_default(["spec", "kubernetesProvider"], _, plugin) if plugin in ["", null]

off_by_default(["spec", "kubernetesProvider"], "EKS", "Calico")

bgp_stated if {
	some installation in input.calico.Installation
	not object.get(installation.object, ["spec", "calicoNetwork", "bgp"], "") in ["", null]
}

bgp_switches contains {
	"resource": config.id,
	"path": ["data", "calico_backend"],
	"says": $"calico_backend: {backend}",
	"values": "",
} if {
	some config in input.kubernetes.ConfigMap
	config.name == "calico-config"
	backend := object.get(config.object, ["data", "calico_backend"], "bird")
	backend in {"vxlan", "none"}
}

bgp_switches contains {
	"resource": set.id,
	"path": path,
	"says": $"{variable.name}={variable.value}",
	"values": "",
} if {
	some set in input.kubernetes.DaemonSet
	some i, container in set.object.spec.template.spec.containers
	some j, variable in container.env
	variable.name == "CALICO_NETWORKING_BACKEND"
	variable.value in {"vxlan", "none"}
	path := ["spec", "template", "spec", "containers", i, "env", j, "value"]
}

# METADATA
# description: |
#   What has the Helm values of which an object is made, `HelmRelease calico` or the name of a file; "" for an object
#   that stands for itself.
values_of(resource) := "" if {
	resource.gvk.group == "operator.tigera.io"
} else := $"{resource.gvk.kind} {resource.name}" if {
	resource.gvk.group != ""
} else := resource.name

# METADATA
# description: |
#   True if the config names a version of Calico that is older than `limit`, such as `3.32`. Without one the newest
#   counts.
before(limit) if version.before(input.cluster.calico.version, limit)

# METADATA
# description: True if the version of Calico is known, and `limit` or newer.
since(limit) if {
	is_string(input.cluster.calico.version)
	not before(limit)
}

# METADATA
# description: |
#   True for an object of the API group that calico-node stores into, crd.projectcalico.org: only kubectl writes it, and
#   Calico's own validators never see it.
stored(resource) if resource.gvk.group == "crd.projectcalico.org"

# METADATA
# description: |
#   True where YAML reads the selector in a field of the spec as a tag (`nodeSelector: !has(x)`): the field is empty,
#   and calico/selector-is-yaml-tag speaks of it.
tagged(resource, field) if [resource.id, field] in tags

tags contains [fault.id, field] if {
	some fault in input.schema.YamlTag
	[_, field] := array.slice(fault.path, 0, 2)
}

# METADATA
# description: |
#   Who refuses what a CEL rule of the CustomResourceDefinition forbids. Before v3.32 there were none, and kubectl wrote
#   it.
refused := "calicoctl refuses it; before Calico v3.32, kubectl applies it" if {
	before("3.32")
} else := "the API server refuses it"

# METADATA
# description: True for a name that may hold a placeholder, so that what it will be is not known.
may_be_filled_in(name) if {
	some mark in ["$", "{", "<", "‹", "__", "@", "%", "#", "((", "://"]
	contains(name, mark)
}

may_be_filled_in(name) if startswith(name, "_")

# METADATA
# description: |
#   The operation that names a Secret for a password, for review; bgplint.lib.calico.secrets has the steps to make it.
name_secret(resource, field, name) := {
	"op": "add",
	"resource": resource.id,
	"path": ["spec", field, "secretKeyRef"],
	"value": {"name": name, "key": "password"},
	"safe": false,
}

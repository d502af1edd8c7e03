# METADATA
# description: Which of the known nodes Calico's peers are on, and what is known of those nodes.
package bgplint.lib.calico.nodes

import data.bgplint.lib.calico.objects as calico

# METADATA
# description: The names of the known nodes.
names := {node.name | some node in input.cluster.nodes}

# METADATA
# description: |
#   The known nodes of which it is known whether a selector of the cluster means them: none of their labels is a
#   placeholder or no text (calicoctl makes one of `yes`), none of their manifests is a patch and, where peers select by
#   labels, a manifest states some.
labels_known contains node.name if {
	some node in input.cluster.nodes
	node.sure
	not labels_unknown[node.name]
	not unlabelled(node.name)
}

labels_unknown contains node.name if {
	some node in calico.nodes
	node.partial
}

labels_unknown contains node.name if {
	some node in calico.nodes
	some value in node.object.metadata.labels
	not is_string(value)
}

unlabelled(name) if {
	count(input.cluster.selections) > 0
	not labelled[name]
}

labelled contains node.name if {
	some node in calico.nodes
	count(node.object.metadata.labels) > 0
}

# Where selectors and the nodes that they match are more than this, what they mean counts as unknown.
most_matches := 100000

selections := {selection.selector: selection.nodes |
	sum([count(selection.nodes) | some selection in input.cluster.selections]) <= most_matches
	some selection in input.cluster.selections
}

# METADATA
# description: |
#   Where a peer's near end is: `["selector", text]`, `["node", name]` or `["all"]`. Of two, nodeSelector counts
#   (projectcalico/calico confd/pkg/backends/calico/client.go, updatePeersV1).
scope(peer) := ["selector", peer.object.spec.nodeSelector] if not calico.unset(peer, "nodeSelector")

scope(peer) := ["node", peer.object.spec.node] if {
	calico.unset(peer, "nodeSelector")
	not calico.unset(peer, "node")
}

scope(peer) := ["all"] if {
	calico.unset(peer, "nodeSelector")
	calico.unset(peer, "node")
}

# METADATA
# description: The names of the nodes in a scope. Undefined where that is not known.
members(["all"]) := names

members(["node", name]) := [name]

members(["selector", text]) := matched if {
	# First, since it is what most scans lack: what is foreign is asked of every peer.
	matched := selections[text]
	not foreign[text]
}

# METADATA
# description: |
#   The selectors of peers that ask for a label which the kubelet, a cloud or an installer may put on nodes: what a
#   manifest says of it is not all.
foreign contains text if {
	some [text, label] in asked
	some part in set_by_others
	contains(label, part)
}

asked contains [peer.object.spec[field], label] if {
	some peer in input.calico.BGPPeer
	some field in ["nodeSelector", "peerSelector"]
	some label in peer.facts[$"/spec/{field}"].selector.labels
}

set_by_others := {
	"kubernetes.io/",
	"k8s.io/",
	"projectcalico.org/",
	"tigera.io/",
	"amazonaws.com/",
	"eksctl.io/",
	"cloud.google.com/",
	"azure.com/",
	"openshift.io/",
	"karpenter.sh/",
	"cattle.io/",
	"k3s.io/",
	"microk8s.io/",
}

# METADATA
# description: The names of the nodes that have an address.
at[fact.address] contains node.name if {
	some node in calico.nodes
	some pointer, fact in node.facts
	not endswith(pointer, "lusterID")
}

# METADATA
# description: What it rests on that a node has this name.
name_of(name) := {{"resource": id, "path": ["metadata", "name"]} | some id in named[name]} if named[name]

name_of(name) := set() if not named[name]

named[node.name] contains node.id if some node in calico.nodes

# METADATA
# description: The route reflectors among the known nodes, each with the places that make it one.
reflectors[node.name] contains [node.id, path] if {
	some node in calico.nodes
	some path in [
		["spec", "bgp", "routeReflectorClusterID"],
		["metadata", "annotations", "projectcalico.org/RouteReflectorClusterID"],
	]
	object.get(node.object, path, "") != ""
}

# METADATA
# description: The BGPConfiguration that counts for all nodes.
defaults contains config if {
	some config in input.calico.BGPConfiguration
	config.name == "default"
}

# METADATA
# description: The AS numbers of nodes that have one of their own.
own_numbers[node.name] contains fact.as if {
	some node in calico.nodes
	some pointer in ["/spec/bgp/asNumber", "/metadata/annotations/projectcalico.org~1ASNumber"]
	fact := node.facts[pointer]
}

# METADATA
# description: The AS numbers that all other nodes may have.
default_numbers := stated if {
	stated := {config.facts["/spec/asNumber"].as | some config in defaults}
	count(stated) > 0
} else := {64512}

# METADATA
# description: The AS numbers that a node may have, by what the scan says of it.
as_numbers(name) := own_numbers[name] if {
	own_numbers[name]
} else := default_numbers

# METADATA
# description: True if the node-to-node mesh is switched off.
default mesh_off := false

mesh_off if {
	some config in defaults
	config.object.spec.nodeToNodeMeshEnabled == false
}

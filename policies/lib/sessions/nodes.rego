# METADATA
# description: |
#   Which nodes a row of the model is for. A scope is `["labels", key]` with a key of bgplint.lib.labels, or one of
#   bgplint.lib.calico.nodes.
package bgplint.lib.sessions.nodes

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.labels

# METADATA
# description: True for a scope of all nodes, whatever their labels are.
everywhere(["all"])

everywhere(["labels", key]) if key == labels.everything

# METADATA
# description: True unless a scope is known to be of no node.
somewhere(scope) if not nowhere(scope)

nowhere(["labels", key]) if key == labels.nothing

nowhere(scope) if count(members(scope)) == 0

# METADATA
# description: The names of the known nodes in a scope. Undefined where that is not known.
members(["labels", key]) := labels.members(key)

members(scope) := {name | some name in calico_nodes.members(scope)} if not by_key(scope)

by_key(["labels", _])

# METADATA
# description: The known nodes of which it is known what selects them.
labels_known := labels.labels_known | calico_nodes.labels_known

# METADATA
# description: |
#   The Kubernetes Nodes whose addresses are known and IPv6 only, each with the places that say so, `[resource, path]`.
#   A Calico Node without an IPv4 address is none: calico-node looks for one and fills it in.
ipv6_only[node.name] contains [node.id, ["status", "addresses", i, "address"]] if {
	some node in input.kubernetes.Node
	not node.partial
	some i, address in node.object.status.addresses
	ip_types[address.type]
	node.facts[$"/status/addresses/{i}/address"].family == 6
	not may_have_ipv4[node.name]
}

ip_types := {"InternalIP", "ExternalIP"}

may_have_ipv4 contains node.name if {
	some node in input.kubernetes.Node
	some i, address in node.object.status.addresses
	ip_types[address.type]
	not node.facts[$"/status/addresses/{i}/address"].family == 6
}

may_have_ipv4 contains node.name if {
	some node in input.kubernetes.Node
	node.object.metadata.annotations["projectcalico.org/IPv4Address"]
}

may_have_ipv4 contains node.name if {
	some node in input.calico.Node
	node.object.spec.bgp.ipv4Address
}

# METADATA
# description: The addresses that nodes are known to open sessions from.
package bgplint.lib.sessions.sources

import data.bgplint.lib.sessions as model
import data.bgplint.lib.sessions.nodes

# METADATA
# description: |
#   The addresses of one family that the nodes of a scope have for the other nodes of the cluster, their InternalIPs.
#   Empty where it is not known which nodes those are.
internal(scope, family) := object.get(internal_at, [[scope, family]], set())

# Many peers have one scope: its nodes are gone through once.
internal_at[[scope, family]] := addresses if {
	some scope in scopes
	names := nodes.members(scope)
	some family in {4, 6}
	addresses := {address | some name in names; some address in internal_addresses[[name, family]]}
}

scopes contains row.nodes if some row in model.sessions

internal_addresses[[node.name, fact.family]] contains fact.address if {
	some node in input.kubernetes.Node
	some i, address in node.object.status.addresses
	address.type == "InternalIP"
	fact := node.facts[$"/status/addresses/{i}/address"]
	fact.address
}

# METADATA
# description: |
#   The same of calico-node, which takes the address of Calico's own Node, an annotation of the Kubernetes Node, and
#   else finds one itself, as a rule the InternalIP.
calico(scope, family) := object.get(calico_at, [[scope, family]], set())

calico_at[[scope, family]] := addresses if {
	some scope in scopes
	names := nodes.members(scope)
	some family in {4, 6}
	addresses := {address | some name in names; some address in of_calico(name, family)}
}

of_calico(name, family) := calico_addresses[[name, family]] if {
	calico_addresses[[name, family]]
} else := internal_addresses[[name, family]] if {
	not stated[[name, family]]
}

# By family, where Calico keeps the address of a node.
kept := {
	4: [["calico", "/spec/bgp/ipv4Address"], ["kubernetes", "/metadata/annotations/projectcalico.org~1IPv4Address"]],
	6: [["calico", "/spec/bgp/ipv6Address"], ["kubernetes", "/metadata/annotations/projectcalico.org~1IPv6Address"]],
}

calico_addresses[[node.name, family]] contains fact.address if {
	some family, places in kept
	some [product, pointer] in places
	some node in input[product].Node
	fact := node.facts[pointer]
	fact.address
}

# One that is there and cannot be read.
stated contains [node.name, family] if {
	some family, places in kept
	some [product, pointer] in places
	some node in input[product].Node
	node.facts[pointer]
}

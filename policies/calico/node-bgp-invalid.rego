# METADATA
# title: Invalid BGP settings of a node
# description: |
#   A node's address is where its sessions start, and its cluster ID makes it a route reflector. calicoctl refuses an
#   empty `bgp`, an address of the wrong IP family, and a cluster ID that is not written as an IPv4 address. Nothing
#   validates annotations of the Kubernetes Node: an address that cannot be parsed is dropped, so the node is in no
#   mesh, and an invalid cluster ID reaches BIRD as it is, which refuses its whole configuration.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/node
#     description: Node resource, BGP
#   - ref: https://www.rfc-editor.org/rfc/rfc4456
#     description: RFC 4456, cluster ID
# custom:
#   id: calico/node-bgp-invalid
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Write `ipv4Address` and `ipv6Address` as an address of that IP family, preferably with the mask of its subnet, and
#     `routeReflectorClusterID` as an IPv4 address without a mask, such as `244.0.0.1`. Remove an empty `bgp`.
#   variants:
#     cross-subnet:
#       description: |
#         With `CrossSubnet` a node sends packets to pods on nodes in its own subnet without encapsulation, and
#         encapsulates for all others. The subnet is that of the node's BGP address: with a mask of /32 (/128), or
#         without a mask, no other node is in it, and everything is encapsulated. Pods reach each other more slowly than
#         intended, and nothing says so.
#       remediation: |
#         Write the address with the mask of the node's subnet, such as `192.0.2.11/24`; with `autodetect`, calico-node
#         takes it from the interface. If each node is a subnet of its own, use `Always`.
package bgplint.rules.calico["node-bgp-invalid"]

import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.key(node.id, ["spec", "bgp"], $"node {node.name} has an empty bgp: calicoctl refuses it") if {
	some node in input.calico.Node
	not node.partial
	is_object(node.object.spec.bgp)
	every value in node.object.spec.bgp {
		value in [null, ""]
	}
}

report contains finding.value(node.id, ["spec", "bgp", field], message) if {
	some node in input.calico.Node
	some field, wanted in {"ipv4Address": 4, "ipv6Address": 6, "routeReflectorClusterID": "id"}
	what := problem(node.facts[$"/spec/bgp/{field}"], wanted)
	message := $"{field} {node.object.spec.bgp[field]} of node {node.name} {what}: calicoctl refuses it"
}

report contains finding.value(node.id, ["metadata", "annotations", name], message) if {
	some node in input.kubernetes.Node
	some field, wanted in {"IPv4Address": 4, "IPv6Address": 6, "RouteReflectorClusterID": "id"}
	name := $"projectcalico.org/{field}"
	not plain_number(wanted, object.get(node.object.metadata.annotations, name, ""))
	what := problem(node.facts[$"/metadata/annotations/projectcalico.org~1{field}"], wanted)
	message := concat(" ", [
		$"{field} {node.object.metadata.annotations[name]} of node {node.name} {what}:",
		$"nothing validates annotations, and {outcome[field]}",
	])
}

outcome := {
	"IPv4Address": "the node has no IPv4 address for BGP",
	"IPv6Address": "the node has no IPv6 address for BGP",
	"RouteReflectorClusterID": "BIRD on this node refuses its whole configuration",
}

# BIRD takes a cluster id that is one number.
plain_number("id", text) if to_number(text) >= 0

problem(fact, _) := "is not an IP address" if fact.fault

problem(fact, family) := $"is an IPv{fact.family} address" if {
	family in [4, 6]
	fact.family != family
}

problem(fact, "id") := "is not written as an IPv4 address" if fact.family == 6

problem(fact, "id") := "has a mask, which a cluster ID cannot have" if {
	fact.family == 4
	fact.mask >= 0
}

# Addresses that make a node its only neighbor, where a pool asks who is one.
report contains finding.variant(finding.at_level(found, "warning"), "cross-subnet") if {
	some node in calico.nodes
	not node.partial
	some field, family in {"IPv4Address": 4, "IPv6Address": 6}
	[_, id, at, name] := min(crossing[family])
	some [pointer, path] in [
		[$"/spec/bgp/{lower_first[field]}", ["spec", "bgp", lower_first[field]]],
		[$"{annotations}~1{field}", ["metadata", "annotations", $"projectcalico.org/{field}"]],
	]
	fact := node.facts[pointer]
	fact.family == family
	mask := alone(fact)
	message := concat(" ", [
		$"{object.get(node.object, path, "")} of node {node.name} {mask}, but pool {name} uses CrossSubnet:",
		"no other node is in its subnet, and all traffic to their pods is encapsulated",
	])
	found := finding.with_related(
		finding.value(node.id, path, message),
		{finding.place(id, at, "CrossSubnet here")},
	)
}

annotations := "/metadata/annotations/projectcalico.org"

lower_first := {"IPv4Address": "ipv4Address", "IPv6Address": "ipv6Address"}

alone(fact) := "has no mask" if not fact.mask

alone(fact) := $"has a mask of /{fact.mask}" if fact.mask == {4: 32, 6: 128}[fact.family]

crossing[pool.fact.family] contains [pool.text, pool.id, at, pool.name] if {
	some pool in ip_pools.for_workloads
	some at in pool.cross
}

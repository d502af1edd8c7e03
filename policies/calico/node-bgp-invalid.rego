# METADATA
# title: Node with BGP settings that cannot be read
# description: |
#   A node's address is where its sessions start, and its cluster id makes it a route reflector. calicoctl refuses an
#   empty `bgp`, an address of the wrong family, and a cluster id that is not written as an IPv4 address. An annotation
#   of the Kubernetes Node is checked by nobody: an address that cannot be parsed is dropped, so that the node is in no
#   mesh, and a cluster id reaches BIRD as it is, which refuses the whole file.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/node
#     description: Node resource, BGP
#   - ref: https://www.rfc-editor.org/rfc/rfc4456
#     description: RFC 4456, cluster id
# custom:
#   id: calico/node-bgp-invalid
#   level: error
#   class: correctness
#   remediation: |
#     Write `ipv4Address` and `ipv6Address` as an address of that family, best with the mask of its subnet, and
#     `routeReflectorClusterID` as an IPv4 address without a mask, such as `244.0.0.1`. Remove an empty `bgp`.
package bgplint.rules.calico["node-bgp-invalid"]

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
		$"nobody checks annotations, and {outcome[field]}",
	])
}

outcome := {
	"IPv4Address": "the node then has no such address for BGP",
	"IPv6Address": "the node then has no such address for BGP",
	"RouteReflectorClusterID": "BIRD of this node refuses its whole configuration",
}

# BIRD takes a cluster id that is one number.
plain_number("id", text) if to_number(text) >= 0

problem(fact, _) := "is not an address" if fact.fault

problem(fact, family) := $"is an IPv{fact.family} address" if {
	family in [4, 6]
	fact.family != family
}

problem(fact, "id") := "is not written as an IPv4 address" if fact.family == 6

problem(fact, "id") := "has a mask, which a cluster id has not" if {
	fact.family == 4
	fact.mask >= 0
}

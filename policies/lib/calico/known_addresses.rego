# METADATA
# description: The addresses of routers and nodes that the scan knows.
package bgplint.lib.calico.known_addresses

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.contradictions

# METADATA
# description: |
#   Each address, `{id, folder, path, who, of, bits}`: `of` is peer or node. A peer at the address of a known node is
#   that node.
all := array.concat(of_peers, of_nodes)

of_peers := [row |
	some peer in input.calico.BGPPeer
	bits := peer.facts["/spec/peerIP"].bits
	calico.external(peer)
	row := {
		"id": peer.id,
		"folder": contradictions.folder(peer),
		"path": ["spec", "peerIP"],
		"who": $"BGPPeer {peer.name}",
		"of": "peer",
		"bits": bits,
	}
]

of_nodes := [row |
	some node in calico.nodes
	some pointer, fact in node.facts
	path := at(pointer, node)
	row := {
		"id": node.id,
		"folder": contradictions.folder(node),
		"path": path,
		"who": $"node {node.name}",
		"of": "node",
		"bits": fact.bits,
	}
]

at("/spec/bgp/ipv4Address", _) := ["spec", "bgp", "ipv4Address"]

at("/spec/bgp/ipv6Address", _) := ["spec", "bgp", "ipv6Address"]

at("/metadata/annotations/projectcalico.org~1IPv4Address", _) := [
	"metadata",
	"annotations",
	"projectcalico.org/IPv4Address",
]

at("/metadata/annotations/projectcalico.org~1IPv6Address", _) := [
	"metadata",
	"annotations",
	"projectcalico.org/IPv6Address",
]

at(pointer, node) := ["status", "addresses", i, "address"] if {
	startswith(pointer, "/status/addresses/")
	i := to_number(split(pointer, "/")[3])
	node.object.status.addresses[i].type in ["InternalIP", "ExternalIP"]
}

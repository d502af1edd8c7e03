# METADATA
# title: Invalid address of a MetalLB peer
# description: |
#   `peerAddress` and `sourceAddress` are plain IP addresses: without a mask, a port or a zone, and never names. The CRD
#   accepts any text; MetalLB's webhook refuses what is not an address.
# related_resources:
#   - ref: https://metallb.io/apis/#bgppeer
#     description: MetalLB API, BGPPeer
#   - ref: https://docs.frrouting.org/en/latest/bgp.html
#     description: FRR, bgp router-id
# custom:
#   id: metallb/peer-address-invalid
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write only the address, such as `192.0.2.1` or `2001:db8::1`; the port goes into `peerPort`.
#   variants:
#     link-local:
#       description: |
#         A link-local address (fe80::/10) exists on every link, and a node cannot connect to it without knowing which:
#         MetalLB accepts the address, but neither a zone in it nor an interface beside it, and the session stays down.
#       remediation: |
#         Name only the `interface`, without an address: FRR finds the router there (since MetalLB 0.15). Or give the
#         router an address that is not link-local.
#     router-id:
#       description: |
#         A BGP identifier has 32 bits and is written as an IPv4 address. MetalLB's webhook refuses what is not an
#         address but accepts an IPv6 address: FRR then rejects the line, and nothing reports it earlier.
#       remediation: |
#         Write any 32 bits as an IPv4 address that no other router in the AS has, such as `10.0.0.1`.
package bgplint.rules.metallb["peer-address-invalid"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb

report contains varied(field, mended(peer, field, finding.value(peer.id, ["spec", field], message))) if {
	some peer in input.metallb.BGPPeer
	some field in ["peerAddress", "sourceAddress", "routerID"]
	fault := peer.facts[$"/spec/{field}"].fault
	problem := says(field, fault)
	message := $"{field} `{peer.object.spec[field]}` of BGPPeer {peer.name} {problem}: MetalLB refuses the peer"
}

report contains finding.variant(finding.value(peer.id, ["spec", "routerID"], message), "router-id") if {
	some peer in input.metallb.BGPPeer
	peer.facts["/spec/routerID"].family == 6
	message := concat(" ", [
		$"routerID `{peer.object.spec.routerID}` of BGPPeer {peer.name} is IPv6,",
		"but a router ID is written as IPv4: MetalLB's webhook accepts it, and BGP cannot use it",
	])
}

report contains finding.variant(finding.value(peer.id, ["spec", "peerAddress"], message), "link-local") if {
	some peer in input.metallb.BGPPeer
	peer.facts["/spec/peerAddress"].linkLocal
	metallb.unset(peer, "interface")
	message := concat(" ", [
		$"peerAddress `{peer.object.spec.peerAddress}` of BGPPeer {peer.name} is link-local without an interface:",
		"the session never comes up",
	])
}

varied(field, found) := finding.variant(found, "router-id") if {
	field == "routerID"
} else := found

# Where it is to stand instead.
says("peerAddress", "port") := "has a port, which belongs in peerPort"

says("peerAddress", "zone") := "has a zone, but a link-local neighbor is named only by its `interface`"

says(field, fault) := what[fault] if not [field, fault] in [["peerAddress", "port"], ["peerAddress", "zone"]]

what := {
	"mask": "has a mask",
	"zone": "has a zone",
	"brackets": "has brackets",
	"blank": "has spaces around it",
	"zeros": "has leading zeros",
	"name": "is a host name, which MetalLB does not resolve",
	"port": "has a port",
	"malformed": "is not an IP address",
}

mended(peer, field, found) := finding.with_fix(
	found,
	[{"op": "replace", "path": ["spec", field], "value": address, "safe": true}],
) if {
	address := peer.facts[$"/spec/{field}"].bare
} else := found

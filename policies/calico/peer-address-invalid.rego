# METADATA
# title: Invalid address of a Calico peer
# description: |
#   calico-node drops a peer whose `peerIP` is not a plain address, with or without a port: it logs an error, no session
#   is configured, and nothing else says so. calicoctl refuses such a peer; kubectl applies it.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, fields peerIP and reachableBy
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/client.go
#     description: confd, how it reads both fields
#   - ref: https://github.com/projectcalico/bird/blob/master/proto/bgp/bgp.c
#     description: BIRD, check of link-local neighbors
# custom:
#   id: calico/peer-address-invalid
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write a routed address without a mask or zone: `192.0.2.1`, `192.0.2.1:1179`, `2001:db8::1` or
#     `[2001:db8::1]:1179`.
#   variants:
#     link-local:
#       freezes: true
#       description: |
#         Freezes BGP. All sessions of Calico are multihop, and BIRD refuses a multihop session with a link-local
#         neighbor, and with it the whole file. Every later change of IPv6 BGP on these nodes is silently lost.
#       remediation: |
#         Peer with a routed address of the router, such as `2001:db8::1`. Calico cannot peer with a link-local one.
#     reachable-by:
#       description: |
#         `reachableBy` is the gateway to the peer, for which calico-node writes a static route into BIRD's file: an
#         address of the peer's own IP family, without a mask. calicoctl refuses any other; kubectl applies it, and
#         calico-node logs an error and drops the peer.
#       remediation: |
#         Write the gateway's address in the IP family of `peerIP`, without a mask, or remove `reachableBy`.
package bgplint.rules.calico["peer-address-invalid"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains mended(peer, finding.value(peer.id, ["spec", "peerIP"], message)) if {
	some peer in input.calico.BGPPeer
	dialled(peer)
	fault := peer.facts["/spec/peerIP"].fault
	message := $"peerIP {peer.object.spec.peerIP} of BGPPeer {peer.name} {what[fault]}: {dropped(peer, fault)}"
}

report contains finding.variant(finding.value(peer.id, ["spec", "peerIP"], message), "link-local") if {
	some peer in input.calico.BGPPeer
	dialled(peer)
	peer.facts["/spec/peerIP"].linkLocal
	message := concat(" ", [
		$"peerIP {peer.object.spec.peerIP} of BGPPeer {peer.name} is link-local: BIRD refuses its whole configuration,",
		"and IPv6 BGP on these nodes stays as it was",
	])
}

report contains finding.variant(finding.value(peer.id, ["spec", "reachableBy"], message), "reachable-by") if {
	some peer in input.calico.BGPPeer
	dialled(peer)
	why := unusable(peer.facts["/spec/reachableBy"])
	message := $"reachableBy {peer.object.spec.reachableBy} of BGPPeer {peer.name} {why}: {refused}"
}

report contains finding.variant(finding.with_related(found, {other}), "reachable-by") if {
	some peer in input.calico.BGPPeer
	dialled(peer)
	way := peer.facts["/spec/reachableBy"].family
	way != peer.facts["/spec/peerIP"].family
	message := concat(" ", [
		$"reachableBy {peer.object.spec.reachableBy} of BGPPeer {peer.name} is IPv{way},",
		$"but its peerIP is not: {refused}",
	])
	found := finding.value(peer.id, ["spec", "reachableBy"], message)
	other := finding.place(peer.id, ["spec", "peerIP"], "peerIP is here")
}

# Beside a selector peerIP is not followed: calico/peer-conflicting-fields speaks of that.
dialled(peer) if {
	calico.unset(peer, "peerSelector")
	calico.unset(peer, "localWorkloadSelector")
}

what := {
	"mask": "has a mask",
	"zone": "has a zone",
	"brackets": "has brackets, which need a port after them",
	"zeros": "has leading zeros",
	"name": "is a host name, which Calico does not resolve",
	"port": "has a port out of range (1 to 65535)",
	"malformed": "is not an IP address",
}

unusable(fact) := "is not an IP address" if fact.fault

unusable(fact) := "has a mask" if is_number(fact.mask)

refused := "calicoctl refuses it; kubectl applies it, and calico-node drops the peer"

# Port 0 means no port to calico-node.
dropped(peer, "port") := "calicoctl refuses it; kubectl applies it, and the port does not count" if {
	peer.facts["/spec/peerIP"].zero
} else := refused

dropped(_, fault) := refused if fault != "port"

# What is left without brackets, or without a mask that says no more than the address.
mended(peer, found) := finding.with_fix(
	found,
	[{"op": "replace", "path": ["spec", "peerIP"], "value": address, "safe": true}],
) if {
	address := peer.facts["/spec/peerIP"].bare
} else := found

# METADATA
# title: Cilium peer that has no address to dial
# description: |
#   A peer needs a `peerAddress`, or `autoDiscovery` that finds one on the node. The schema asks for neither: the API
#   server takes the object, and the agent passes over the peer with a line at debug level. The instance runs without
#   this session, and neither a status nor a condition names it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources, peers and their auto-discovery
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/neighbor.go
#     description: Cilium, where a peer without an address is passed over
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/default_gateway.go
#     description: Cilium, how the default gateway is looked for
#   - ref: https://github.com/cilium/cilium/issues/36488
#     description: A peer without an address, and nothing that says so
# custom:
#   id: cilium/peer-without-address
#   level: error
#   class: correctness
#   remediation: |
#     Give the peer the `peerAddress` of the router, or `autoDiscovery` with `mode: DefaultGateway` and the
#     `addressFamily` of the gateway under `defaultGateway`. A CiliumBGPNodeConfigOverride cannot give it: it has no
#     field for the address of a peer.
#   variants:
#     gateway:
#       description: |
#         With `mode: DefaultGateway` the agent reads from `defaultGateway` in which family it is to look for the
#         gateway. The schema does not ask for it: the API server takes the object. Without it there is no address,
#         and no session; up to 1.20 the agent reads the field without a look whether it is there, and stops with an
#         error of Go.
#       remediation: |
#         Add `defaultGateway: {addressFamily: ipv4}`, or ipv6, beside `mode`.
#     link-local:
#       description: |
#         A link-local address (fe80::/10) is one of each link: without an interface behind `%` the kernel does not
#         know on which of them it is, and refuses to dial it. The API server takes it, and the session stays down. A
#         legacy policy has no way to name the interface.
#       remediation: |
#         Write the interface of the nodes behind the address, as `fe80::1%eth0`, or peer with an address that is
#         routed.
package bgplint.rules.cilium["peer-without-address"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding

report contains finding.absent(peer.id, array.concat(peer.path, ["peerAddress"]), message) if {
	some peer in cilium_peers.peers
	unset(peer, "peerAddress")
	unset(peer, "autoDiscovery")
	message := concat(" ", [
		$"{peer.label} has neither peerAddress nor autoDiscovery:",
		"Cilium passes over it without a word, and makes no session",
	])
}

report contains finding.variant(found, "gateway") if {
	some peer in cilium_peers.peers
	unset(peer, "peerAddress")
	peer.peer.autoDiscovery.mode == "DefaultGateway"
	object.get(peer.peer.autoDiscovery, "defaultGateway", null) == null
	found := finding.absent(
		peer.id,
		array.concat(peer.path, ["autoDiscovery", "defaultGateway"]),
		concat(" ", [
			$"{peer.label} is to find the default gateway, and no defaultGateway says of which family:",
			"Cilium finds none, and makes no session",
		]),
	)
}

report contains finding.variant(found, "link-local") if {
	some peer in array.concat(cilium_peers.peers, cilium_peers.neighbors)
	fact := cilium_peers.address(peer)
	fact.linkLocal
	not fact.zone
	not bound(peer)
	found := finding.value(
		peer.id,
		array.concat(peer.path, ["peerAddress"]),
		concat(" ", [
			$"{peer.label} has the link-local address {fact.address}, and {no_interface(peer)}:",
			"the node cannot dial it, and the session stays down",
		]),
	)
}

unset(peer, field) if object.get(peer.peer, field, null) == null

no_interface(peer) := "a legacy policy cannot name its interface" if {
	peer.kind
} else := "no interface behind `%`"

# A local address with its interface binds the socket to that, so that it is known where to dial. A node config has it
# beside the address.
bound(peer) if contains(peer.peer.localAddress, "%")

# Of what a source interface gives the agent makes the local address (getInterfaceLocalAddress).
bound(peer) if from_source[peer.config]

bound(peer) if {
	[_, _, i, _, _] := peer.path
	from_interface[[instances[[peer.id, i]], peer.name]]
}

instances[[config.id, i]] := instance.name if {
	some config in input.cilium.CiliumBGPClusterConfig
	some i, instance in config.object.spec.bgpInstances
}

from_interface contains [instance.name, peer.name] if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	some instance in override.object.spec.bgpInstances
	some peer in instance.peers
	contains(peer.localAddress, "%")
}

from_source contains config.name if {
	some config in input.cilium.CiliumBGPPeerConfig
	not object.get(config.object, ["spec", "transport", "sourceInterface"], "") in {null, ""}
}

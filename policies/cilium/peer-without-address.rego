# METADATA
# title: Cilium peer without an address
# description: |
#   A peer needs a `peerAddress`, or `autoDiscovery` that finds one on the node. The schema requires neither: the API
#   server accepts the object, and the agent skips the peer with a line at debug level. The instance runs without this
#   session, and neither a status nor a condition names it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources, peers and their auto-discovery
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/neighbor.go
#     description: Cilium, where a peer without an address is skipped
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/default_gateway.go
#     description: Cilium, how the default gateway is found
#   - ref: https://github.com/cilium/cilium/issues/36488
#     description: Cilium, a peer without an address is skipped silently
# custom:
#   id: cilium/peer-without-address
#   level: error
#   class: correctness
#   remediation: |
#     Give the peer the router's `peerAddress`, or `autoDiscovery` with `mode: DefaultGateway` and the `addressFamily`
#     of the gateway under `defaultGateway`. A CiliumBGPNodeConfigOverride cannot set it: it has no field for a peer's
#     address.
#   variants:
#     gateway:
#       description: |
#         With `mode: DefaultGateway` the agent reads from `defaultGateway` in which family to look for the gateway.
#         The schema does not require it, so the API server accepts the object. Without it there is no address and no
#         session; up to 1.20 the agent reads the field without checking that it exists, and stops with a Go error.
#       remediation: |
#         Add `defaultGateway: {addressFamily: ipv4}`, or ipv6, beside `mode`.
#     link-local:
#       description: |
#         A link-local address (fe80::/10) exists on every link: without an interface after `%` the kernel does not
#         know which link is meant, and refuses to dial it. The API server accepts it, and the session stays down. A
#         legacy policy cannot name the interface.
#       remediation: |
#         Add the interface of the nodes to the address, as in `fe80::1%eth0`, or peer with a routed address.
package bgplint.rules.cilium["peer-without-address"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding

report contains finding.absent(peer.id, array.concat(peer.path, ["peerAddress"]), message) if {
	some peer in cilium_peers.peers
	unset(peer, "peerAddress")
	unset(peer, "autoDiscovery")
	message := concat(" ", [
		$"{peer.label} has neither peerAddress nor autoDiscovery:",
		"Cilium silently skips it and creates no session",
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
			$"{peer.label} uses the default gateway, but no `defaultGateway` sets its address family:",
			"Cilium finds none and creates no session",
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
			$"{peer.label} has the link-local address {fact.address}, but {no_interface(peer)}:",
			"the node cannot dial it, and the session stays down",
		]),
	)
}

unset(peer, field) if object.get(peer.peer, field, null) == null

no_interface(peer) := "a legacy policy cannot name its interface" if {
	peer.kind
} else := "no interface after `%`"

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

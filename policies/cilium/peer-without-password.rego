# METADATA
# title: Cilium session without a password
# description: |
#   Without TCP-MD5 (RFC 2385) anyone who can send packets on the segment can reset the session, or pose as a node and
#   advertise its routes. Cilium takes the password from the key `password` of the Secret that `authSecretRef` names,
#   in the namespace of `bgpControlPlane.secretsNamespace`, kube-system by default. A password at only one end looks
#   like a firewall: the session never comes up. A session with a loopback address stays on the node and needs none.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, configuration of the BGP control plane
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: cilium/peer-without-password
#   level: error
#   class: security
#   policy: true
#   remediation: |
#     Put the password under the key `password` of a Secret in the namespace that `bgpControlPlane.secretsNamespace`
#     names, name the Secret in `authSecretRef`, and set the same password on the router in the same change.
package bgplint.rules.cilium["peer-without-password"]

import data.bgplint.lib.addresses
import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.cilium.secrets as cilium_secrets
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains finding.with_fix(cilium_peers.with_users(found, stated), [operation]) if {
	some stated in cilium_peers.settings
	given := object.get(stated.peer, "authSecretRef", null)
	given in {null, ""}
	not cilium_peers.within_node(stated)
	path := array.concat(stated.path, ["authSecretRef"])
	found := flaw(stated, path, given)

	# For review: the Secret is made by a person, and not in the repository.
	name := secret_of(stated)
	operation := {
		"op": {true: "add", false: "replace"}[given == null],
		"path": path,
		"value": name,
		"safe": false,
		"then": [
			steps.secret({
				"name": name,
				"namespace": min(cilium_secrets.namespaces),
				"home": "Cilium's agents",
				"type": [],
				"whose": stated.label,
			}),
			steps.password_at(routers(stated), "the nodes"),
		],
	}
}

# Neighbors of one policy have names of their own.
secret_of(stated) := steps.free(addresses.secret_name(cilium_peers.address(stated), ""), steps.secrets) if {
	stated.kind != "CiliumBGPPeerConfig"
} else := steps.named(stated.of, steps.secrets)

routers(stated) := $"the routers of {stated.label} ({listed(known[stated.name])})" if {
	stated.kind == "CiliumBGPPeerConfig"
	known[stated.name]
} else := $"the router of {stated.label}"

known[peer.config] contains peer.peer.peerAddress if {
	some peer in cilium_peers.peers
	cilium_peers.named(peer)
	is_string(peer.peer.peerAddress)
}

# Engines do not list a set alike, and putting it in order takes the square of its length.
listed(addresses_of) := min(addresses_of) if {
	count(addresses_of) == 1
} else := $"{min(addresses_of)} to {max(addresses_of)}, {count(addresses_of)} of them"

report contains finding.absent(peer.id, array.concat(peer.path, ["peerConfigRef"]), message) if {
	some peer in cilium_peers.bare_inbound
	not cilium_peers.within_node(peer)
	message := concat(" ", [
		$"{peer.label} has no peerConfigRef and so no password:",
		"the router accepts routes from anyone who can pose as the node",
	])
}

flaw(stated, path, null) := finding.absent(
	stated.id,
	path,
	$"{stated.label} has no password: the router accepts routes from anyone who can pose as a node",
)

flaw(stated, path, "") := finding.value(
	stated.id,
	path,
	concat(" ", [
		$"{stated.label} has an empty authSecretRef and so no password:",
		"the router accepts routes from anyone who can pose as a node",
	]),
)

# METADATA
# title: Calico peer without a password
# description: |
#   Without TCP-MD5 (RFC 2385), anyone who can send packets on the segment can reset the session or pose as the peer,
#   and BIRD believes its routes. calico-node renders `password "…"` only if `password.secretKeyRef` names a Secret;
#   nothing else asks for one. A password at only one end looks like a firewall: both ends stay in Connect.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, field password
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: calico/peer-without-password
#   level: error
#   levels: [error, note]
#   class: security
#   policy: true
#   remediation: |
#     Put the password into a Secret in the namespace of calico-node, name it in `spec.password.secretKeyRef`, and let
#     calico-node's service account read it. Set the same password at the other end in the same change.
#   variants:
#     between-nodes:
#       description: |
#         A `peerSelector` connects nodes of the cluster, as the mesh does, and a node is known only by its address.
#         Without TCP-MD5 (RFC 2385), anyone who can send packets on the nodes' segment can reset these sessions or pose
#         as a node, and BIRD believes its routes to pods.
#       remediation: |
#         Put the password into a Secret in the namespace of calico-node, name it in `spec.password.secretKeyRef`, and
#         let calico-node's service account read it. calico-node sets it at both ends.
package bgplint.rules.calico["peer-without-password"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.secrets as calico_secrets
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains finding.with_fix(found, [operation]) if {
	some peer in input.calico.BGPPeer
	not peer.partial
	calico.unset(peer, "localWorkloadSelector")
	not misplaced[peer.id]
	object.get(peer.object, ["spec", "password", "secretKeyRef", "name"], "") == ""
	found := judged(peer, finding.absent(peer.id, ["spec", "password", "secretKeyRef"], message(peer)))
	name := steps.named(peer.name, taken(peer))
	operation := finding.then(
		calico.name_secret(peer, "password", name),
		array.concat(calico_secrets.steps_to_make(name, $"BGPPeer {peer.name}"), other_end(peer)),
	)
}

message(peer) := $"BGPPeer {peer.name} has no password: the session accepts routes from anyone who can reach it" if {
	not between_nodes(peer)
} else := concat(" ", [
	$"BGPPeer {peer.name} connects nodes without a password:",
	"a node accepts routes from anyone who has another node's address",
])

# What is exposed is what a mesh without a password exposes.
judged(peer, found) := finding.variant(finding.at_level(found, "note"), "between-nodes") if {
	between_nodes(peer)
} else := found

# The peers `tor` and `bgp-tor` have passwords of their own.
taken(peer) := steps.secrets | {peer.name | names[trim_prefix(peer.name, "bgp-")]} if {
	startswith(peer.name, "bgp-")
} else := steps.secrets

names contains peer.name if some peer in input.calico.BGPPeer

# calico-node sets it at both ends of a session between nodes.
other_end(peer) := [] if {
	between_nodes(peer)
} else := [steps.password_at(router(peer), "the nodes")]

router(peer) := $"router {peer.object.spec.peerIP}{as_number(peer)}" if {
	not calico.unset(peer, "peerIP")
} else := $"the router of BGPPeer {peer.name}"

as_number(peer) := $" (AS {peer.facts["/spec/asNumber"].as})" if {
	peer.facts["/spec/asNumber"].as
} else := ""

between_nodes(peer) if not calico.unset(peer, "peerSelector")

# input/wrong-type speaks of a password in the place of its reference.
misplaced contains fault.id if {
	some fault in input.schema.WrongType
	["spec", "password"] == array.slice(fault.path, 0, 2)
	not fault.detail.placeholder
}

misplaced contains fault.id if {
	some fault in input.schema.UnknownField
	["spec", "password"] == array.slice(fault.path, 0, 2)
}

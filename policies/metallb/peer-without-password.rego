# METADATA
# title: MetalLB peer without a password
# description: |
#   Without TCP-MD5 (RFC 2385), anyone who can send packets on the segment can reset the session or pose as the router.
#   MetalLB takes the password from the Secret that `passwordSecret` names, of type kubernetes.io/basic-auth, in its own
#   namespace. A password at only one end looks like a firewall: both ends stay in Connect. A session with a loopback
#   address stays within the node and needs none. Peers in the ConfigMap (up to 0.12) are not judged: a plain-text
#   password is the only one that they can have.
# related_resources:
#   - ref: https://metallb.io/apis/#bgppeer
#     description: MetalLB API, BGPPeer
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: metallb/peer-without-password
#   level: error
#   class: security
#   policy: true
#   remediation: |
#     Put the password into a Secret of type kubernetes.io/basic-auth in MetalLB's namespace and name it in
#     `spec.passwordSecret.name`; set the same password on the router in the same change. If FRRConfigurations name the
#     session too, all of them need that password, or frr-k8s refuses to merge them.
package bgplint.rules.metallb["peer-without-password"]

import data.bgplint.lib.addresses
import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb

report contains mended(peer, finding.absent(peer.id, ["spec", "passwordSecret"], message(peer))) if {
	some peer in input.metallb.BGPPeer
	not peer.partial

	# A password in clear text is metallb/plaintext-password's.
	metallb.unset(peer, "password")
	not names_secret(peer)
	not within_node(peer)
}

# Nobody outside of the node can take part in a session with a loopback address.
within_node(peer) if addresses.loopback(peer.facts["/spec/peerAddress"])

names_secret(peer) if {
	not metallb.deprecated(peer)
	not object.get(peer.object, ["spec", "passwordSecret", "name"], "") in {"", null}
}

# What is no mapping input/wrong-type tells.
names_secret(peer) if {
	not metallb.deprecated(peer)
	secret := object.get(peer.object, ["spec", "passwordSecret"], null)
	secret != null
	not is_object(secret)
}

message(peer) := $"BGPPeer {peer.name} has no password: the session accepts routes from anyone who can reach it" if {
	not metallb.deprecated(peer)
}

message(peer) := concat(" ", [
	$"BGPPeer {peer.name} has no password, and API v1beta1 cannot name a Secret for one{lost(peer)}:",
	"the session accepts routes from anyone who can reach it",
]) if {
	metallb.deprecated(peer)
}

lost(peer) := " (the field here is dropped)" if {
	object.get(peer.object, ["spec", "passwordSecret"], null) != null
} else := ""

mended(peer, found) := finding.with_fix(found, [metallb.name_secret(peer)]) if {
	not metallb.deprecated(peer)
} else := found

# METADATA
# title: Plain-text password of a MetalLB peer
# description: |
#   The password is in the manifest: in the repository, in its history, in every copy of it, and readable for everyone
#   who may read BGPPeers in the cluster. MetalLB takes it from a Secret instead. Its configuration up to 0.12, a
#   ConfigMap, has no field for a Secret: only custom resources do. A patch that removes the password takes it out of
#   the cluster, not out of the file.
# related_resources:
#   - ref: https://metallb.io/apis/#bgppeer
#     description: MetalLB API, BGPPeer
# custom:
#   id: metallb/plaintext-password
#   level: error
#   class: security
#   policy: true
#   of: text
#   remediation: |
#     Use a new password: this one is known. Put it into a Secret of type kubernetes.io/basic-auth in MetalLB's
#     namespace and name it in `spec.passwordSecret.name` of the BGPPeer, instead of `spec.password`. For a peer in a
#     ConfigMap, first write a BGPPeer, which MetalLB reads since 0.13.
package bgplint.rules.metallb["plaintext-password"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.steps

report contains mended(peer, finding.value(peer.id, ["spec", "password"], message(peer))) if {
	some peer in input.metallb.BGPPeer
	not metallb.unset(peer, "password")
	not peer.facts["/spec/password"].structured
}

report contains finding.value(config.id, ["peers", i, "password"], message) if {
	some config in input.metallb.LegacyConfig
	some i, peer in config.object.peers
	not object.get(peer, "password", null) in {null, ""}
	not config.facts[$"/peers/{i}/password"].structured
	message := concat(" ", [
		$"the password of peer {object.get(peer, "peer-address", i + 1)} is in plain text:",
		"everyone who reads this file knows it, and a ConfigMap cannot name a Secret for it",
	])
}

message(peer) := $"the password of BGPPeer {peer.name} is in plain text: everyone who reads this file knows it" if {
	not metallb.deprecated(peer)
}

message(peer) := concat(" ", [
	$"the password of BGPPeer {peer.name} is in plain text:",
	"everyone who reads this file knows it, and API v1beta1 cannot name a Secret for it",
]) if {
	metallb.deprecated(peer)
}

remove := {"op": "remove", "path": ["spec", "password"], "safe": false}

mended(peer, found) := finding.with_fix(
	found,
	[finding.then(remove, [steps.exposed]), metallb.name_secret(peer)],
) if {
	not metallb.deprecated(peer)
	metallb.unset(peer, "passwordSecret")
} else := found

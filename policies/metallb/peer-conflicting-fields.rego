# METADATA
# title: Missing or conflicting fields in a MetalLB peer
# description: |
#   A peer needs its own AS number, one of `peerASN` and `dynamicASN`, and one of `peerAddress` and `interface`. The CRD
#   accepts other combinations, and 0 and empty strings too. MetalLB's webhook refuses them; if one gets past it, the
#   speakers refuse the whole configuration and keep the previous one.
# related_resources:
#   - ref: https://metallb.io/apis/#bgppeer
#     description: MetalLB API, BGPPeer
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: MetalLB, peerFromCR
# custom:
#   id: metallb/peer-conflicting-fields
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Give the peer `myASN`, then either `peerASN` or `dynamicASN` (`internal`, `external`), and either `peerAddress` or
#     `interface`.
package bgplint.rules.metallb["peer-conflicting-fields"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb

pairs := [["peerASN", "dynamicASN"], ["peerAddress", "interface"]]

report contains finding.with_related(finding.key(peer.id, ["spec", second], message), {other}) if {
	some peer in input.metallb.BGPPeer
	not metallb.deprecated(peer)
	some [first, second] in pairs
	not metallb.unset(peer, first)
	not metallb.unset(peer, second)
	message := $"BGPPeer {peer.name} has both {first} and {second}: MetalLB refuses the peer"
	other := finding.place(peer.id, ["spec", first], $"{first} is here")
}

report contains finding.absent(peer.id, ["spec", first], message) if {
	some peer in input.metallb.BGPPeer
	not metallb.deprecated(peer)
	not peer.partial
	is_object(peer.object.spec)
	some [first, second] in pairs
	metallb.unset(peer, first)
	metallb.unset(peer, second)
	message := $"BGPPeer {peer.name} has neither {first} nor {second}: MetalLB refuses the peer"
}

# That a field is not there at all the schema of v1beta1 tells, and of `myASN` that of both.
report contains finding.value(peer.id, ["spec", field], message) if {
	some peer in input.metallb.BGPPeer
	some field, version in {"myASN": "", "peerASN": "v1beta1", "peerAddress": "v1beta1"}
	version in {"", peer.gvk.version}
	peer.object.spec[field] in {0, ""}
	message := concat(" ", [
		$"{field} of BGPPeer {peer.name} is `{peer.object.spec[field]}`, which MetalLB treats as not set:",
		"it refuses the peer",
	])
}

# METADATA
# title: ebgpMultiHop on an iBGP peer
# description: |
#   With the same AS number at both ends the session is iBGP, which works over any number of hops anyway. MetalLB's
#   webhook refuses such a peer with `ebgpMultiHop`. Often one of the two AS numbers is the mistake.
# related_resources:
#   - ref: https://metallb.io/apis/#bgppeer
#     description: MetalLB API, BGPPeer
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: MetalLB, peerFromCR
# custom:
#   id: metallb/multihop-on-ibgp
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Remove `ebgpMultiHop` if the session is iBGP; otherwise correct `myASN` or `peerASN`.
package bgplint.rules.metallb["multihop-on-ibgp"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.steps

report contains finding.with_fix(
	finding.with_related(found, {other}),
	[finding.then({"op": "remove", "path": ["spec", "ebgpMultiHop"], "safe": false}, [same_as(peer)])],
) if {
	some peer in input.metallb.BGPPeer
	spec := peer.object.spec
	spec.ebgpMultiHop == true
	spec.myASN == spec.peerASN
	not metallb.unset(peer, "peerASN")
	found := finding.key(
		peer.id,
		["spec", "ebgpMultiHop"],
		concat(" ", [
			$"BGPPeer {peer.name} has ebgpMultiHop, but is iBGP (AS {spec.peerASN} at both ends):",
			"MetalLB refuses the peer",
		]),
	)
	other := finding.place(peer.id, ["spec", "peerASN"], "the same as myASN")
}

same_as(peer) := steps.check($"that {metallb.router(peer)} and the nodes should be in the same AS")

# METADATA
# title: Local preference for eBGP peers of MetalLB
# description: |
#   LOCAL_PREF is for routers in the speaker's own AS. BGP does not send it over an eBGP session: MetalLB accepts
#   `localPref`, and the routers get the prefix without it.
# related_resources:
#   - ref: https://metallb.io/apis/#bgpadvertisement
#     description: MetalLB API, BGPAdvertisement
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-5.1.5
#     description: RFC 4271, LOCAL_PREF
# custom:
#   id: metallb/local-pref-on-ebgp
#   level: note
#   class: correctness
#   remediation: |
#     Remove `localPref`. To make a router in another AS prefer a path, set communities that its policy reads.
package bgplint.rules.metallb["local-pref-on-ebgp"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.steps

report contains finding.with_fix(
	finding.with_related(
		found,
		{finding.place(peer.id, ["spec", where(peer)], $"BGPPeer {peer.name} is in another AS")},
	),
	[remove(advertisement)],
) if {
	some advertisement in input.metallb.BGPAdvertisement
	not advertisement.partial
	is_number(advertisement.object.spec.localPref)
	not metallb.unset(advertisement, "localPref")
	peer := first_of[first_reached(advertisement)]
	message := concat(" ", [
		$"localPref {advertisement.object.spec.localPref} has no effect:",
		$"all peers of advertisement {advertisement.name} are in another AS, where BGP does not send it",
	])
	found := finding.resting_on(finding.value(advertisement.id, ["spec", "localPref"], message), unknown)
}

remove(advertisement) := finding.then(
	{"op": "remove", "path": ["spec", "localPref"], "safe": false},
	[steps.preferred($"advertisement {advertisement.name}")],
)

first_reached(advertisement) := min(external) if {
	object.get(advertisement.object, ["spec", "peers"], null) in {null, []}
	count(others) == 0
}

# A name that is not there may be that of an iBGP peer.
first_reached(advertisement) := min(advertisement.object.spec.peers) if {
	every name in advertisement.object.spec.peers {
		external[name]
		not others[name]
	}
}

external contains peer.name if {
	some peer in input.metallb.BGPPeer
	is_external(peer)
}

others contains peer.name if {
	some peer in input.metallb.BGPPeer
	not is_external(peer)
}

is_external(peer) if {
	peer.object.spec.myASN != peer.object.spec.peerASN
	is_number(peer.object.spec.myASN)
	is_number(peer.object.spec.peerASN)
	peer.object.spec.peerASN > 0
	metallb.unset(peer, "localASN")
	metallb.unset(peer, "dynamicASN")
}

is_external(peer) if {
	peer.object.spec.dynamicASN == "external"
	metallb.unset(peer, "localASN")
	metallb.unset(peer, "peerASN")
}

where(peer) := "dynamicASN" if peer.object.spec.dynamicASN == "external"

else := "peerASN"

# Peers of which names are filled in later: such a peer may be any.
unknown contains {"resource": peer.id, "path": ["metadata", "name"]} if {
	some peer in input.metallb.BGPPeer
	calico.may_be_filled_in(peer.name)
}

first_of[name] := objects[min(ids)] if some name, ids in ids_of

ids_of[peer.name] contains peer.id if some peer in input.metallb.BGPPeer

objects[peer.id] := peer if some peer in input.metallb.BGPPeer

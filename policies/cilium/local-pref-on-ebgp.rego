# METADATA
# title: Local preference for eBGP peers of Cilium
# description: |
#   LOCAL_PREF is only for routers of the speaker's own AS and is not sent over an eBGP session: Cilium accepts
#   `localPreference`, but the routers get the routes without it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/#local-preference
#     description: Cilium, BGP control plane resources, local preference
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-5.1.5
#     description: RFC 4271, LOCAL_PREF
# custom:
#   id: cilium/local-pref-on-ebgp
#   level: note
#   class: correctness
#   remediation: |
#     Remove `localPreference`. To make a router in another AS prefer a path, set `communities` that its policy
#     evaluates.
package bgplint.rules.cilium["local-pref-on-ebgp"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.cilium.reach
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains finding.with_fix(finding.with_related(found, {place}), [remove(path, advertisement.name)]) if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	not advertisement.partial
	[peer_id, peer_path] := reach.external_only[advertisement.id]
	some i, entry in advertisement.object.spec.advertisements
	preference := entry.attributes.localPreference
	is_number(preference)
	path := ["spec", "advertisements", i, "attributes", "localPreference"]
	message := concat(" ", [
		$"localPreference {preference} has no effect: all peers of advertisement {advertisement.name} are",
		"in another AS, where BGP does not send it",
	])
	found := finding.value(advertisement.id, path, message)
	place := finding.place(peer_id, peer_path, "a peer in another AS")
}

report contains finding.with_fix(finding.with_related(found, {place}), [remove(path, neighbor.of)]) if {
	some neighbor in cilium_peers.neighbors
	[_, _, i, _, _] := neighbor.path
	number := numbers[[neighbor.id, i]]
	is_number(neighbor.peer.peerASN)
	neighbor.peer.peerASN > 0
	number != neighbor.peer.peerASN
	some k, attributes in neighbor.peer.advertisedPathAttributes
	preference := attributes.localPreference
	is_number(preference)
	path := array.concat(neighbor.path, ["advertisedPathAttributes", k, "localPreference"])
	message := concat(" ", [
		$"localPreference {preference} has no effect: {neighbor.label} is in another AS,",
		"where BGP does not send it",
	])
	found := finding.value(neighbor.id, path, message)
	place := finding.place(neighbor.id, array.concat(neighbor.path, ["peerASN"]), "the other AS")
}

remove(path, name) := finding.then({"op": "remove", "path": path, "safe": false}, [steps.preferred(name)])

numbers[[policy.id, i]] := router.localASN if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	some i, router in policy.object.spec.virtualRouters
	is_number(router.localASN)
}

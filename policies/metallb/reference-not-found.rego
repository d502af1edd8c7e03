# METADATA
# title: Advertisement refers to a pool or peer that does not exist
# description: |
#   MetalLB silently ignores a pool or peer that an advertisement names and that does not exist; the webhook does not
#   check it. The pool is not advertised, or the peer does not get it; if no peer in the list exists, none does.
# related_resources:
#   - ref: https://metallb.io/apis/#bgpadvertisement
#     description: MetalLB API, BGPAdvertisement
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: How MetalLB joins pools and advertisements, setBGPAdvertisementsToPools
# custom:
#   id: metallb/reference-not-found
#   level: error
#   class: correctness
#   remediation: |
#     Write the name as it is in the object's `metadata.name`, or add the object. For all pools, or all peers, leave the
#     list out.
package bgplint.rules.metallb["reference-not-found"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.near
import data.bgplint.lib.steps

report contains finding.resting_on(judged, object.get(unnamed, "pools", set())) if {
	some kind in ["BGPAdvertisement", "L2Advertisement"]
	some advertisement in input.metallb[kind]
	some i, name in advertisement.object.spec.ipAddressPools
	not named.pools[name]
	message := concat(" ", [
		$"advertisement {advertisement.name} names pool {name}, which does not exist:",
		"MetalLB silently ignores it",
	])
	found := finding.value(advertisement.id, ["spec", "ipAddressPools", i], message)
	judged := judge(found, "metallb/IPAddressPool", name, advertisement.object.spec.ipAddressPools)
}

# Whoever writes a peer's address means the peer, and knows its name best.
report contains finding.with_fix(finding.with_related(found, {other}), [operation]) if {
	some advertisement in input.metallb.BGPAdvertisement
	some i, name in advertisement.object.spec.peers
	not named.peers[name]
	[meant, id] := min(peers_at[name])
	path := ["spec", "peers", i]
	found := finding.value(advertisement.id, path, concat(" ", [
		$"advertisement {advertisement.name} names {name}, the address of BGPPeer {meant}, instead of its name:",
		$"MetalLB silently ignores it; did you mean `{meant}`?",
	]))
	other := finding.place(id, ["metadata", "name"], "the peer with this address")
	operation := finding.then({"op": "replace", "path": path, "value": meant, "safe": false}, [steps.meant(meant)])
}

peers_at := {address: owners | some address, owners in peers_by_address}

peers_by_address[peer.object.spec.peerAddress] contains [peer.name, peer.id] if {
	some peer in input.metallb.BGPPeer
	is_string(peer.object.spec.peerAddress)
}

report contains finding.resting_on(judged, object.get(unnamed, "peers", set())) if {
	some advertisement in input.metallb.BGPAdvertisement
	some i, name in advertisement.object.spec.peers
	not named.peers[name]
	not peers_at[name]
	message := concat(" ", [
		$"advertisement {advertisement.name} names BGPPeer {name}, which does not exist:",
		"MetalLB silently ignores it",
	])
	found := finding.value(advertisement.id, ["spec", "peers", i], message)
	judged := judge(found, "metallb/BGPPeer", name, advertisement.object.spec.peers)
}

# What the list names already is not meant a second time.
judge(found, of, name, list) := near.suggested(found, meant) if {
	meant := object.get(near.names, [[of, name]], set()) - {other | some other in list}
	count(meant) > 0
} else := finding.claims_absence(found)

kinds := {"pools": ["IPAddressPool", "AddressPool"], "peers": ["BGPPeer"]}

named[what] contains entry.name if {
	some what, listed in kinds
	some kind in listed
	some entry in input.metallb[kind]
}

# Objects whose names are filled in later.
unnamed[what] contains {"resource": entry.id, "path": ["metadata", "name"]} if {
	some what, listed in kinds
	some kind in listed
	some entry in input.metallb[kind]
	calico.may_be_filled_in(entry.name)
}

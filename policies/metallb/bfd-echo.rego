# METADATA
# title: BFD echo mode where it does not work
# description: |
#   Freezes BGP. MetalLB refuses BFD echo mode on a peer that gets prefixes of an IPv6 pool. No webhook checks it: the
#   speakers and the controller refuse the whole configuration at run time and keep the previous one, and every later
#   change waits.
# related_resources:
#   - ref: https://metallb.io/apis/#bfdprofile
#     description: MetalLB API, BFDProfile
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: The check, validateConfig
#   - ref: https://www.rfc-editor.org/rfc/rfc5883#section-3
#     description: RFC 5883, BFD for multihop paths
# custom:
#   id: metallb/bfd-echo
#   level: error
#   class: correctness
#   freezes: true
#   remediation: |
#     Name a BFDProfile without `echoMode` in this peer, or give IPv6 pools an advertisement whose `peers` leave it out.
#   variants:
#     multihop:
#       description: |
#         BFD has no echo mode over several hops (RFC 5883): the profile's `echoMode` does nothing for this peer, and
#         nothing says so.
#       remediation: |
#         Name a BFDProfile without `echoMode` in this peer. If the router is on the node's own link, remove
#         `ebgpMultiHop`.
package bgplint.rules.metallb["bfd-echo"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.metallb.pools as metallb_pools

report contains finding.with_related(finding.value(peer.id, ["spec", "bfdProfile"], message), places) if {
	not metallb.native_mode
	some [peer, profile] in with_echo
	[advertisement, _, i, id] := min(object.get(reaching, peer.name, set()) | reaching_all)
	pool := metallb_pools.by_id[id]
	message := concat(" ", [
		$"BFDProfile {profile.name} has echo mode, but BGPPeer {peer.name} gets IPv6 pool {pool.name}",
		$"from advertisement {advertisement}: MetalLB refuses its whole configuration and keeps the previous one",
	])
	places := {echo(profile), finding.place(pool.id, ["spec", "addresses", i], "the IPv6 addresses")}
}

report contains finding.variant(finding.with_related(found, {echo(profile), multihop}), "multihop") if {
	not metallb.native_mode
	some [peer, profile] in with_echo
	peer.object.spec.ebgpMultiHop == true
	count(object.get(reaching, peer.name, set()) | reaching_all) == 0
	message := concat(" ", [
		$"BFDProfile {profile.name} has echo mode, but BGPPeer {peer.name} is multihop, where BFD has none:",
		"echo mode silently has no effect",
	])
	found := finding.value(peer.id, ["spec", "bfdProfile"], message)
	multihop := finding.place(peer.id, ["spec", "ebgpMultiHop"], "multihop here")
}

echo(profile) := finding.place(profile.id, ["spec", "echoMode"], "echo mode")

with_echo contains [peer, profile] if {
	count(echoing) > 0
	some peer in input.metallb.BGPPeer
	some profile in echoing[peer.object.spec.bfdProfile]
}

echoing[profile.name] contains profile if {
	some profile in input.metallb.BFDProfile
	profile.object.spec.echoMode == true
}

# The first IPv6 addresses that each advertisement carries, for each peer that it names and for all.
reaching[name] contains carried if {
	some [carried, advertisement] in with_ipv6
	some name in advertisement.object.spec.peers
}

reaching_all contains carried if {
	some [carried, advertisement] in with_ipv6
	not advertisement.partial
	object.get(advertisement.object, ["spec", "peers"], null) in {null, []}
}

with_ipv6 contains [[advertisement.name, pool, i, id], advertisement] if {
	count(echoing) > 0
	some advertisement in input.metallb.BGPAdvertisement
	[pool, i, id] := first_carried(advertisement)
}

first_carried(advertisement) := first_of_all if {
	metallb_pools.all_pools(advertisement)
} else := min({[metallb_pools.by_id[id].name, first_ipv6[id], id] | some id in metallb_pools.pools_of(advertisement)})

# Worked out once: there may be many advertisements of all pools.
first_of_all := min({[metallb_pools.by_id[id].name, i, id] | some id, i in first_ipv6})

first_ipv6[id] := min(at) if {
	some id, pool in metallb_pools.by_id
	at := {i |
		some i, _ in pool.object.spec.addresses
		fact := pool.facts[$"/spec/addresses/{i}"]
		fact.family == 6
		fact.range
	}
	count(at) > 0
}

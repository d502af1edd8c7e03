# METADATA
# title: BFD echo where it cannot be
# description: |
#   Freezes BGP. MetalLB refuses BFD's echo mode on a peer that is to get prefixes of an IPv6 pool. No webhook looks at
#   that: the speakers and the controller refuse the whole configuration at run time, keep the one that they have, and
#   every later change waits.
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
#     Name a BFDProfile without `echoMode` at this peer, or give IPv6 pools an advertisement whose `peers` leave it out.
#   variants:
#     multihop:
#       description: |
#         BFD has no echo over several hops (RFC 5883): the `echoMode` of the profile does nothing for this peer, and
#         nothing says so.
#       remediation: |
#         Name a BFDProfile without `echoMode` at this peer. Where the router is on the node's own link, remove
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
		$"profile {profile.name} echoes, and advertisement {advertisement} gives peer {peer.name} the IPv6 pool",
		$"{pool.name}: MetalLB refuses the whole configuration and keeps the one before, and no webhook checks it",
	])
	places := {echo(profile), finding.place(pool.id, ["spec", "addresses", i], "the IPv6 addresses")}
}

report contains finding.variant(finding.with_related(found, {echo(profile), multihop}), "multihop") if {
	not metallb.native_mode
	some [peer, profile] in with_echo
	peer.object.spec.ebgpMultiHop == true
	count(object.get(reaching, peer.name, set()) | reaching_all) == 0
	message := concat(" ", [
		$"profile {profile.name} echoes, and peer {peer.name} is several hops away, where BFD has no echo:",
		"the mode has no effect, and nothing says so",
	])
	found := finding.value(peer.id, ["spec", "bfdProfile"], message)
	multihop := finding.place(peer.id, ["spec", "ebgpMultiHop"], "several hops")
}

echo(profile) := finding.place(profile.id, ["spec", "echoMode"], "the echo mode")

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

# METADATA
# title: Setting that MetalLB's native mode does not support
# description: |
#   Native mode has no BFD, no VRFs, no keepalive or connect time, no peers by interface, with a detected AS number or
#   with a local one, no IPv6 over BGP and no large communities. Its webhook refuses objects that use one of these, and
#   a speaker that reads one refuses the whole configuration and keeps the previous one.
# related_resources:
#   - ref: https://metallb.io/concepts/bgp/#frr-mode
#     description: MetalLB, what FRR mode adds
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: MetalLB, DiscardFRROnly
# custom:
#   id: metallb/native-mode-field
#   needs: metallb.mode
#   level: error
#   class: correctness
#   remediation: |
#     Remove what native mode does not have, or run the speakers in FRR or FRR-K8s mode.
#   variants:
#     as-path:
#       description: |
#         Only FRR-K8s mode can prepend to AS paths (since MetalLB 0.16.2). In the other two modes the webhook refuses
#         an advertisement with `asPathPrepend`, and a speaker that reads one refuses the whole configuration and keeps
#         the previous one.
#       remediation: |
#         Remove `asPathPrepend`, or run MetalLB in FRR-K8s mode. Communities that the routers' policy reads are another
#         way to make a path the second choice.
#     ipv6-pool:
#       description: |
#         Up to 0.12 native mode accepts IPv6 addresses in a pool for BGP and gives them to Services, but cannot
#         advertise them: the sessions are up, and no router has a route.
#       remediation: |
#         Remove the IPv6 addresses from pools with `protocol: bgp`, or give them a pool with `protocol: layer2`. Over
#         BGP, MetalLB advertises IPv6 only in its FRR modes.
package bgplint.rules.metallb["native-mode-field"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.metallb.peers as metallb_peers
import data.bgplint.lib.metallb.pools as metallb_pools
import data.bgplint.lib.version

report contains metallb_peers.with_mode(finding.key(peer.id, ["spec", field], message)) if {
	metallb.native_mode
	some peer in input.metallb.BGPPeer
	some field in [
		"bfdProfile",
		"keepaliveTime",
		"vrf",
		"connectTime",
		"disableMP",
		"dynamicASN",
		"interface",
		"localASN",
		"dualStackAddressFamily",
	]
	set_there(peer, field)
	message := $"BGPPeer {peer.name} has {field}: MetalLB's native mode refuses it"
}

report contains metallb_peers.with_mode(finding.value(profile.id, ["kind"], message)) if {
	metallb.native_mode
	some profile in input.metallb.BFDProfile
	message := concat(" ", [
		$"BFDProfile {profile.name} needs BFD, which MetalLB's native mode does not have:",
		"MetalLB refuses its whole configuration while a profile exists",
	])
}

report contains metallb_peers.with_mode(finding.value(resource.id, path, message)) if {
	metallb.native_mode
	some [resource, path] in communities
	value := object.get(resource.object, path, "")
	message := $"community `{value}` of {resource.name} is a large community: MetalLB's native mode refuses it"
}

communities contains [resource, ["spec", "communities", i]] if {
	some resource in input.metallb.BGPAdvertisement
	some i, _ in resource.object.spec.communities
	resource.facts[$"/spec/communities/{i}"].large
}

communities contains [resource, ["spec", "communities", i, "value"]] if {
	some resource in input.metallb.Community
	some i, _ in resource.object.spec.communities
	resource.facts[$"/spec/communities/{i}/value"].large
}

report contains metallb_peers.with_mode(finding.value(pool.id, ["spec", "addresses", i], message)) if {
	metallb.native_mode
	some id in advertised
	pool := metallb_pools.by_id[id]
	some i, addresses in pool.object.spec.addresses
	pool.facts[$"/spec/addresses/{i}"].family == 6
	message := concat(" ", [
		$"`{addresses}` of pool {pool.name} is IPv6, which MetalLB's native mode cannot advertise over BGP:",
		"it refuses its whole configuration",
	])
}

# Only FRR-K8s mode has it (MetalLB 0.16.2, DiscardFRRK8sOnly).
report contains finding.variant(metallb_peers.with_mode(found), "as-path") if {
	mode := {"native": "native", "frr": "FRR"}[input.cluster.metallb.mode]
	some advertisement in input.metallb.BGPAdvertisement
	is_number(advertisement.object.spec.asPathPrepend)
	advertisement.object.spec.asPathPrepend > 0
	message := concat(" ", [
		$"advertisement {advertisement.name} has asPathPrepend, which MetalLB's {mode} mode refuses:",
		"only FRR-K8s mode has it",
	])
	found := finding.key(advertisement.id, ["spec", "asPathPrepend"], message)
}

# The ConfigMap up to 0.12; before 0.12 there was no other mode.
report contains finding.variant(metallb_peers.with_mode(found), "ipv6-pool") if {
	native_of_old
	count(object.get(input.metallb, "IPAddressPool", [])) == 0
	some config in input.metallb.LegacyConfig
	some i, pool in config.object["address-pools"]
	pool.protocol == "bgp"
	some j, addresses in pool.addresses
	config.facts[$"/address-pools/{i}/addresses/{j}"].family == 6
	message := concat(" ", [
		$"`{addresses}` of pool {object.get(pool, "name", i + 1)} is IPv6, which MetalLB's native mode",
		"cannot advertise over BGP: Services get addresses to which no router has a route",
	])
	found := finding.value(config.id, ["address-pools", i, "addresses", j], message)
}

native_of_old if metallb.native_mode

native_of_old if {
	not input.cluster.metallb.mode
	version.before(input.cluster.metallb.version, "0.12")
}

advertised contains id if {
	some advertisement in input.metallb.BGPAdvertisement
	some id in metallb_pools.pools_of(advertisement)
}

# MetalLB takes a keepalive time of 0 and a flag that is false for not set.
set_there(peer, field) if {
	known_there(peer, field)
	not metallb.unset(peer, field)
	not peer.object.spec[field] == false
	not object.get(peer.facts, [$"/spec/{field}", "seconds"], -1) == 0
}

known_there(peer, _) if not metallb.deprecated(peer)

known_there(peer, field) if {
	metallb.deprecated(peer)
	field in {"bfdProfile", "keepaliveTime"}
}

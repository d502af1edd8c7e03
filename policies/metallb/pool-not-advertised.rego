# METADATA
# title: Pool that nothing advertises
# description: |
#   MetalLB allocates from an IPAddressPool whether or not an advertisement carries it. Without one a Service gets its
#   address, shows it as its external IP, and no router ever hears of it. MetalLB says nothing about that. An
#   advertisement that neither names nor selects pools carries all of them.
# related_resources:
#   - ref: https://metallb.io/configuration/_advanced_bgp_configuration/
#     description: MetalLB, advanced BGP configuration
#   - ref: https://github.com/metallb/metallb/issues/2113
#     description: An advertisement that was missing
# custom:
#   id: metallb/pool-not-advertised
#   level: error
#   class: correctness
#   remediation: |
#     Add a BGPAdvertisement (or an L2Advertisement) that names the pool under `ipAddressPools`, or one with an empty
#     spec for all pools.
package bgplint.rules.metallb["pool-not-advertised"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.metallb.pools as metallb_pools

report contains finding.claims_absence(finding.resting_on(found, unknown)) if {
	not carried_elsewhere
	not carries_all
	some pool in input.metallb.IPAddressPool
	not pool.partial
	not carried[pool.id]
	not unsure(pool)
	found := finding.value(pool.id, ["metadata", "name"], message(pool))
}

message(pool) := concat(" ", [
	$"no advertisement carries pool {pool.name}: Services get addresses of it that no router hears of,",
	"and nothing says so",
]) if {
	count(advertisements) > 0
}

message(pool) := concat(" ", [
	$"pool {pool.name} has no BGPAdvertisement and no L2Advertisement:",
	"Services get addresses of it that no router hears of, and nothing says so",
]) if {
	count(advertisements) == 0
}

advertisements contains advertisement if {
	some kind in ["BGPAdvertisement", "L2Advertisement"]
	some advertisement in input.metallb[kind]
}

default carries_all := false

carries_all if {
	some advertisement in advertisements
	metallb_pools.all_pools(advertisement)
}

carries_all if {
	some advertisement in advertisements
	metallb_pools.pools_unknown(advertisement)
}

carried contains id if {
	some advertisement in advertisements
	some id in metallb_pools.pools_of(advertisement)
}

# Any selector may match a pool whose labels are not all known.
unsure(pool) if {
	labels.unsure["metallb/IPAddressPool"][pool.id]
	some advertisement in advertisements
	not labels.fact(advertisement, "/spec/ipAddressPoolSelectors").absent
}

# Names that are filled in later may be those of any pool.
unknown contains {"resource": advertisement.id, "path": ["spec", "ipAddressPools", i]} if {
	some advertisement in advertisements
	some i, name in advertisement.object.spec.ipAddressPools
	not metallb_pools.by_name[name]
}

# Others may announce what MetalLB only allocates.
default carried_elsewhere := false

carried_elsewhere if {
	some config in input.calico.BGPConfiguration
	count(config.object.spec.serviceLoadBalancerIPs) > 0
}

carried_elsewhere if {
	some kind in ["CiliumBGPAdvertisement", "CiliumBGPPeeringPolicy"]
	count(input.cilium[kind]) > 0
}

carried_elsewhere if count(input.antrea.BGPPolicy) > 0

# Prefixes of these may be a pool's.
carried_elsewhere if {
	some config in input["frr-k8s"].FRRConfiguration
	some router in config.object.spec.bgp.routers
	count(router.prefixes) > 0
}

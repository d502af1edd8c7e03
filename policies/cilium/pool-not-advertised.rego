# METADATA
# title: Cilium pool not advertised over BGP
# description: |
#   A Service shows its external address, but no router has a route to it, unless BGP advertises the pool: Cilium's
#   operator assigns addresses of a CiliumLoadBalancerIPPool either way. BGP advertises them if an entry of type
#   Service in a CiliumBGPAdvertisement lists LoadBalancerIP, or a virtual router of a legacy policy has a
#   `serviceSelector`. PodCIDR and CiliumPodIPPool are other addresses. The sessions are up, and nothing reports it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources, advertisements
#   - ref: https://docs.cilium.io/en/stable/network/lb-ipam/
#     description: Cilium, LoadBalancer IP address management
#   - ref: https://github.com/cilium/cilium/issues/32375
#     description: Cilium, no routes to Services without a serviceSelector
# custom:
#   id: cilium/pool-not-advertised
#   level: error
#   levels: [error, note]
#   class: correctness
#   remediation: |
#     Add an entry with `advertisementType: Service`, `service: {addresses: [LoadBalancerIP]}` and a `selector` to a
#     CiliumBGPAdvertisement that a peer config selects, or a `serviceSelector` to the virtual router of a legacy
#     policy. If something else advertises the addresses, say so in a suppression.
package bgplint.rules.cilium["pool-not-advertised"]

import data.bgplint.lib.announcers
import data.bgplint.lib.finding

report contains finding.claims_absence(finding.at_level(found, level)) if {
	speaks
	not advertised
	not announced_elsewhere
	some pool in input.cilium.CiliumLoadBalancerIPPool
	not pool.partial
	not pool.object.spec.disabled == true
	message := concat(" ", [
		$"pool {pool.name} is not advertised over BGP because {why}:",
		"Services get addresses from it to which no router has a route",
	])
	found := finding.value(pool.id, ["metadata", "name"], message)
}

# Who announces Services at all may know why not these addresses.
level := "note" if {
	count(of_other_addresses) > 0
} else := "error"

why := "no advertisement of Services lists LoadBalancerIP" if {
	count(of_other_addresses) > 0
} else := "no CiliumBGPAdvertisement is for Services" if {
	count(input.cilium.CiliumBGPAdvertisement) > 0
} else := "no virtual router of a legacy policy has a serviceSelector" if {
	count(input.cilium.CiliumBGPPeeringPolicy) > 0
} else := "there is no CiliumBGPAdvertisement"

default speaks := false

speaks if {
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPNodeConfig", "CiliumBGPAdvertisement", "CiliumBGPPeeringPolicy"]
	count(input.cilium[kind]) > 0
}

default advertised := false

# An entry without a selector, which selects nothing, has a rule of its own. Types that are filled in later may be any.
advertised if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	some entry in listed(object.get(advertisement.object, ["spec", "advertisements"], []))
	not of_other_things[object.get(entry, "advertisementType", "")]
	not lists_others(object.get(entry, ["service", "addresses"], null))
}

advertised if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	some router in listed(object.get(policy.object, ["spec", "virtualRouters"], []))
	selects(router)
	not lists_others(object.get(router, "serviceAdvertisements", null))
}

# What is filled in later stands for an entry that says nothing.
listed(entries) := entries if {
	is_array(entries)
} else := [{}]

selects(router) if object.get(router, "serviceSelector", null) != null

selects(router) if count(router.serviceAdvertisements) > 0

selects({})

of_other_things := {"PodCIDR", "CiliumPodIPPool", "Interface"}

of_other_addresses contains advertisement.id if {
	some advertisement in input.cilium.CiliumBGPAdvertisement
	some entry in advertisement.object.spec.advertisements
	entry.advertisementType == "Service"
	lists_others(entry.service.addresses)
}

of_other_addresses contains policy.id if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	some router in policy.object.spec.virtualRouters
	selects(router)
	lists_others(router.serviceAdvertisements)
}

lists_others(addresses) if {
	count(addresses) > 0
	every address in addresses {
		address in {"ClusterIP", "ExternalIP"}
	}
}

default announced_elsewhere := false

# One without loadBalancerIPs announces none of them (cilium/cilium pkg/l2announcer).
announced_elsewhere if {
	layer2 != {false}
	some policy in input.cilium.CiliumL2AnnouncementPolicy
	announces(policy)
}

# Policies of layer 2 may stand elsewhere.
announced_elsewhere if layer2[true]

announced_elsewhere if announcers.of_no_operator

announces(policy) if policy.partial

announces(policy) if not object.get(policy.object, ["spec", "loadBalancerIPs"], false) in {null, false}

# What the chart's values say of layer 2.
layer2 contains release.object.values.l2announcements.enabled if some release in input.cilium.Release

announced_elsewhere if {
	some kind in ["BGPAdvertisement", "L2Advertisement", "AddressPool", "LegacyConfig"]
	count(input.metallb[kind]) > 0
}

announced_elsewhere if {
	some config in input.calico.BGPConfiguration
	count(config.object.spec.serviceLoadBalancerIPs) > 0
}

announced_elsewhere if count(input.antrea.BGPPolicy) > 0

# Prefixes of these may be a pool's.
announced_elsewhere if {
	some config in input["frr-k8s"].FRRConfiguration
	some router in config.object.spec.bgp.routers
	count(router.prefixes) > 0
}

# METADATA
# title: Service address outside of the advertised blocks
# description: |
#   calico-node advertises an address of a Service only where it lies in a block of the BGPConfiguration `default`:
#   external IPs in `serviceExternalIPs`, those of load balancers in `serviceLoadBalancerIPs`. Whatever is handed out
#   beside these blocks looks assigned in Kubernetes, and no router has a route to it.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/advertise-service-ips
#     description: Advertise Kubernetes service IP addresses
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/routes.go
#     description: How calico-node chooses the addresses
# custom:
#   id: calico/service-not-advertised
#   level: warning
#   class: correctness
#   remediation: |
#     Add the network to the block list of the BGPConfiguration `default`, or take addresses that are in it.
package bgplint.rules.calico["service-not-advertised"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.claims_absence(finding.resting_on(found, object.get(unknown, "serviceExternalIPs", set()))) if {
	count(blocks.serviceExternalIPs) > 0
	not calico.bgp_disabled
	some service in input.kubernetes.Service
	some i, address in service.object.spec.externalIPs
	not advertised("serviceExternalIPs", service.facts[$"/spec/externalIPs/{i}"].bits)
	not calico.node_addresses[address]
	message := concat(" ", [
		$"external IP {address} of service {service.name} is in none of the serviceExternalIPs:",
		"Calico does not advertise it",
	])
	found := finding.value(service.id, ["spec", "externalIPs", i], message)
}

report contains finding.claims_absence(finding.resting_on(
	found,
	object.get(unknown, "serviceLoadBalancerIPs", set()),
)) if {
	count(blocks.serviceLoadBalancerIPs) > 0
	not calico.bgp_disabled
	some network in load_balancer_networks
	not advertised("serviceLoadBalancerIPs", network.bits)
	message := concat(" ", [
		$"{network.text} of load balancer pool {network.pool} is in none of the serviceLoadBalancerIPs:",
		"Calico does not advertise its addresses",
	])
	found := finding.value(network.id, network.path, message)
}

load_balancer_networks contains {
	"id": pool.id,
	"pool": pool.name,
	"path": ["spec", "cidr"],
	"text": pool.object.spec.cidr,
	"bits": bits,
} if {
	some pool in input.calico.IPPool
	"LoadBalancer" in pool.object.spec.allowedUses
	not pool.object.spec.disabled == true
	bits := pool.facts["/spec/cidr"].bits
}

# Where MetalLB itself announces its pools, they are none of Calico's business.
load_balancer_networks contains {
	"id": pool.id,
	"pool": pool.name,
	"path": ["spec", "addresses", i],
	"text": text,
	"bits": bits,
} if {
	every kind in ["BGPPeer", "BGPAdvertisement", "L2Advertisement"] {
		count(object.get(input.metallb, kind, [])) == 0
	}
	some pool in input.metallb.IPAddressPool
	some i, text in pool.object.spec.addresses
	bits := pool.facts[$"/spec/addresses/{i}"].bits
}

lists := {"serviceExternalIPs", "serviceLoadBalancerIPs"}

blocks[list] contains config.facts[$"/spec/{list}/{i}/cidr"].bits if {
	some config in input.calico.BGPConfiguration
	config.name == "default"
	some list in lists
	some i, _ in config.object.spec[list]
}

# Blocks that are filled in later may hold anything.
unknown[list] contains {"resource": config.id, "path": ["spec", list, i, "cidr"]} if {
	some list in lists
	some config in input.calico.BGPConfiguration
	config.name == "default"
	some i, _ in config.object.spec[list]
	not config.facts[$"/spec/{list}/{i}/cidr"]
}

advertised(list, bits) if {
	some length in lengths[list]
	blocks[list][substring(bits, 0, length)]
}

# A network that holds a block is advertised in part, as somebody may want it.
advertised(list, bits) if holding[list][bits]

lengths[list] contains count(bits) if {
	some list, networks in blocks
	some bits in networks
}

holding[list] contains substring(block, 0, length) if {
	some list, networks in blocks
	some length in asked
	some block in networks
}

asked := {count(network.bits) | some network in load_balancer_networks}

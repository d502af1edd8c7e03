# METADATA
# title: Service address outside the advertised blocks
# description: |
#   calico-node advertises an address of a Service only if it is in a block of BGPConfiguration `default`: external IPs
#   in `serviceExternalIPs`, load balancer IPs in `serviceLoadBalancerIPs`. Whatever is handed out outside these blocks
#   looks assigned in Kubernetes, and no router has a route to it. `serviceExternalIPs` does not count for load
#   balancers: their addresses are in the Service's status, and calico-node looks those up only in
#   `serviceLoadBalancerIPs`.
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
#     Add the network to the block list of BGPConfiguration `default`, or use addresses that are in it: load balancer
#     IPs belong in `serviceLoadBalancerIPs`, `externalIPs` of Services in `serviceExternalIPs`.
package bgplint.rules.calico["service-not-advertised"]

import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.service_blocks
import data.bgplint.lib.finding

report contains finding.claims_absence(finding.resting_on(found, object.get(unknown, "serviceExternalIPs", set()))) if {
	count(blocks.serviceExternalIPs) > 0
	not calico.bgp_disabled
	some service in input.kubernetes.Service
	some i, address in service.object.spec.externalIPs
	not advertised("serviceExternalIPs", service.facts[$"/spec/externalIPs/{i}"].bits)
	not calico.node_addresses[address]
	message := concat(" ", [
		$"external IP {address} of Service {service.name} is not in serviceExternalIPs:",
		"Calico does not advertise it",
	])
	found := finding.value(service.id, ["spec", "externalIPs", i], message)
}

report contains finding.claims_absence(finding.resting_on(
	found,
	object.get(unknown, "serviceLoadBalancerIPs", set()),
)) if {
	not calico.bgp_disabled
	some network in load_balancer_networks
	not advertised("serviceLoadBalancerIPs", network.bits)
	says := fault(network)
	message := concat(" ", [$"{network.text} of {network.of} {says}:", "Calico does not advertise its addresses"])
	found := finding.with_related(
		finding.value(network.id, network.path, message),
		elsewhere("serviceExternalIPs", network.bits),
	)
}

# Calico hands out the addresses of its own pools one after the other, in whatever block.
report contains finding.claims_absence(finding.resting_on(
	found,
	object.get(unknown, "serviceLoadBalancerIPs", set()),
)) if {
	not calico.bgp_disabled
	some network in load_balancer_networks
	network.only_calico
	gapped[network.bits]
	message := concat(" ", [
		$"{network.text} of {network.of} is only partly in serviceLoadBalancerIPs:",
		"Calico does not advertise the other addresses",
	])
	found := finding.value(network.id, network.path, message)
}

# The networks that hold some of the blocks and more, by their bits: beside a block, or beside a network that holds it,
# there is one that no block is in.
gapped contains substring(block, 0, length) if {
	some block in outermost
	count(block) > count("4/")
	deepest := max([end |
		some end in numbers.range(count("4/") + 1, count(block))
		not begun[other_half(substring(block, 0, end))]
	])
	some length in asked
	length < deepest
}

other_half(bits) := $"{substring(bits, 0, last)}{other_bit[substring(bits, last, 1)]}" if last := count(bits) - 1

other_bit := {"0": "1", "1": "0"}

load_balancer_blocks := object.get(blocks, "serviceLoadBalancerIPs", set())

# Blocks within no other, and all that some block begins with.
outermost := {block |
	some block in load_balancer_blocks
	every length in lengths.serviceLoadBalancerIPs {
		within_none(block, length)
	}
}

within_none(block, length) if length >= count(block)

within_none(block, length) if not load_balancer_blocks[substring(block, 0, length)]

begun := {substring(block, 0, end) |
	some block in load_balancer_blocks
	some end in numbers.range(count("4/"), count(block))
}

# The list that it is in by mistake is what is wrong with it, in whatever state the right one is.
fault(_) := "is not in serviceLoadBalancerIPs" if count(object.get(blocks, "serviceLoadBalancerIPs", set())) > 0

fault(network) := "is not in serviceLoadBalancerIPs, which is not set" if {
	count(object.get(blocks, "serviceLoadBalancerIPs", set())) == 0
	network.only_calico
	count(elsewhere("serviceExternalIPs", network.bits)) == 0
}

fault(network) := "is in serviceExternalIPs but not in serviceLoadBalancerIPs, where it belongs" if {
	count(object.get(blocks, "serviceLoadBalancerIPs", set())) == 0
	count(elsewhere("serviceExternalIPs", network.bits)) > 0
}

elsewhere(list, bits) := {finding.place(id, path, $"in {list}") |
	some length in lengths[list]
	[id, path] := min(places[[list, substring(bits, 0, length)]])
}

places[[block.list, block.bits]] contains [block.id, block.path] if some block in service_blocks.all

load_balancer_networks contains {
	"id": pool.id,
	"of": $"load balancer pool {pool.name}",
	"path": pool.path,
	"text": pool.text,
	"bits": pool.fact.bits,
	"only_calico": true,
} if {
	some pool in ip_pools.all
	"LoadBalancer" in pool.uses
	not pool.disabled
}

# Where MetalLB itself announces its pools, they are none of Calico's business.
load_balancer_networks contains {
	"id": pool.id,
	"of": $"load balancer pool {pool.name}",
	"path": ["spec", "addresses", i],
	"text": text,
	"bits": bits,
	"only_calico": false,
} if {
	not announced_by_metallb
	some pool in input.metallb.IPAddressPool
	some i, text in pool.object.spec.addresses
	bits := pool.facts[$"/spec/addresses/{i}"].bits
}

# A Service whose address of a load balancer is known, if it stands in the other list.
load_balancer_networks contains {
	"id": service.id,
	"of": $"Service {service.name}",
	"path": path,
	"text": object.get(service.object, path, ""),
	"bits": service.facts[pointer].bits,
	"only_calico": false,
} if {
	not announced_by_metallb
	some service in input.kubernetes.Service
	service.object.spec.type == "LoadBalancer"
	some [pointer, path] in [["/spec/loadBalancerIP", ["spec", "loadBalancerIP"]]]
	count(object.get(blocks, "serviceLoadBalancerIPs", set())) == 0
}

announced_by_metallb if {
	some kind in ["BGPPeer", "BGPAdvertisement", "L2Advertisement"]
	count(object.get(input.metallb, kind, [])) > 0
}

blocks[block.list] contains block.bits if some block in service_blocks.all

# Blocks that are filled in later may hold anything.
unknown[block.list] contains {"resource": block.id, "path": block.path} if {
	some block in service_blocks.all
	not block.bits
}

advertised(list, bits) if {
	some length in lengths[list]
	blocks[list][substring(bits, 0, length)]
}

# A network that holds a block is advertised, if only in part.
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

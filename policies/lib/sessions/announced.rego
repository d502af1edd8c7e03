# METADATA
# description: |
#   What an end at nodes (`ends` of bgplint.lib.sessions) is known to announce: `of[key]`, by the end's key `{family,
#   resource, path}`, a set of claims `{cidr, from, to, resource, path, name}`: prefixes within a network, `from` and
#   `to` the lengths of the shortest and the longest of them. Where one prefix is meant, both are the network's own
#   length, and `one` is true; `sure` is true where one prefix at least is announced. There is none for an end of which
#   it is not known what else it announces, such as one with filters.
#
#   Of a range of addresses the claim is about the smallest network that holds it.
package bgplint.lib.sessions.announced

import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels
import data.bgplint.lib.metallb.pools
import data.bgplint.lib.metallb.reach
import data.bgplint.lib.sessions.compared

# METADATA
# description: The family of a claim's addresses.
family(claim) := 6 if {
	contains(claim.cidr, ":")
} else := 4

width := {4: 32, 6: 128}

# METADATA
# description: How the prefixes of a claim are told in a sentence.
title(claim) := claim.cidr if {
	claim.one
} else := $"/{claim.from} prefixes in {claim.cidr}" if {
	claim.from == claim.to
} else := $"/{claim.from} to /{claim.to} prefixes in {claim.cidr}"

# METADATA
# description: |
#   What a router sees of the path of an end's own routes, `{as}`: the AS number of its nodes, where another AS sees
#   them and they have one alone.
origin(key) := {"as": number} if {
	number := min(numbers_of[key])
	count(numbers_of[key]) == 1
} else := {}

numbers_of[key] contains local.as if {
	some known in compared.sessions_known
	key := {"family": known.end.family, "resource": known.end.resource, "path": known.end.path}
	of[key]
	compared.external(known.end)
	some local in known.end.local_as
}

# METADATA
# description: What is known of the end of each peer.
of[{"family": "metallb", "resource": peer.id, "path": ["spec", "peerAddress"]}] := claims if {
	not unknown_of_metallb
	some peer in input.metallb.BGPPeer
	not peer.partial
	claims := of_metallb(peer)
	count(claims) > 0
}

of[{"family": "calico", "resource": peer.id, "path": ["spec", "peerIP"]}] := of_calico if {
	not unknown_of_calico
	count(of_calico) > 0
	some peer in input.calico.BGPPeer
	not peer.partial
	not calico.given(peer, "filters")
}

of[{"family": "frr-k8s", "resource": config.id, "path": frr_k8s.field(i, j, "address")}] := claims if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	not config.partial
	count(configs_with[neighbor.address]) == 1
	claims := of_frr_k8s(config, i, router, j, neighbor)
	count(claims) > 0
}

# MetalLB: an address of each Service, as long as the advertisement makes it.

default unknown_of_metallb := false

unknown_of_metallb if reach.unknown

unknown_of_metallb if count(input.metallb.AddressPool) > 0

unknown_of_metallb if count(input.metallb.LegacyConfig) > 0

# These may announce something through sessions of MetalLB.
unknown_of_metallb if {
	some config in input["frr-k8s"].FRRConfiguration
	not frr_k8s.generated(config)
}

unknown_of_metallb if {
	some advertisement in input.metallb.BGPAdvertisement
	pools.pools_unknown(advertisement)
}

unknown_of_metallb if {
	some pool in input.metallb.IPAddressPool
	some i, _ in object.get(pool.object, ["spec", "addresses"], [])
	not pool.facts[$"/spec/addresses/{i}"].range
}

unknown_of_metallb if {
	some advertisement in input.metallb.BGPAdvertisement
	some version in [4, 6]
	not is_number(pools.length(advertisement, version))
}

of_metallb(peer) := of_ranges(peer) | of_addresses(peer)

of_ranges(peer) := {claim |
	some advertisement in input.metallb.BGPAdvertisement
	for_peer(advertisement, peer)
	labels.may_share(reach.key(advertisement), labels.key(peer, "/spec/nodeSelectors"))
	some id in pools.pools_of(advertisement)
	pool := pools.by_id[id]
	some i, _ in pool.object.spec.addresses
	fact := pool.facts[$"/spec/addresses/{i}"]
	length := pools.length(advertisement, fact.family)
	claim := {
		"cidr": enclosing(fact),
		"from": length,
		"to": length,
		"one": false,
		"sure": false,
		"resource": id,
		"path": ["spec", "addresses", i],
		"name": $"pool {pool.name}",
	}
}

# An address that a Service asks for, of a pool that a peer of all nodes is told of. With `externalTrafficPolicy: Local`
# the nodes without an endpoint are silent about it.
of_addresses(peer) := {claim |
	some advertisement in input.metallb.BGPAdvertisement
	for_peer(advertisement, peer)
	labels.key(peer, "/spec/nodeSelectors") == labels.everything
	reach.key(advertisement) == labels.everything
	not advertisement.object.spec.serviceSelectors
	some service in asking
	pools.length(advertisement, service.fact.family) == width[service.fact.family]
	some id in pools.pools_of(advertisement)
	pool := pools.by_id[id]
	not pool.object.spec.serviceAllocation
	some fact in pool.facts
	fact.cidr
	net.cidr_contains(fact.cidr, service.fact.cidr)
	claim := {
		"cidr": service.fact.cidr,
		"from": width[service.fact.family],
		"to": width[service.fact.family],
		"one": true,
		"sure": true,
		"resource": service.id,
		"path": ["spec", "loadBalancerIP"],
		"name": $"Service {service.name}",
	}
}

asking contains {"id": service.id, "name": service.name, "fact": fact} if {
	some service in input.kubernetes.Service
	not service.partial
	spec := service.object.spec
	spec.type == "LoadBalancer"
	not spec.loadBalancerClass
	object.get(spec, "externalTrafficPolicy", "Cluster") == "Cluster"
	fact := service.facts["/spec/loadBalancerIP"]
	fact.length == width[fact.family]
}

for_peer(advertisement, _) if count(object.get(advertisement.object, ["spec", "peers"], [])) == 0

for_peer(advertisement, peer) if peer.name in advertisement.object.spec.peers

enclosing(fact) := fact.cidr if {
	fact.cidr
} else := $"{first}/{count(fact.bits) - 2}" if first := split(fact.range, "-")[0]

# Calico: blocks of pools, single addresses of them, and the blocks of Services.

default unknown_of_calico := false

# What BIRD exports at all is told by other rules, and no configuration tells it here.
unknown_of_calico if {
	some pool in ip_pools.all
	not pool.fact.cidr
}

unknown_of_calico if count([pool | some pool in input.calico.IPPool; pool.partial]) > 0

# Where no pool of a family is in the scan, calico-node or the operator makes one, of a network that is not known here.
families_known := {pool.fact.family | some pool in ip_pools.for_workloads}

of_calico := {claim | some claim in (of_pools | of_services); family(claim) in families_known}

of_pools := {claim |
	some pool in ip_pools.all
	pool.exported
	version := pool.fact.family
	claim := {
		"cidr": pool.fact.cidr,
		"from": block_size(pool),
		"to": width[version],
		"one": false,
		"sure": false,
		"resource": pool.id,
		"path": pool.path,
		"name": $"IPPool {pool.name}",
	}
}

block_size(pool) := size if {
	some object in input.calico.IPPool
	object.id == pool.id
	size := object.object.spec.blockSize
	is_number(size)
	size > 0
} else := size if {
	pool.path[0] == "spec"
	pool.path[1] == "calicoNetwork"
	some installation in input.calico.Installation
	installation.id == pool.id
	size := installation.object.spec.calicoNetwork.ipPools[pool.path[3]].blockSize
	is_number(size)
	size > 0
} else := {4: 26, 6: 122}[pool.fact.family]

of_services := {claim |
	some config in input.calico.BGPConfiguration
	config.name == "default"
	some list in ["serviceClusterIPs", "serviceExternalIPs", "serviceLoadBalancerIPs"]
	some i, _ in config.object.spec[list]
	fact := config.facts[$"/spec/{list}/{i}/cidr"]
	claim := {
		"cidr": fact.cidr,
		"from": fact.length,
		"to": width[fact.family],
		"one": false,
		"sure": true,
		"resource": config.id,
		"path": ["spec", list, i, "cidr"],
		"name": list,
	}
}

# frr-k8s: what the router has and the neighbor may be told.

configs_with[neighbor.address] contains [config.id, i, j] if some [config, i, _, j, neighbor] in frr_k8s.neighbors

of_frr_k8s(config, i, router, j, neighbor) := {claim |
	neighbor.toAdvertise.allowed.mode == "all"
	some k, _ in router.prefixes
	claim := exactly(config, ["spec", "bgp", "routers", i, "prefixes", k])
} | {claim |
	not neighbor.toAdvertise.allowed.mode == "all"
	some k, _ in neighbor.toAdvertise.allowed.prefixes
	claim := exactly(config, array.concat(frr_k8s.field(i, j, "toAdvertise"), ["allowed", "prefixes", k]))
} if {
	count(object.get(config.object, ["spec", "raw", "rawConfig"], "")) == 0
}

exactly(config, path) := {
	"cidr": fact.cidr,
	"from": fact.length,
	"to": fact.length,
	"one": true,
	"sure": true,
	"resource": config.id,
	"path": path,
	"name": "the router's prefixes",
} if {
	fact := config.facts[concat("/", ["", concat("/", [$"{step}" | some step in path])])]
}

# METADATA
# title: Invalid or overlapping Calico IP pool
# description: |
#   Calico's IPAM cuts a pool into blocks and gives them to nodes, and BGP advertises the blocks. A pool with host bits,
#   too small for one block, with two encapsulations or over link-local addresses is refused as a whole; before v3.32,
#   kubectl applied such pools, and Felix and IPAM failed on them later. If two pools overlap, one is refused or not
#   allocated from, because an address could belong to either. Nothing checks what a pool must not share with Services,
#   routers and nodes.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/ippool
#     description: IPPool resource
#   - ref: https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/clientv3/ippool.go
#     description: Checks of calicoctl
# custom:
#   id: calico/pool-invalid
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Write the network itself; keep the block size between 20 and 32 (116 and 128 for IPv6) and at least as long as the
#     mask. Use at most one encapsulation, and IP-in-IP only for IPv4. Give pools networks that do not overlap. A CIDR
#     cannot be changed later: create a new pool and move to it.
#   variants:
#     service-block:
#       description: |
#         calico-node advertises the blocks of `serviceClusterIPs`, `serviceExternalIPs` and `serviceLoadBalancerIPs`,
#         and keeps routes within them out of the kernel (BIRD's filter `calico_kernel_programming`): no node gets
#         routes to pods on other nodes that have addresses from such a block, and traffic to them is dropped.
#       remediation: |
#         Give the pool and the Services networks that do not overlap. A pool for load balancers has `allowedUses:
#         [LoadBalancer]`; a pool that only describes a network has `disabled: true`.
#     holds-address:
#       description: |
#         Calico assigns every address of a pool, and does not know which machines already have one. Once a pod or a
#         Service has the address of a router or a node, the nodes advertise it and answer in its place, and traffic to
#         that machine, its BGP session included, goes astray.
#       remediation: |
#         Use a network for the pool, or for the Services, in which no machine has an address, or a part of it without
#         them. A network that only must not be masqueraded is a pool with `disabled: true`; an IPReservation excludes
#         single addresses.
package bgplint.rules.calico["pool-invalid"]

import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.calico.known_addresses
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.pools as calico_pools
import data.bgplint.lib.calico.routes
import data.bgplint.lib.calico.service_blocks
import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains mended(resource, fault.field, finding.value(resource.id, ["spec", fault.field], message)) if {
	some resource in input.calico.IPPool
	some fault in calico_pools.faults(resource)
	message := $"pool {resource.name} {fault.says}: {calico.refused}"
}

mended(resource, "cidr", found) := finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "resource": resource.id, "path": ["spec", "cidr"], "value": fact.cidr, "safe": false},
		[steps.network(resource.object.spec.cidr, fact.cidr)],
	)],
) if {
	fact := resource.facts["/spec/cidr"]
	fact.hostBits
} else := found

mended(_, field, found) := found if field != "cidr"

# Overlaps: each pool with the first of those that hold it, which are known by their bits, and in a folder that is
# applied with its own before any other.
report contains finding.with_related(
	finding.at_level(found, contradictions.levels[rank]),
	{finding.place(other.id, ["spec", "cidr"], $"pool {other.name}")},
) if {
	some resource in pools
	bits := resource.facts["/spec/cidr"].bits
	[rank, [_, first_id]] := min({[rank, first] |
		some length in lengths
		length <= count(bits)
		some [rank, first] in firsts(substring(bits, 0, length), contradictions.folder(resource))
		[name, _] := first
		name != resource.name
	})
	other := pools[first_id]
	message := concat(" ", [
		$"{resource.object.spec.cidr} of pool {resource.name} overlaps {other.object.spec.cidr} of pool {other.name}:",
		"calicoctl refuses the second; kubectl applies it,",
		$"but Calico does not allocate from it{contradictions.advice[rank]}",
	])
	found := finding.value(resource.id, ["spec", "cidr"], message)
}

lengths := {count(bits) | some bits, _ in owners_in}

firsts(bits, folder) := {[0, first] |
	some there in contradictions.beside[folder]
	first := first_in[bits][there]
} | {[2, min(owners)] |
	owners := {owner | some owner in first_in[bits]}
	count(owners) > 0
}

first_in := {bits: {folder: min(owners) | some folder, owners in by_folder} | some bits, by_folder in owners_in}

owners_in[resource.facts["/spec/cidr"].bits][contradictions.folder(resource)] contains [resource.name, id] if {
	some id, resource in pools
}

# What the two do, if they are of one cluster.
pools[resource.id] := resource if {
	some resource in input.calico.IPPool
	not resource.partial
	resource.facts["/spec/cidr"].bare == false
}

# Pools and blocks of Services: each pool with the first block that holds it, or that it holds.
report contains finding.variant(finding.resting_on(finding.at_level(found, level), rests_on), "service-block") if {
	some pool in in_use
	not "LoadBalancer" in pool.uses
	[_, id, path, list, text] := min(blocks_at(pool))
	[level, why] := outcome(pool)
	message := $"{pool.text} of pool {pool.name} overlaps {text} of {list}: {why}"
	related := finding.place(id, path, "the Service block")
	found := finding.with_related(finding.value(pool.id, pool.path, message), {related})
	rests_on := {{"resource": pool.id, "path": at} | some at in pool.at}
}

# A route that BIRD does not program passes none of its filters: then only a block inside of a pool is a fault.
blocks_at(pool) := around(pool.fact.bits) | object.get(within, pool.fact.bits, set()) if {
	not routes.of_felix(pool.encapsulation)
} else := object.get(within, pool.fact.bits, set())

outcome(pool) := [
	"error",
	"BIRD keeps routes in the overlap out of the kernel, and pods there are unreachable from other nodes",
] if {
	not routes.of_felix(pool.encapsulation)
} else := ["warning", "a pod may get the address of a Service"]

in_use := [pool | some pool in ip_pools.all; not pool.disabled; pool.fact.bits]

around(bits) := {first |
	some length in block_lengths
	length <= count(bits)
	first := first_block[substring(bits, 0, length)]
}

block_lengths := {count(block.bits) | some block in blocks}

first_block := {bits: min(same) | some bits, same in block_by_bits}

block_by_bits[block.bits] contains row(block) if some block in blocks

within := {bits: {min(inside)} | some bits, inside in block_by_pool}

block_by_pool[substring(block.bits, 0, length)] contains row(block) if {
	some length in pool_lengths
	some block in blocks
	length <= count(block.bits)
}

pool_lengths := {count(pool.fact.bits) | some pool in in_use}

blocks := [block | some block in service_blocks.all; block.bits]

row(block) := [block.bits, block.id, block.path, block.list, block.text]

# Pools, and blocks of Services, that hold an address of a router or of a node.
report contains finding.variant(finding.at_level(found, level), "holds-address") if {
	some network in networks
	[level, n, [who, id, path], rank] := holding(network)
	message := concat(" ", [
		$"{network.says} contains the address of {who}{others(n)}:",
		$"{network.for} may get it, and the nodes then answer in its place{contradictions.advice[rank]}",
	])
	related := finding.place(id, path, "the address")
	found := finding.with_related(finding.value(network.id, network.path, message), {related})
}

others(n) := "" if n == 1

others(n) := " and one other" if n == 2

others(n) := $" and {n - 1} others" if n > 2

# Those in folders that are applied with the network's own, or else those of all.
holding(network) := ["warning", sum([n | some [n, _] in near]), min([first | some [_, first] in near]), 0] if {
	near := near_by_network[[network.bits, network.of, network.folder]]
	count(near) > 0
} else := ["note", sum([n | some [n, _] in all]), min([first | some [_, first] in all]), 2] if {
	all := held_in[[network.bits, network.of]]
}

near_by_network := {[bits, of, folder]: near |
	some [bits, of, folder] in {[network.bits, network.of, network.folder] | some network in networks}
	near := [row |
		some there in contradictions.beside[folder]
		row := held_in[[bits, of]][there]
	]
}

networks := array.concat(pool_networks, block_networks)

pool_networks := [network |
	some pool in in_use
	network := {
		"id": pool.id,
		"path": pool.path,
		"bits": pool.fact.bits,
		"folder": folder_of[pool.id],
		"says": $"{pool.text} of pool {pool.name}",
		"for": user(pool),
		"of": "both",
	}
]

user(pool) := "a Service" if {
	"LoadBalancer" in pool.uses
} else := "a pod"

# Addresses of nodes as external ones of Services are common, and lead there anyway.
block_networks := [network |
	some block in blocks
	network := {
		"id": block.id,
		"path": block.path,
		"bits": block.bits,
		"folder": folder_of[block.id],
		"says": $"{block.text} of {block.list}",
		"for": "a Service",
		"of": {"serviceClusterIPs": "both", "serviceExternalIPs": "peer", "serviceLoadBalancerIPs": "both"}[block.list],
	}
]

lengths_of_networks := {count(network.bits) | some network in networks}

folder_of[resource.id] := contradictions.folder(resource) if {
	some kind in ["IPPool", "Installation", "BGPConfiguration"]
	some resource in input.calico[kind]
}

# By network and whose addresses count in it, of each folder how many and the first, `[n, [who, id, path]]`.
held_in := {network: {folder: [count(rows), min(rows)] | some folder, rows in by_folder} |
	some network, by_folder in held_by
}

held_by[[substring(address.bits, 0, length), of]][address.folder] contains [address.who, address.id, address.path] if {
	some length in lengths_of_networks
	some address in known_addresses.all
	not reserved(address.bits)
	some of in ["both", address.of]
}

# What an IPReservation keeps pods from.
reserved(bits) if {
	some length in reserved_lengths
	reservations[substring(bits, 0, length)]
}

reserved_lengths := {count(bits) | some bits in reservations}

reservations := {bits |
	some reservation in input.calico.IPReservation
	some i, _ in reservation.object.spec.reservedCIDRs
	bits := reservation.facts[$"/spec/reservedCIDRs/{i}"].bits
}

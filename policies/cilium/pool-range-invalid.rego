# METADATA
# title: Invalid block of a Cilium pool
# description: |
#   Cilium's operator fails on a pool with an invalid address, a `stop` below its `start`, or two families in one
#   block: it logs an error, and Services that wait for an address stay pending. A block is a `cidr`, or the addresses
#   from `start` to `stop`; `start` alone is one address. The API server checks only the form of `cidr`.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/lb-ipam/
#     description: Cilium, LoadBalancer IP address management
#   - ref: https://github.com/cilium/cilium/blob/main/operator/pkg/lbipam/lbipam.go
#     description: Cilium, how the operator reads blocks, ipRangeFromBlock
# custom:
#   id: cilium/pool-range-invalid
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Write a network as `cidr`, or the first and last address as `start` and `stop`, of the same family and in this
#     order.
#   variants:
#     both:
#       description: |
#         Beside a `cidr` the operator does not read `start` and `stop` at all: the pool is the whole network, not just
#         that part of it, and Services may get its other addresses.
#       remediation: |
#         Remove `start` and `stop` if the whole network is meant; for a part of it, remove `cidr` and write the first
#         and the last address.
#     host-bits:
#       description: |
#         Only the prefix bits of a `cidr` count: `192.0.3.0/22` means 192.0.0.0/22, from 192.0.0.0 to 192.0.3.255.
#         Nothing refuses it. The pool works, and Services may get addresses below the one that is written, which may
#         belong to routers and nodes.
#       remediation: |
#         Write the network that is meant: the first address of this prefix, or a longer prefix. For a range of
#         addresses, use `start` and `stop`.
#     router:
#       description: |
#         Cilium gives Services any free address of a pool. If that is the router's own address, the nodes advertise it
#         and answer for it, and the session may go down with it, since the router is reached at this address.
#       remediation: |
#         Leave the router's address out: split the block with `start` and `stop` around it, or use addresses that no
#         machine has. `allowFirstLastIPs: "No"` reserves the first and the last address of a `cidr`, and no other.
#     node:
#       description: |
#         Cilium gives Services any free address of a pool. If that is a node's own address, all nodes advertise it,
#         and traffic for the node arrives at the Service.
#       remediation: |
#         Leave the addresses of nodes out: split the block, or use addresses that no machine has.
package bgplint.rules.cilium["pool-range-invalid"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains finding.at_level(found, "error") if {
	some pool in input.cilium.CiliumLoadBalancerIPPool
	some i, block in pool.object.spec.blocks
	is_object(block)
	fault := pool.facts[$"/spec/blocks/{i}"].fault
	path := ["spec", "blocks", i, field[fault]]
	not reported_by_schema[[pool.id, path]]
	found := finding.value(pool.id, path, $"a block of pool {pool.name} {problem(fault, block)}: {effect}")
}

report contains finding.at_level(found, "error") if {
	some pool in input.cilium.CiliumLoadBalancerIPPool
	some i, block in pool.object.spec.blocks
	is_object(block)
	unset(block, "cidr")
	unset(block, "start")
	not pool.facts[$"/spec/blocks/{i}"]
	found := finding.absent(
		pool.id,
		["spec", "blocks", i, "start"],
		$"a block of pool {pool.name} has neither cidr nor start: {effect}",
	)
}

report contains finding.variant(finding.at_level(found, "warning"), "both") if {
	some pool in input.cilium.CiliumLoadBalancerIPPool
	some i, block in pool.object.spec.blocks
	is_object(block)
	not unset(block, "cidr")
	some name in ["start", "stop"]
	not unset(block, name)
	path := ["spec", "blocks", i, name]
	found := finding.key(
		pool.id,
		path,
		concat(" ", [
			$"a block of pool {pool.name} has {name} {block[name]} beside cidr {block.cidr}:",
			$"only the cidr counts, and nothing reads the {name}",
		]),
	)
}

# The network is taken that the address lies in.
report contains finding.at_level(mended, "warning") if {
	some pool in input.cilium.CiliumLoadBalancerIPPool
	some i, block in pool.object.spec.blocks
	is_object(block)
	fact := pool.facts[$"/spec/blocks/{i}"]
	network := fact.network
	path := ["spec", "blocks", i, "cidr"]
	found := finding.value(
		pool.id,
		path,
		concat(" ", [
			$"a block of pool {pool.name} has cidr {block.cidr}, which Cilium reads as {network}:",
			$"the pool also assigns addresses below {address_of(block.cidr)}",
		]),
	)
	mended := finding.variant(
		finding.with_fix(found, [finding.then(
			{"op": "replace", "path": path, "value": network, "safe": false},
			[steps.network(block.cidr, network)],
		)]),
		"host-bits",
	)
}

# A pool that holds the address of a router or of a node, each told at one block.
report contains finding.variant(finding.at_level(found, level(entry)), owner.variant) if {
	some entry in input.cluster.held
	entry.family == "cilium"
	pool := pools[entry.resource]
	not object.get(pool.object, ["spec", "disabled"], false) == true
	[_, _, i] := entry.path
	block := object.get(pool.object, entry.path, {})
	not kept_back(pool, i, block, entry.address)
	owner := owners[entry.of]
	message := $"pool {pool.name} contains {entry.address}, {owner.whose} {entry.by.name}: {owner.outcome}"
	found := finding.with_related(
		finding.value(pool.id, array.concat(entry.path, [stated(block)]), message),
		{finding.place(entry.by.resource, entry.by.path, owner.place)},
	)
}

owners := {
	"peer": {
		"variant": "router",
		"whose": "the address of a peer of",
		"outcome": "a Service may get the router's own address, and the nodes then answer for it",
		"place": "the router's address",
	},
	"node": {
		"variant": "node",
		"whose": "the address of node",
		"outcome": "a Service may get it, and all nodes then answer for it",
		"place": "the node's address",
	},
}

# Folders beside each other may be two clusters.
level(entry) := "note" if {
	here := contradictions.folder(pools[entry.resource])
	there := contradictions.folder(speakers[entry.by.resource])
	not contradictions.beside[here][there]
} else := "warning"

speakers[resource.id] := resource if {
	some family, kinds in speaking
	some kind in kinds
	some resource in input[family][kind]
}

speaking := {
	"calico": ["BGPPeer"],
	"cilium": ["CiliumBGPClusterConfig", "CiliumBGPPeeringPolicy"],
	"frr-k8s": ["FRRConfiguration"],
	"metallb": ["BGPPeer"],
}

# The first and last address of a network, on demand.
kept_back(pool, i, block, address) if {
	pool.object.spec.allowFirstLastIPs == "No"
	stated(block) == "cidr"
	ends := split(pool.facts[$"/spec/blocks/{i}"].range, "-")
	count(ends) == 2
	address in ends
}

stated(block) := "start" if {
	unset(block, "cidr")
} else := "cidr"

pools[pool.id] := pool if some pool in input.cilium.CiliumLoadBalancerIPPool

address_of(cidr) := address if [address, _] = split(cidr, "/")

field := {"cidr": "cidr", "start": "start", "stop": "stop", "order": "stop", "mixed": "stop"}

effect := "the operator fails on the pool and does not use the block"

problem("cidr", block) := $"has cidr {block.cidr}, which is not a network"

problem("start", block) := $"has start {block.start}, which is not an IP address"

problem("stop", block) := $"has stop {block.stop}, which is not an IP address"

problem("order", block) := $"has stop {block.stop} before its start {block.start}"

problem("mixed", block) := $"has start {block.start} and stop {block.stop} of different families"

unset(block, name) if object.get(block, name, null) in {null, ""}

# What the API server refuses already.
reported_by_schema[[fault.id, fault.path]] if some fault in input.schema.InvalidValue

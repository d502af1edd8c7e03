# METADATA
# title: Addresses that stand in two Cilium pools
# description: |
#   Where two CiliumLoadBalancerIPPools have an address in common, Cilium's operator turns off the whole of the one that was
#   made later, and a pool whose own blocks overlap altogether: no Service gets an address from it any more, and the
#   condition cilium.io/PoolConflict of the pool tells. The API server takes both, and a pool that is `disabled` counts too.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/lb-ipam/
#     description: Cilium, LoadBalancer IP address management, conflicts
#   - ref: https://github.com/cilium/cilium/blob/main/operator/pkg/lbipam/lbipam.go
#     description: The operator, settleConflicts
# custom:
#   id: cilium/pool-overlap
#   level: error
#   class: correctness
#   remediation: |
#     Give each address to one pool: shorten one of the blocks, or make one pool of both.
package bgplint.rules.cilium["pool-overlap"]

import data.bgplint.lib.finding

report contains finding.with_related(finding.value(pool, later[2], message), {finding.place(other, first[2], $"pool {other.name}")}) if {
	some later, firsts in before
	first := min(firsts)
	pool := pools[later[1]]
	other := pools[first[1]]
	message := $"{text(pool, later[2])} {pair(pool, other, text(other, first[2]))}"
}

pair(pool, other, text) := $"of pool {pool.name} overlaps {text} of pool {other.name}: Cilium turns off the pool that was made later" if {
	pool.id != other.id
} else := $"overlaps {text} in the same pool {pool.name}: Cilium turns off the whole pool"

# Of each place those that come before it, by the names of the pools.
before[later] contains first if {
	some overlap in input.cluster.overlaps
	overlap.family == "cilium"
	[one, other] := [entry | some place in overlap.places; entry := named(place)]
	first := min({one, other})
	later := max({one, other})
}

named(place) := [pool.name, place.resource, place.path] if pool := pools[place.resource]

pools[pool.id] := pool if some pool in input.cilium.CiliumLoadBalancerIPPool

text(pool, path) := whole(object.get(pool.object, path, {}))

whole(block) := block.cidr if {
	is_string(block.cidr)
	block.cidr != ""
} else := $"{block.start} to {block.stop}" if {
	is_string(block.stop)
	block.stop != ""
} else := block.start

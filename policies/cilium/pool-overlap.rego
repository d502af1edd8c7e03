# METADATA
# title: Addresses in two Cilium pools
# description: |
#   If two CiliumLoadBalancerIPPools share an address, Cilium's operator disables the whole pool that was created later,
#   and a pool whose own blocks overlap is disabled entirely: no Service gets an address from it anymore, and the pool's
#   condition cilium.io/PoolConflict reports it. The API server accepts both, and a pool that is `disabled` counts too.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/lb-ipam/
#     description: Cilium, LoadBalancer IP address management, conflicts
#   - ref: https://github.com/cilium/cilium/blob/main/operator/pkg/lbipam/lbipam.go
#     description: Cilium, the operator, settleConflicts
# custom:
#   id: cilium/pool-overlap
#   level: error
#   levels: [error, note]
#   class: correctness
#   remediation: |
#     Put each address into one pool, and only once: shorten one of the blocks, or merge the two. If the two pools are
#     for two clusters, list these in bgplint.yaml under `clusters`.
package bgplint.rules.cilium["pool-overlap"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding

report contains finding.at_level(finding.with_related(found, {other_place}), contradictions.levels[rank]) if {
	some later, firsts in before
	[rank, [_, other_id, other_path]] := min(firsts)
	[_, id, path] := later
	pool := pools[id]
	other := pools[other_id]
	message := concat(" ", [
		text(pool, path),
		$"{pair(pool, other, text(other, other_path))}{outcome(pool, other)}{contradictions.advice[rank]}",
	])
	found := finding.value(id, path, message)
	other_place := finding.place(other_id, other_path, $"pool {other.name}")
}

pair(pool, other, text) := $"of pool {pool.name} overlaps {text} of pool {other.name}" if {
	pool.id != other.id
} else := $"overlaps {text} in the same pool {pool.name}"

outcome(pool, other) := ": Cilium disables the whole pool" if {
	pool.id == other.id
} else := ": Cilium disables the pool that was created later" if {
	rank(pool, other) == 0
} else := ": if both are applied to one cluster, Cilium disables the pool that was created later"

# Of each place those that come before it, by the names of the pools, with their rank.
before[later] contains [rank(pools[first_id], pools[later_id]), first] if {
	some overlap in input.cluster.overlaps
	overlap.family == "cilium"
	[one, other] := [entry | some place in overlap.places; entry := named(place)]
	first := min({one, other})
	later := max({one, other})
	[_, first_id, _] := first
	[_, later_id, _] := later
}

rank(one, other) := 0 if {
	contradictions.together(one, other)
} else := 2

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

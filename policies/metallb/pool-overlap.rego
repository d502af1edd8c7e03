# METADATA
# title: Addresses that stand in two pools
# description: |
#   Of an address in two pools nobody could say which pool it belongs to, and by which advertisement it goes out.
#   MetalLB's webhook refuses the pool that comes second, and also one whose own ranges overlap. Where no webhook ran,
#   the controller and the speakers refuse the whole configuration and keep the one that they have.
# related_resources:
#   - ref: https://metallb.io/apis/#ipaddresspool
#     description: MetalLB API, IPAddressPool
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: How MetalLB reads pools, cidrsOverlap
# custom:
#   id: metallb/pool-overlap
#   level: error
#   levels: [error, note]
#   class: correctness
#   remediation: |
#     Give each address to one pool, and once: shorten one of the ranges, or make one of both. Where the two are for two
#     clusters, list these in bgplint.yaml under `clusters`.
package bgplint.rules.metallb["pool-overlap"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding

report contains finding.at_level(finding.with_related(found, {other_place}), contradictions.levels[rank]) if {
	some later, firsts in before
	[rank, [_, _, _, other_path, other_id]] := min(firsts)
	[_, _, _, path, id] := later
	pool := pools[id]
	other := pools[other_id]
	message := concat(" ", [
		text(pool, path),
		$"{pair(pool, other, text(other, other_path))}{outcome[rank]}{contradictions.advice[rank]}",
	])
	found := finding.value(id, path, message)
	other_place := finding.place(other_id, other_path, $"pool {other.name}")
}

outcome := {0: ": the webhook refuses it", 2: ": if both are applied to one cluster, the webhook refuses it"}

pair(pool, other, text) := $"of pool {pool.name} overlaps {text} of pool {other.name}" if pool.id != other.id

pair(pool, other, text) := $"overlaps {text} in the same pool {pool.name}" if pool.id == other.id

# Of each place those that come before it, by the names of the pools, with their rank.
before[later] contains [rank(pools[first_id], pools[later_id]), first] if {
	some overlap in input.cluster.overlaps
	overlap.family == "metallb"
	[one, other] := [entry | some place in overlap.places; entry := named(place)]
	first := min({one, other})
	later := max({one, other})
	[_, _, _, _, first_id] := first
	[_, _, _, _, later_id] := later
}

rank(one, other) := 0 if {
	contradictions.together(one, other)
} else := 2

named(place) := [pool.name, pool.namespace, pool.gvk.kind, place.path, place.resource] if pool := pools[place.resource]

pools[pool.id] := pool if {
	some kind in ["IPAddressPool", "AddressPool"]
	some pool in input.metallb[kind]
}

text(pool, path) := object.get(pool.object, path, "")

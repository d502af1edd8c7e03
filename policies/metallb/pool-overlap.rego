# METADATA
# title: Addresses in two MetalLB pools
# description: |
#   An address in two pools could belong to either, and be advertised as either of them is. MetalLB's webhook refuses
#   the second pool, and also one whose own ranges overlap. If no webhook ran, the controller and the speakers refuse
#   the whole configuration and keep the previous one.
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
#     Give each address to one pool, and once: shorten one of the ranges, or merge the two. If the two are for two
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
		$"{pair(pool, other, text(other, other_path))}: the webhook refuses it{contradictions.advice[rank]}",
	])
	found := finding.value(id, path, message)
	other_place := finding.place(other_id, other_path, $"pool {other.name}")
}

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

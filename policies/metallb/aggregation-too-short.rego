# METADATA
# title: Aggregation length shorter than the pool prefix
# description: |
#   `aggregationLength` (`aggregationLengthV6`) is the prefix length that MetalLB advertises instead of single
#   addresses. If it is shorter than the pool's own prefix, it would advertise addresses outside the pool and attract
#   their traffic, so MetalLB's webhook refuses it. For a range `a-b`, the largest network in it counts.
# related_resources:
#   - ref: https://metallb.io/apis/#bgpadvertisement
#     description: MetalLB API, BGPAdvertisement
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: The check, validateBGPAdvPerPool
# custom:
#   id: metallb/aggregation-too-short
#   level: error
#   class: correctness
#   remediation: |
#     Use a length between that of the pool's network and 32 (128 for IPv6). Leave it out if Services are to be
#     advertised one by one.
#   variants:
#     too-long:
#       description: |
#         An IPv4 prefix has at most 32 bits, an IPv6 prefix 128. MetalLB's webhook refuses an advertisement with more,
#         and the object stays as it was.
#       remediation: |
#         Write a length of at most 32 (`aggregationLengthV6`: at most 128), or remove the field: without it, each
#         address is advertised on its own.
#     services:
#       description: |
#         `serviceSelectors` choose Services one by one, while an aggregate advertises all addresses of its prefix
#         together. MetalLB's webhook refuses both in one advertisement.
#       remediation: |
#         Remove the length (or write 32, for IPv6 128) if `serviceSelectors` choose, or remove the selectors.
package bgplint.rules.metallb["aggregation-too-short"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.pools as metallb_pools

report contains finding.with_related(
	finding.value(advertisement.id, ["spec", field], message),
	{finding.place(pool.id, ["spec", "addresses", i], "the addresses")},
) if {
	some advertisement in input.metallb.BGPAdvertisement
	some field, family in {"aggregationLength": 4, "aggregationLengthV6": 6}
	length := advertisement.object.spec[field]
	is_number(length)
	[_, i, id] := first_wider(advertisement, family, length)
	pool := metallb_pools.by_id[id]
	message := refused($"{field} {length}", pool, i)
}

report contains finding.with_related(
	finding.value(pool.id, ["spec", "bgpAdvertisements", j, field], message),
	{finding.place(pool.id, ["spec", "addresses", first], "the addresses")},
) if {
	some pool in input.metallb.AddressPool
	some j, advertisement in pool.object.spec.bgpAdvertisements
	some field, family in {"aggregationLength": 4, "aggregationLengthV6": 6}
	length := advertisement[field]
	is_number(length)
	first := min(wider(pool, family, length))
	message := refused($"{field} {length}", pool, first)
}

report contains finding.variant(finding.value(advertisement.id, ["spec", field], message), "too-long") if {
	some advertisement in input.metallb.BGPAdvertisement
	some field, most in longest
	length := advertisement.object.spec[field]
	length > most
	is_number(length)
	message := $"{field} is {length}, but the longest prefix of this IP family is /{most}: the webhook refuses it"
}

report contains finding.variant(finding.with_related(found, {other}), "services") if {
	some advertisement in input.metallb.BGPAdvertisement
	count(advertisement.object.spec.serviceSelectors) > 0
	some field, most in longest
	length := advertisement.object.spec[field]
	is_number(length)
	length < most
	message := concat(" ", [
		$"{field} {length} advertises Services together, but `serviceSelectors` choose them one by one:",
		"the webhook refuses both in one advertisement",
	])
	found := finding.value(advertisement.id, ["spec", field], message)
	other := finding.place(advertisement.id, ["spec", "serviceSelectors"], "the other field")
}

longest := {"aggregationLength": 32, "aggregationLengthV6": 128}

# Of all pools the one with the longest prefix, worked out once; of those that are named or selected, the first by name.
first_wider(advertisement, family, length) := [name, i, id] if {
	metallb_pools.all_pools(advertisement)
	[longest_negated, name, i, id] := narrowest[family]
	length < 0 - longest_negated
}

first_wider(advertisement, family, length) := min({[pool.name, i, id] |
	some id in metallb_pools.pools_of(advertisement)
	pool := metallb_pools.by_id[id]
	some i in wider(pool, family, length)
}) if {
	not metallb_pools.all_pools(advertisement)
}

narrowest[family] := min(ranges) if {
	some family in [4, 6]
	ranges := {[0 - fact.widest, pool.name, i, id] |
		some id, pool in metallb_pools.by_id
		some i, _ in pool.object.spec.addresses
		fact := pool.facts[$"/spec/addresses/{i}"]
		fact.family == family
		fact.range
	}
	count(ranges) > 0
}

# The addresses of a pool that such a prefix would be wider than.
wider(pool, family, length) := {i |
	some i, _ in pool.object.spec.addresses
	fact := pool.facts[$"/spec/addresses/{i}"]
	fact.family == family
	fact.widest > length
}

refused(what, pool, i) := concat(" ", [
	$"{what} is wider than {pool.object.spec.addresses[i]} of pool {pool.name}{largest(pool, i)}:",
	"the webhook refuses it",
])

largest(pool, i) := $", whose largest network is a /{pool.facts[$"/spec/addresses/{i}"].widest}" if {
	not pool.facts[$"/spec/addresses/{i}"].cidr
} else := ""

# METADATA
# description: |
#   Which of MetalLB's advertisements carry which pools (metallb/metallb internal/config/config.go,
#   setBGPAdvertisementsToPools): those that are named together with those that are selected, and all of them only where
#   neither is given. A pool is known by its name: all of MetalLB's objects are in one namespace.
package bgplint.lib.metallb.pools

import data.bgplint.lib.labels

# METADATA
# description: The IPAddressPools by their number.
by_id[pool.id] := pool if some pool in input.metallb.IPAddressPool

# METADATA
# description: The numbers of the IPAddressPools of a name.
by_name[pool.name] contains pool.id if some pool in input.metallb.IPAddressPool

# METADATA
# description: True for an advertisement of all pools. Of a patch it is not known.
all_pools(advertisement) if {
	not advertisement.partial
	not names(advertisement)
	labels.fact(advertisement, "/spec/ipAddressPoolSelectors").absent
}

all_pools(advertisement) if {
	not advertisement.partial
	not advertisement.object.spec
}

# METADATA
# description: True for an advertisement that names pools.
names(advertisement) if count(advertisement.object.spec.ipAddressPools) > 0

# METADATA
# description: The numbers of the pools that an advertisement carries for sure.
pools_of(advertisement) := {id | some id, _ in by_id} if {
	all_pools(advertisement)
} else := named(advertisement) | selected(advertisement)

named(advertisement) := {id |
	some name in advertisement.object.spec.ipAddressPools
	some id in by_name[name]
}

selected(advertisement) := labels.matched[[
	"metallb/IPAddressPool",
	labels.key(advertisement, "/spec/ipAddressPoolSelectors"),
]]

selected(advertisement) := set() if not asked(advertisement)

asked(advertisement) if labels.matched[[
	"metallb/IPAddressPool",
	labels.key(advertisement, "/spec/ipAddressPoolSelectors"),
]]

# METADATA
# description: |
#   True for an advertisement that may carry more than `pools_of`: a patch, or one whose selector has no meaning or no
#   answer.
pools_unknown(advertisement) if advertisement.partial

pools_unknown(advertisement) if {
	fact := labels.fact(advertisement, "/spec/ipAddressPoolSelectors")
	not fact.key
}

pools_unknown(advertisement) if {
	key := labels.key(advertisement, "/spec/ipAddressPoolSelectors")
	key != labels.nothing
	not labels.answered["metallb/IPAddressPool"][key]
}

# METADATA
# description: |
#   How long the prefix is that an advertisement makes of an address of a family: `aggregationLength` or its default.
length(advertisement, 4) := object.get(advertisement.object, ["spec", "aggregationLength"], 32)

length(advertisement, 6) := object.get(advertisement.object, ["spec", "aggregationLengthV6"], 128)

# METADATA
# description: The families of the addresses of each pool.
families[id] contains fact.family if {
	some id, pool in by_id
	some i, _ in pool.object.spec.addresses
	fact := pool.facts[$"/spec/addresses/{i}"]
	fact.range
}

# METADATA
# description: |
#   The far ends of the map's sessions: routers, and what of them each session is with. Of a mesh of nodes and routers
#   no pair is listed: what the nodes of a session have in common is one row.
package bgplint.lib.topology.far

import data.bgplint.lib.sessions.inventory
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers as model

# METADATA
# description: |
#   The routers of the scan that speak BGP, and those of the config that stand in for others, which have no `resource`.
routers := array.concat(configured, listed)

configured := [row |
	some router in input.router.Router
	count(object.get(router, "processes", [])) > 0
	row := {
		"key": $"router {router.id}",
		"resource": router.id,
		"name": router.name,
		"file": router.file,
		"as": [number | some number in {process.as.value | some process in router.processes}],
		"addresses": [address | some address in object.get(addresses, router.id, set())],
		"ranges": [range.cidr | some process in router.processes; some range in process.listen_ranges],
	}
]

listed := [row |
	some router in object.get(input.cluster, "routers", [])
	row := {
		"key": $"config {router.name}",
		"name": router.name,
		"as": [number | some number in {router.as}; number > 0],
		"addresses": router.addresses,
		"ranges": [],
	}
]

addresses[row.router] contains row.address if some row in model.interface_addresses

# METADATA
# description: |
#   What is known of the far end of a session, by the key that bgplint.lib.sessions.pairs gives its near end and its
#   address: `ends`, the neighbors and ranges of routers that it may be with; `certain`, whether it can be only with
#   these; `routers`, the keys of the routers that have its address; `unlisted`, whether one of them has no neighbor for
#   some of the nodes.
of(key, address) := {
	"ends": [end | some end in object.get(found, [key], set())],
	"certain": certain(key),
	"unlisted": unlisted(key),
	"routers": [name | some name in named(key, address)],
}

found[group.node] contains end if {
	some group in pairs.groups
	some end in group.candidates
}

open contains group.node if {
	some group in pairs.groups
	count(group.candidates) > 1
}

certain(key) if {
	found[key]
	not open[key]
} else := false

lacking contains row.node if some row in pairs.unlisted

unlisted(key) if {
	lacking[key]
} else := false

# Where pairs are known these say it; else the address does.
named(key, _) := {$"router {end.router}" | some end in found[key]} if found[key]

named(key, address) := {$"router {row.router}" | some row in model.at[address]} if {
	not found[key]
	model.at[address]
}

named(key, address) := {$"config {router.name}" | some router in inventory.of_address(address)} if {
	not found[key]
	not model.at[address]
}

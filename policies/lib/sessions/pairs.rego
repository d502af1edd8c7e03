# METADATA
# description: |
#   Which two ends make one session: an end at nodes (`ends` of bgplint.lib.sessions) and one at a router
#   (bgplint.lib.sessions.routers). A group is one session of which the router's end is one of its candidates:
#   - `node`, the key of the end at nodes: `{family, resource, path}`; `address`, that of the router
#   - `source`, the node's address that the session is from; `""` where it is not known
#   - `candidates`, ends of routers. One alone is the session's; of several a fault must be in each to be one
#
#   They are found by the router's address, which the peer names and an interface of the router has; by the node's,
#   which the router's neighbor names; and by ranges that hold it. Where neither is known, as in a scan without Nodes,
#   all neighbors that may be nodes are candidates.
package bgplint.lib.sessions.pairs

import data.bgplint.lib.addresses
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.routers

# More sessions than these are not made: each node and router of a scan with both has one.
most_sessions := 200000

# More neighbors of one router than these are no candidates for one session.
most_candidates := 256

# Without the addresses of nodes each peer of a router is compared with each of its candidates: not more often.
most_guesses := 4096

some_router if count(input.router.Router) > 0

# METADATA
# description: The ends at nodes by their keys, where there is a router to compare them with.
ends[{"family": end.family, "resource": end.resource, "path": end.path}] contains end if {
	some_router
	some end in sessions.ends
}

# METADATA
# description: The sessions with their two ends.
groups contains row if {
	some_router
	some row in by_router_address
}

groups contains row if {
	some_router
	some row in by_node_address
}

groups contains row if {
	some_router
	some row in by_numbers
}

# METADATA
# description: The one end of a group that can be no other's; undefined where there are several.
only(group) := end if {
	count(group.candidates) == 1
	some end in group.candidates
}

# METADATA
# description: By the ends at nodes, the ends of routers that are, or may be, the other ones.
candidates_at[group.node] contains candidate if {
	some group in groups
	some candidate in group.candidates
}

# METADATA
# description: |
#   The sessions that a router whose address is known lacks: `{node, address, source, router, vrf}`, with the `source`
#   "" where no node's address is known, and the router has no neighbor that may be one.
unlisted contains row if {
	some_router
	some row in unlisted_sources
}

unlisted contains {"node": key, "address": end.address, "source": "", "router": router.router, "vrf": router.vrf} if {
	some [key, end, router] in addressed_ends
	count(end.sources) == 0
	count(possible(router, end.address)) == 0
	not listening(router, addresses.version(end.address))
}

# The ends at nodes whose router is known by its address, each with the router.
addressed_ends contains [key, end, router] if {
	some key, rows in ends
	some end in rows
	some row in routers.at[end.address]
	router := {"router": row.router, "vrf": row.vrf}
}

too_many if count(addressed_ends) * count(all_sources) > most_sessions

all_sources contains source if {
	some _, rows in ends
	some end in rows
	some source in end.sources
}

# From the address of a node to a router that has the one that the peer names.
sourced contains [key, end.address, source, router] if {
	not too_many
	some [key, end, router] in addressed_ends
	some source in end.sources
	addresses.version(source) == addresses.version(end.address)
}

routers_for[[key, address, source]] contains router if some [key, address, source, router] in sourced

by_router_address contains {"node": key, "address": address, "source": source, "candidates": listed} if {
	some [key, address, source], found in routers_for
	listed := {end |
		some router in found
		some end in of_source(router, source)
	}
	count(listed) > 0
}

unlisted_sources contains {
	"node": key,
	"address": address,
	"source": source,
	"router": router.router,
	"vrf": router.vrf,
} if {
	some [key, address, source], found in routers_for
	count({end | some router in found; some end in of_source(router, source)}) == 0
	some router in found
}

# What a router has for an address: a neighbor in the VRF of the address that the peer names, else a range.
of_source(router, source) := listed if {
	listed := {end |
		some end in routers.listing[source]
		end.router == router.router
		routers.process(end).vrf == router.vrf
	}
	count(listed) > 0
} else := {row.end |
	some row in routers.ranges[[router.router, router.vrf]]
	net.cidr_contains(row.cidr, source)
}

# Without the addresses of nodes: all neighbors that may be nodes.
by_router_address contains {"node": key, "address": end.address, "source": "", "candidates": found} if {
	some [key, end, router] in addressed_ends
	count(end.sources) == 0
	at := [router.router, router.vrf, addresses.version(end.address)]
	count(asking[at]) * count(object.get(candidates_of, [at], set())) <= most_guesses
	found := {candidate |
		some row in routers.at[end.address]
		some candidate in candidates_of[[row.router, row.vrf, addresses.version(end.address)]]
		near(candidate, row)
	}
	count(found) > 0
	count(found) <= most_candidates
}

candidates_of[[router, vrf, version]] contains end if {
	some [router, vrf, version] in asked
	some end in possible_neighbors[[router, vrf, version]]
}

candidates_of[[router, vrf, version]] contains row.end if {
	some [router, vrf, version] in asked
	some row in routers.ranges[[router, vrf]]
	addresses.version(row.cidr) == version
}

asked contains at if some at, _ in asking

# By router, VRF and family, the ends at nodes of which no address is known.
asking[[router.router, router.vrf, addresses.version(end.address)]] contains key if {
	some [key, end, router] in addressed_ends
	count(end.sources) == 0
}

# The neighbors of a router that may be nodes: no other router, and nothing that peers of nodes name.
possible_neighbors[[router.id, process.vrf, neighbor.family]] contains end if {
	some router in input.router.Router
	some p, process in router.processes
	some n, neighbor in process.neighbors
	neighbor.remote_as
	not routers.at[neighbor.address]
	not named_by_peers[neighbor.address]
	end := {"router": router.id, "process": p, "list": "neighbors", "at": n}
}

named_by_peers contains end.address if {
	some _, rows in ends
	some end in rows
}

possible(router, address) := object.get(
	possible_neighbors,
	[[router.router, router.vrf, addresses.version(address)]],
	set(),
)

listening(router, version) if {
	some row in routers.ranges[[router.router, router.vrf]]
	addresses.version(row.cidr) == version
}

# Where the network of the router's address holds some of its neighbors, the nodes are among those.
near(_, row) if row.by == "router-id"

near(candidate, row) if {
	row.by == "interface"
	candidate.list == "listen_ranges"
}

near(candidate, row) if {
	row.by == "interface"
	not has_near[row]
	candidate.list == "neighbors"
}

near(candidate, row) if {
	row.by == "interface"
	net.cidr_contains(row.cidr, routers.neighbor(candidate).address)
}

has_near contains row if {
	some router in asked
	[id, vrf, version] := router
	some row in routers.interface_addresses
	row.router == id
	row.vrf == vrf
	some end in possible_neighbors[[id, vrf, version]]
	net.cidr_contains(row.cidr, routers.neighbor(end).address)
}

# A router of which no address is known: it is found by those of the nodes that it names, where it is the only such one
# and all that is known of the numbers, or the peer's being the only one, says that it is the peer's.
unaddressed contains router.id if {
	some router in input.router.Router
	count(object.get(router, "processes", [])) > 0
	not routers.addressed[router.id]
	not known_by_id(router)
}

known_by_id(router) if {
	some process in router.processes
	named_by_peers[process.router_id.value]
}

# The ends at nodes whose router has an address that no configuration tells.
open_ends contains [key, end] if {
	some key, rows in ends
	some end in rows
	not routers.at[end.address]
}

open_addresses contains end.address if some [_, end] in open_ends

# Many peers would each be asked of each node.
most_open := 16

by_node_address contains {"node": key, "address": end.address, "source": source, "candidates": {candidate}} if {
	count(unaddressed) == 1
	count(open_addresses) <= most_open
	some [key, end] in open_ends
	some source in end.sources
	addresses.version(source) == addresses.version(end.address)
	listed := {listed | some listed in routers.listing[source]; unaddressed[listed.router]}
	count(listed) == 1
	some candidate in listed
	meant(end, candidate)
}

by_node_address contains {"node": key, "address": end.address, "source": source, "candidates": {candidate}} if {
	count(unaddressed) == 1
	count(open_addresses) <= most_open
	some [key, end] in open_ends
	some source in end.sources
	addresses.version(source) == addresses.version(end.address)
	not listed_by_unaddressed[source]
	held := {row.end |
		some [id, vrf], rows in routers.ranges
		unaddressed[id]
		some row in rows
		net.cidr_contains(row.cidr, source)
	}
	count(held) == 1
	some candidate in held
	meant(end, candidate)
}

listed_by_unaddressed contains address if {
	some address, listed in routers.listing
	some end in listed
	unaddressed[end.router]
}

# True if a router is surely the one that a peer means: there is no other peer, or the AS number says so.
meant(_, _) if {
	count(open_addresses) == 1
	count(routers.by_id) == 1
}

meant(end, candidate) if {
	end.remote_as.as == routers.process(candidate).as.value
	count(open_with_as[end.remote_as.as]) == 1
}

open_with_as[end.remote_as.as] contains end.address if some [_, end] in open_ends

# Neither a node's address nor the router's is known: neighbors beside the peer's address, where a number agrees.
by_numbers contains {"node": key, "address": end.address, "source": "", "candidates": found} if {
	count(unaddressed) == 1
	count(open_addresses) <= most_open
	some [key, end] in open_ends
	count(end.sources) == 0
	found := {candidate |
		some id in unaddressed
		some [router, _, version], candidates in possible_neighbors
		router == id
		version == addresses.version(end.address)
		some candidate in candidates
		beside(end.address, routers.neighbor(candidate).address)
	}
	count(found) > 0
	count(found) <= most_candidates
	some one in found
	agrees(end, one)
}

agrees(end, candidate) if end.remote_as.as == routers.process(candidate).as.value

agrees(end, candidate) if {
	some local in end.local_as
	local.as == routers.neighbor(candidate).remote_as.as
}

# In one network as large as most are.
beside(address, other) if {
	addresses.version(address) == 4
	net.cidr_contains($"{address}/24", other)
}

beside(address, other) if {
	addresses.version(address) == 6
	net.cidr_contains($"{address}/64", other)
}

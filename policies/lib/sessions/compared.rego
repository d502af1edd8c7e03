# METADATA
# description: |
#   What the rules that compare both ends of a session ask of a pair: `end` is one at nodes (bgplint.lib.sessions),
#   `far` one at a router (bgplint.lib.sessions.routers).
package bgplint.lib.sessions.compared

import data.bgplint.lib.addresses
import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

# METADATA
# description: |
#   The ends at nodes that have a router's, and nothing that is not read may change, each with its groups of candidates:
#   `{end, groups}`. A fault is one where it is in each candidate of a group. Lists, since sets would compare them.
sessions_known := [{"end": end, "groups": of_end} |
	some key, of_end in groups
	some end in pairs.ends[key]
	count(end.changed_by) == 0
]

groups[group.node] contains {"source": group.source, "candidates": group.candidates} if {
	some group in pairs.groups
	every far in group.candidates {
		running(far)
	}
}

# A neighbor that is shut down has no session, whatever the other end is (router/neighbor-shutdown).
running(far) if {
	not routers.neighbor(far).shutdown
	not routers.process(far).shutdown
}

# METADATA
# description: The peer in a sentence.
title(end) := $"neighbor {end.address} of {end.name}" if {
	end.family == "frr-k8s"
} else := $"peer {end.name}"

# METADATA
# description: The router of an end, in a sentence.
router_name(far) := $"router {routers.by_id[far.router].name}"

# METADATA
# description: The end of a router in a sentence, and how many others are like it.
far_title(fars) := $"{routers.title(first)} of {router_name(first)}{others(fars)}" if first := min(fars)

others(fars) := "" if {
	count(fars) < 2
} else := $" (and {count(fars) - 1} more)"

# METADATA
# description: |
#   Further places, the first three of a set of `{resource, path}`; on the last it is said how many there are beside
#   them.
places(at, message) := {finding.place(place.resource, place.path, message) | some place in first_three(at)}

first_three(at) := at if {
	count(at) < 4
} else := {first, second, third} if {
	first := min(at)
	second := min(at - {first})
	third := min(at - {first, second})
}

# METADATA
# description: |
#   The places on which it rests that ends of routers are as they are known, with those on which it rests that the end
#   at nodes is theirs.
rests_on(end, fars) := sessions.rests_on(end.family, end.resource, end.path) | {place |
	some far in fars
	some place in routers.rests_on(far)
}

# METADATA
# description: True if the session is known to be one between two AS numbers, by what the node's end says.
external(end) if end.remote_as.rule == "external"

external(end) if {
	end.remote_as.rule == "number"
	count(end.local_as) > 0
	every local in end.local_as {
		local.as != end.remote_as.as
	}
}

# METADATA
# description: True if it is known to be one within an AS.
internal(end) if end.remote_as.rule == "internal"

internal(end) if {
	end.remote_as.rule == "number"
	count(end.local_as) > 0
	every local in end.local_as {
		local.as == end.remote_as.as
	}
}

# METADATA
# description: Where ends of routers are called by their names, as `places` wants them.
at_routers(fars) := {{"resource": far.router, "path": routers.path(far)} | some far in fars}

# METADATA
# description: |
#   True for a group of a node that is known to be behind another router: the peer's address is in a network that is
#   told, and no network that is told holds the node's. One that dials a loopback may be in one that is told elsewhere.
distant(end, group) if {
	group.source != ""
	some row in routers.at[end.address]
	row.by == "interface"
	not alone(row.cidr)
	every far in group.candidates {
		networks := networks_of[[far.router, routers.process(far).vrf, addresses.version(group.source)]]
		count({cidr | some cidr in networks; net.cidr_contains(cidr, group.source)}) == 0
	}
}

networks_of[[row.router, row.vrf, addresses.version(row.address)]] contains row.cidr if {
	some row in routers.interface_addresses
	not alone(row.cidr)
}

# METADATA
# description: True for a network of one address, as a loopback's is.
alone(cidr) if endswith(cidr, "/32")

alone(cidr) if {
	contains(cidr, ":")
	endswith(cidr, "/128")
}

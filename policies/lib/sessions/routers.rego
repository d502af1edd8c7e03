# METADATA
# description: |
#   The ends of sessions that are on routers, from their configurations (src/classify/router/model.ts). An end is named
#   by `{router, process, list, at}`: the resource's id, and the indices of a process and of an item of its list
#   `neighbors` or `listen_ranges`. Of a router that is split over the files of its daemons all of one folder count.
package bgplint.lib.sessions.routers

# METADATA
# description: The routers by their ids.
by_id[router.id] := router if some router in input.router.Router

# METADATA
# description: The process that an end is of.
process(end) := by_id[end.router].processes[end.process]

# METADATA
# description: The neighbor that an end is, or what the neighbors of its range are like.
neighbor(end) := by_id[end.router].processes[end.process].neighbors[end.at] if end.list == "neighbors"

neighbor(end) := by_id[end.router].processes[end.process].listen_ranges[end.at].neighbor if end.list == "listen_ranges"

# METADATA
# description: The path of what an end is called by in its router's text, the address or the range.
path(end) := by_id[end.router].processes[end.process][end.list][end.at].path

# METADATA
# description: What an end is called in a sentence.
title(end) := $"neighbor {neighbor(end).name}" if end.list == "neighbors"

title(end) := $"listen range {by_id[end.router].processes[end.process].listen_ranges[end.at].cidr}" if {
	end.list == "listen_ranges"
}

# METADATA
# description: |
#   What it rests on that an end is as it is known: lines about it, or about its whole process, that were not
#   understood.
rests_on(end) := {{"resource": end.router, "path": line} |
	some lines in [object.get(neighbor(end), "unknown", []), object.get(process(end), "unknown", [])]
	some line in lines
}

# METADATA
# description: |
#   The AS number that a router shows to a node of one of some AS numbers. `local-as` replaces the process' own; a
#   confederation shows its identifier, but its member AS to a node whose AS is one of its peers, to the neighbors that
#   a listen range makes, and to those that were made as members of a group (FRR 8.4.4 in the lab).
shown_as(end, theirs) := neighbor(end).local_as.as if {
	neighbor(end).local_as
} else := process(end).confederation.identifier.value if {
	outside_of_confederation(process(end), theirs)
	not neighbor(end).as_of_process
} else := process(end).as.value

outside_of_confederation(of, theirs) if {
	of.confederation
	count(theirs & {peer | some peer in of.confederation.peers}) == 0
}

# METADATA
# description: The path at which the AS number stands that a router shows.
shown_as_path(end) := neighbor(end).local_as.path if {
	neighbor(end).local_as
} else := process(end).as.path

# METADATA
# description: The ends that name an address, of neighbors that the router has.
listing[neighbor.address] contains {"router": router.id, "process": p, "list": "neighbors", "at": n} if {
	some router in input.router.Router
	some p, process in router.processes
	some n, neighbor in process.neighbors
	neighbor.remote_as
}

# Ranges are asked of one after the other: of a process with more of them nothing is asked.
most_ranges := 32

# METADATA
# description: By router and VRF, the ends that are ranges, each with its CIDR.
ranges[[router.id, process.vrf]] contains {"cidr": range.cidr, "end": end} if {
	some router in input.router.Router
	some p, process in router.processes
	count(process.listen_ranges) <= most_ranges
	some r, range in process.listen_ranges
	not range.refused
	end := {"router": router.id, "process": p, "list": "listen_ranges", "at": r}
}

# METADATA
# description: |
#   The addresses that routers are known to have, by address: the router, the VRF of the process there, and where it is
#   told. A router id that is no other's address is one of the router itself, as a rule that of a loopback.
at[row.address] contains row if some row in interface_addresses

at[id.value] contains {
	"router": router.id,
	"vrf": process.vrf,
	"address": id.value,
	"path": id.path,
	"by": "router-id",
} if {
	some router in input.router.Router
	some process in router.processes
	id := process.router_id
	not addressed[router.id]
	not of_interfaces[id.value]
}

# METADATA
# description: The addresses of interfaces, each with its network, the router and the resource in which it is told.
interface_addresses contains {
	"router": router.id,
	"told_by": part.id,
	"vrf": interface.vrf,
	"address": address.address,
	"cidr": address.cidr,
	"path": address.path,
	"by": "interface",
} if {
	some router in input.router.Router
	count(object.get(router, "processes", [])) > 0
	some part in parts(router)
	some interface in part.interfaces
	not interface.shutdown
	some address in interface.addresses
}

of_interfaces contains row.address if some row in interface_addresses

# METADATA
# description: The routers of which some address of an interface is known.
addressed contains row.router if some row in interface_addresses

parts(router) := {router} if {
	router.whole
} else := {part |
	some part in partial_in[folder(router.file)]
	part.dialect == router.dialect
}

partial_in[folder(router.file)] contains router if {
	some router in input.router.Router
	not router.whole
}

folder(file) := concat("/", array.slice(split(file, "/"), 0, count(split(file, "/")) - 1))

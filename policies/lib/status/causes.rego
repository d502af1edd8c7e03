# METADATA
# description: Faults of a session's configuration that the scan holds, as reasons why it may be down.
package bgplint.lib.status.causes

import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.nodes
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers
import data.bgplint.lib.status

# METADATA
# description: Further places for a session of bgplint.lib.status.told, each with the message of a fault found there.
of(key) := {place |
	some peer in peers(key)
	some place in object.get(faults, [peer], set())
} | {place |
	some asked in neighbors_of(key)
	some place in object.get(at_neighbors, [asked], set())
}

# What routers have for the other nodes of one peer is no reason for this session: only of few is it said.
most_neighbors := 16

# The peers with the node's address, where the session is one that its router shows, or with each, where a node does.
neighbors_of(key) := {[peer, address] |
	[_, address, _] := key
	some peer in of_router(key)
} | {[peer, source] |
	some peer in of_node(key)
	known := object.get(sources, [peer], set())
	count(known) <= most_neighbors
	some source in known
}

# METADATA
# description: |
#   The peers in the scan that a session may be of, each `{resource, path}`, the place of the address: of a node those
#   with that address, of a router those of the node that has it.
peers(key) := of_node(key) | of_router(key)

of_node(key) := {{"resource": row.resource, "path": row.path} |
	[_, address, _] := key
	some there in object.get(status.told, [key], set())
	some row in object.get(by_address, [address], set())
	may_be(status.outputs[there.output], row)
}

of_router(key) := {{"resource": group.node.resource, "path": group.node.path} |
	[_, address, _] := key
	some there in object.get(status.told, [key], set())
	output := status.outputs[there.output]
	not status.is_node(output)
	some group in object.get(by_source, [address], set())
	router_of(output, group)
}

router_of(output, _) if not output.node

router_of(output, group) if {
	some far in group.candidates
	routers.by_id[far.router].name == output.node
}

by_address[row.address] contains row if {
	count(status.down) > 0
	some row in sessions.sessions
}

by_source[group.source] contains group if {
	count(status.down) > 0
	some group in pairs.groups
	group.source != ""
}

# METADATA
# description: True for a session of the model that an output of a node may show, by its product and its nodes.
may_be(output, row) if {
	families(output)[row.family]
	on(output, row)
}

on(_, row) if nodes.everywhere(row.nodes)

on(output, _) if not output.node

on(output, row) if output.node in nodes.members(row.nodes)

# METADATA
# description: The families of objects whose sessions an output shows. None for one that may be a router's.
families(output) := {"calico"} if {
	output.product == "calico"
} else := {"cilium"} if {
	startswith(output.source, "cilium-")
} else := {"metallb", "frr-k8s"} if {
	status.who(output) == "frr-node"
} else := set()

# By peer, what a rule of sessions says of it, there or at the other end, with that end.
faults[{"resource": row.resource, "path": row.path}] contains told if {
	count(status.down) > 0
	some fault
	some found in data.bgplint.rules.session[fault].report
	not ignored[fault]
	some place in places(found)
	some row in object.get(by_resource, [place.resource], set())
	of_peer(row, place.path)
	some told in tellings(found)
}

tellings(found) := {finding.place(found.at.resource, found.at.path, found.message)} | first_related(found)

# The other end of the fault; of many places of it the first.
first_related(found) := {min({other | some other in found.related})} if {
	count(found.related) > 0
} else := set()

# And what a rule of routers says of the neighbor that is its other end, or of the group of that.
at_neighbors[[{"resource": group.node.resource, "path": group.node.path}, group.source]] contains place if {
	count(at_routers) > 0
	some group in pairs.groups
	far := pairs.only(group)
	some word in {routers.neighbor(far).name, object.get(routers.neighbor(far), "group", "")}
	some place in object.get(at_routers, [[far.router, word]], set())
}

sources[peer] contains source if some [peer, source], _ in at_neighbors

# Findings in the texts of routers, by the words of their lines.
at_routers[[found.at.resource, word]] contains finding.place(found.at.resource, found.at.path, found.message) if {
	count(status.down) > 0
	some fault
	some found in data.bgplint.rules.router[fault].report
	found.at.path[0]
	some word in split(found.at.path[0], " ")
}

# They are no reason for a session to be down.
ignored := {"documentation-as-number"}

places(found) := {found.at} | {other.at | some other in object.get(found, "related", [])}

by_resource[row.resource] contains row if {
	some address
	some row in by_address[address]
}

# The address stands in the peer itself.
of_peer(row, path) if {
	own := array.slice(row.path, 0, count(row.path) - 1)
	array.slice(path, 0, count(own)) == own
}

# METADATA
# description: |
#   Sessions as running systems show them, each once: what several commands tell of one session of one speaker is one
#   row, and so is what both ends tell.
package bgplint.lib.status

import data.bgplint.lib.calico.objects as calico

# METADATA
# description: |
#   The speaker that an output is of, as a key: by the name of its node or router; FRR's by its router id within a
#   file, since people put several commands into one; else the output itself.
speaker(output) := ["named", output.node] if {
	output.node
} else := ["router-id", output.file, output.router_id] if {
	startswith(output.source, "frr-")
	output.router_id
} else := ["output", output.id]

# METADATA
# description: The other end of a session, as people call it.
peer(session) := session.address if {
	session.address
} else := session.interface if {
	session.interface
} else := object.get(session, "name", "")

# METADATA
# description: |
#   What several outputs tell of one session, by `[speaker, peer, VRF]`: places `{output, i}` of outputs and of their
#   sessions.
told[[speaker(output), peer(session), session.vrf]] contains {"output": output.id, "i": i} if {
	some output in input.status.Output
	some i, session in output.sessions
}

# METADATA
# description: Outputs by their ids.
outputs := {output.id: output | some output in input.status.Output}

# METADATA
# description: The session of a place.
at(place) := outputs[place.output].sessions[place.i]

# METADATA
# description: True for a state in which the two ends have agreed. Routes may be stopped all the same.
agreed(session) if session.state in {"established", "policy", "no_neg"}

# METADATA
# description: True for a session of which something was printed as its state, unless that is a part of its output.
known(session) if session.state != "unknown"

known(session) if session.text != ""

# METADATA
# description: |
#   Those of `told` that some output shows as not established, with the place that says most of it: one with an error,
#   else that of a node, else the first.
down[key] := speaking if {
	some key, places in told
	ranked := [[error_rank(at(place)), end_rank(outputs[place.output]), place.output, place.i] |
		some place in places
		not agreed(at(place))
		known(at(place))
	]
	[_, _, output, i] := min(ranked)
	speaking := {"output": output, "i": i}
}

error_rank(session) := 0 if telling(session)

error_rank(session) := 1 if not telling(session)

# FRR says this of healthy sessions, too.
telling(session) if {
	session.error
	not contains(lower(session.error.text), "waiting for peer open")
}

end_rank(output) := 0 if output.end == "node"

end_rank(output) := 1 if output.end != "node"

# METADATA
# description: |
#   The same session at the other end, where that is in the scan: each speaker is at one of the addresses that the
#   other has for its peer.
other_end[key] contains other if {
	some address in keys(addresses)
	some key in at_peer[address]
	some speaker_there in at_address[address]
	[here, _, vrf] := key
	some own in object.get(addresses_of, [here], set())
	other := [speaker_there, own, vrf]
	told[other]
}

# METADATA
# description: |
#   Outputs of the other end of a session that is down, by their ids, which show other sessions and not this one.
not_shown_at[key] contains output.id if {
	some key, _ in down
	not other_end[key]
	[here, address, vrf] := key
	count(object.get(addresses_of, [here], set())) > 0
	some speaker_there in object.get(at_address, [address], set())
	speaker_there != here
	some output in object.get(summaries, [speaker_there], set())
	some session in output.sessions
	session.vrf == vrf
}

summaries[speaker(output)] contains output if {
	some output in input.status.Output
	output.source in {"calicoctl", "frr-summary", "ios-summary"}
	not output.cut
}

keys(of_sets) := {key | some key, _ in of_sets}

addresses := at_address

# Which sessions are with an address.
at_peer[address] contains key if {
	some key, _ in told
	[_, address, _] := key
}

at_address[address] contains key if {
	some key, own in addresses_of
	some address in own
}

addresses_of[speaker(output)] contains address if {
	some output in input.status.Output
	address := output.router_id
	address != "0.0.0.0"
}

addresses_of[["named", name]] contains fact.address if {
	some kind in ["calico", "kubernetes"]
	some node in input[kind].Node
	name := node.name
	some fact in node.facts
	fact.address
}

addresses_of[["named", router.name]] contains address.address if {
	some router in input.router.Router
	some interface in router.interfaces
	some address in interface.addresses
}

# METADATA
# description: The first of some places.
first(places) := {"output": output, "i": i} if {
	[output, i] := min({[place.output, place.i] | some place in places})
}

# METADATA
# description: The addresses of known nodes.
node_at contains address if {
	some address, speakers in at_address
	some speaker_there in speakers
	speaker_there[0] == "named"
	node_names[speaker_there[1]]
}

# METADATA
# description: |
#   Who printed an output, as bgplint.lib.status.meanings tells them apart: `bird`, `gobgp`, `frr-node`, `router`, or
#   `frr` where that may be either end.
who(output) := "bird" if {
	output.source in {"calicoctl", "birdcl", "calico-node-status"}
} else := "gobgp" if {
	startswith(output.source, "cilium-")
} else := "router" if {
	is_router(output)
} else := "frr-node" if {
	is_node(output)
} else := "frr"

# METADATA
# description: True for an output that is known to be a node's.
is_node(output) if output.end == "node"

is_node(output) if {
	output.end == "either"
	node_names[output.node]
}

# METADATA
# description: True for an output that is known to be a router's.
is_router(output) if output.end == "router"

is_router(output) if {
	output.end == "either"
	router_names[output.node]
	not node_names[output.node]
}

node_names contains node.name if some node in input.cluster.nodes

router_names contains router.name if some router in input.router.Router

# METADATA
# description: Which node an output is of, as the end of a clause, where it names that.
of_node(output) := $" of {output.node}" if {
	output.node
} else := ""

# METADATA
# description: On which node a program of an output runs, as the end of a clause, where it names that.
on_node(output) := $" on {output.node}" if {
	output.node
} else := ""

# METADATA
# description: |
#   A session in a message: its peer, with its port and VRF where these are not the usual ones, and the node that has
#   it.
named(output, session) := concat("", [
	$"session{of_node(output)} with {quoted(peer(session))}",
	port(session),
	vrf(session),
])

quoted("") := "an unnamed peer"

quoted(name) := name if name != ""

port(session) := $" port {session.port}" if {
	session.port
	session.port != 179
} else := ""

vrf(session) := $" in VRF {session.vrf}" if {
	session.vrf != "default"
} else := ""

# METADATA
# description: How a state reads in a message, with its error.
state(session) := $"{word(session)}, `{session.error.text}`" if {
	session.error
	not contains(session.text, session.error.text)
} else := word(session)

# What CalicoNodeStatus leaves out (projectcalico/calico node/pkg/status/populators/peers.go).
word(session) := "not Established" if {
	session.text == ""
} else := $"`{session.text}`" if {
	contains(session.text, ":")
} else := session.text

# METADATA
# description: What an object says of its age, in a clause; empty where it says nothing.
age(output) := $" (as of {output.as_of.text}, not updated since)" if {
	output.frozen
	output.as_of
} else := $" (as of {output.as_of.text})" if {
	output.as_of
} else := ""

# METADATA
# description: True for the products that do no BGP in this cluster.
off(output) if {
	output.product == "calico"
	calico.bgp_disabled
}

# METADATA
# description: |
#   The programs of an output that do not run. bird6 alone is one that nobody needs where there is no IPv6: then IPv4
#   was asked and has no program that does not run.
stopped(output) := [agent |
	some agent in output.agents
	not agent.running
	not needless(output, agent)
]

needless(output, agent) if {
	agent.family == 6
	4 in output.families_shown
	count([other |
		some other in output.agents
		not other.running
		object.get(other, "family", 4) == 4
	]) == 0
}

needless(output, agent) if {
	agent.family == 6
	some other in output.agents
	other.running
	other.family == 4
}

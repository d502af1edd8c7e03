# METADATA
# description: What several rules ask about the firewalling of plans, in its normal form.
package bgplint.lib.firewall

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.peerings
import data.bgplint.lib.cilium.agent as cilium
import data.bgplint.lib.finding

# METADATA
# description: |
#   A finding about a CIDR that lets anyone in, with the others that it needs and the prefix list that holds it.
open(rule, opening, message) := finding.with_related(
	finding.value(rule.id, opening.path, message),
	array.concat(stands_in(opening), beside(opening)),
)

stands_in(opening) := [place |
	some entry in opening.listed
	place := finding.place(entry.id, entry.path, $"{entry.text} is listed here")
]

beside(opening) := [place |
	some other in opening.others
	place := finding.place(other.id, other.path, $"{other.text}, part of the same range")
]

# METADATA
# description: A finding that rests on what is not known of a rule; undefined where that opens it to nobody.
perhaps_open(rule, message) := finding.value(rule.id, rule.perhaps_anyone[0], message)

# METADATA
# description: |
#   The ways for BGP between pools that are closed, or may be, by their direction.
bgp[direction] contains passage if {
	some passage in input.terraform.Passage
	passage.traffic == "bgp"
	direction := passage.direction
}

# METADATA
# description: The pools of machines, by their number.
pools[pool.id] := pool if some pool in input.terraform.NodePool

# METADATA
# description: True if the config names the nodes at both ends of a passage.
named(passage) if {
	pools[passage.from].named
	pools[passage.to].named
}

# METADATA
# description: True if the config names no nodes, and the plan suggests those at both ends of a passage.
suggested(passage) if {
	some_suggested
	pools[passage.from].because != ""
	pools[passage.to].because != ""
}

# METADATA
# description: True for a passage between what the config names, or else between what the plan suggests.
meant(passage) if named(passage)

meant(passage) if suggested(passage)

# METADATA
# description: True if the config says that a pool holds nodes, or else the plan of one in a scan that speaks BGP.
holds_nodes(pool) if pool.named

holds_nodes(pool) if {
	some_suggested
	pool.because != ""
	speaks_bgp
}

some_suggested if not some_named

some_named if {
	some pool in input.terraform.NodePool
	pool.named
}

# METADATA
# description: |
#   True for the passage to speak of where two pools let nothing in from each other: that of the pool that comes
#   first, if it is not one that may be open.
first(passage, passages) if not reversed(passage, passages)

reversed(passage, passages) if {
	passage.to > passage.from
	some other in passages_between[[passage.direction, passage.traffic, passage.to, passage.from]]
	other in passages
	other.verdict in {passage.verdict, "closed"}
}

# METADATA
# description: Passages by `[direction, traffic, from, to]`.
passages_between[[passage.direction, passage.traffic, passage.from, passage.to]] contains passage if {
	some passage in input.terraform.Passage
}

# METADATA
# description: |
#   The other way of a closed passage between two pools, if it is closed as well.
other_way(passage) := passages_between[[passage.direction, passage.traffic, passage.to, passage.from]] if {
	passage.from != passage.to
}

# METADATA
# description: True if nodes take sessions from each other.
default nodes_peer := false

# With no BGP object in the scan, the config alone says that the nodes speak BGP.
nodes_peer if {
	not some_speaker_dials
	not calico_speaks
}

nodes_peer if {
	calico_speaks
	not calico.bgp_disabled
	not calico_nodes.mesh_off
}

nodes_peer if between_some_nodes

# METADATA
# description: |
#   True if peers, and not the mesh, connect nodes with nodes, such as those of route reflectors: not every pair of
#   pools then needs a way.
default between_some_nodes := false

between_some_nodes if {
	calico_speaks
	not calico.bgp_disabled
	calico_nodes.mesh_off
	some link in peerings.links
	link[1] != ["outside"]
}

# METADATA
# description: True if speakers of the scan dial only, and none takes a session from others.
default only_dial := false

only_dial if {
	some_speaker_dials
	not calico_speaks
}

calico_speaks if count(object.get(input, "calico", {})) > 0

some_speaker_dials if count(input.metallb.BGPPeer) > 0

some_speaker_dials if count(input["frr-k8s"].FRRConfiguration) > 0

some_speaker_dials if {
	count(object.get(input, "cilium", {})) > 0
	not cilium.listens
}

# METADATA
# description: True if an object of the scan speaks BGP.
default speaks_bgp := false

speaks_bgp if {
	some family in ["calico", "frr-k8s", "antrea"]
	count(object.get(input, family, {})) > 0
}

# MetalLB and Cilium announce in other ways, too.
speaks_bgp if {
	some kind in ["BGPPeer", "BGPAdvertisement"]
	count(input.metallb[kind]) > 0
}

speaks_bgp if {
	some kind, objects in input.cilium
	startswith(kind, "CiliumBGP")
	count(objects) > 0
}

# A rule that somebody made for BGP, and that lets none in.
speaks_bgp if {
	some rule in input.terraform.SecurityRule
	called_bgp(rule)
	rule.bgp == "no"
	rule.action == "allow"
	rule.protocol.is == "tcp"
}

called_bgp(rule) if {
	some word in ["bgp", "calico"]
	contains(lower(rule.name), word)
}

# METADATA
# description: |
#   True if nodes need a passage. Where peers connect some nodes with some, nobody knows which pools these are in: then
#   a pool alone has to let its own members in, and of several not all may be closed to each other.
is_needed(_) if not between_some_nodes

is_needed(passage) if {
	between_some_nodes
	passage.from == passage.to
	count(input.terraform.NodePool) == 1
}

is_needed(passage) if {
	between_some_nodes
	passage.from != passage.to
	not some_pair_is_open(passage.direction)
}

some_pair_is_open(direction) if {
	some from in input.terraform.NodePool
	some to in input.terraform.NodePool
	from.id != to.id
	not passages_between[[direction, "bgp", from.id, to.id]]
}

# METADATA
# description: |
#   True for a way to or from another pool where the pool whose filters decide is closed to its own members, too, and
#   has no rule that is for others: one finding about it says all.
closed_to_all(passage) if {
	passage.from != passage.to
	count(passage.for_others) == 0
	deciding := {"in": passage.to, "out": passage.from}[passage.direction]
	some itself in passages_between[[passage.direction, passage.traffic, deciding, deciding]]
	itself.verdict == "closed"
}

# METADATA
# description: |
#   True where nothing at all may go out of a group. No machine works so: it is a sketch, or the machines carry another
#   group.
nothing_goes_out(passage) if {
	passage.direction == "out"
	passage.rules == 0
	count(passage.denied) == 0
}

# METADATA
# description: True if a rule denies this traffic before one that would allow it.
shadows(passage) if {
	some denied in passage.denied
	count(denied.shadowed) > 0
}

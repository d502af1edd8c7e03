# METADATA
# description: What findings say of a closed way between pools of nodes.
package bgplint.lib.passages

import data.bgplint.lib.finding
import data.bgplint.lib.firewall

# METADATA
# description: |
#   A finding about a passage that is closed, at what holds the rules; undecided where the plan does not know yet what
#   decides. `tail` is a clause that ends its message, or empty.
closed(passage, tail) := closed_for(passage, $"{stays_down(passage)}{tail}", [])

# METADATA
# description: The same, with what follows from it as a clause, and further places.
closed_for(passage, effect, places) := finding.resting_on(
	finding.with_related(
		finding.absent(passage.id, passage.path, message(passage, effect)),
		array.concat(near(passage), array.concat(beside(passage), places)),
	),
	{place | some place in passage.rests_on},
)

message(passage, effect) := $"{says(passage)} ({reason(passage)}): {effect}"

stays_down(passage) := "BGP sessions between them stay down" if passage.from == passage.to

stays_down(passage) := "BGP sessions between the two stay down" if passage.from != passage.to

says(passage) := $"{firewall.pools[passage.to].address} lets no {port(passage)} in from its own members" if {
	passage.direction == "in"
	passage.from == passage.to
}

says(passage) := concat(" ", [
	$"{firewall.pools[passage.to].address} lets no {port(passage)} in",
	$"from {firewall.pools[passage.from].address}",
]) if {
	passage.direction == "in"
	passage.from != passage.to
	count(beside(passage)) == 0
}

says(passage) := concat(" ", [
	$"{firewall.pools[passage.to].address} and {firewall.pools[passage.from].address}",
	$"let no {port(passage)} in from each other",
]) if {
	passage.direction == "in"
	count(beside(passage)) > 0
}

says(passage) := $"{firewall.pools[passage.from].address} lets no {port(passage)} out to its own members" if {
	passage.direction == "out"
	passage.from == passage.to
}

says(passage) := concat(" ", [
	$"{firewall.pools[passage.from].address} lets no {port(passage)} out",
	$"to {firewall.pools[passage.to].address}",
]) if {
	passage.direction == "out"
	passage.from != passage.to
}

# METADATA
# description: What does not pass, as messages write it.
port(passage) := ports[passage.traffic]

ports := {
	"bgp": "TCP/179",
	"bfd": "UDP/3784",
	"bfd-multihop": "UDP/4784",
	"ipip": "IP protocol 4",
	"vxlan": "UDP/4789",
}

reason(passage) := passage.cause if {
	passage.cause != ""
} else := $"{passage.denied[0].named} denies it" if {
	count(passage.denied) > 0
} else := $"its {passage.noun} blocks the replies" if {
	passage.reply
} else := $"no rule of its {passage.noun} allows it" if {
	passage.apart
} else := $"no rule lets anything {passage.direction}" if {
	passage.rules == 0
} else := $"{port(passage)} is open only to others" if {
	count(passage.for_others) > 0
} else := "no rule allows it"

near(passage) := array.concat(
	[place |
		some rule in passage.denied
		place := finding.place(rule.rule, rule.path, "denied here")
	],
	array.concat(
		[place |
			some rule in passage.for_others
			place := finding.place(rule.rule, rule.path, $"{port(passage)} is open to {rule.peers}")
		],
		[place |
			some rule in passage.for_other_ports
			place := finding.place(rule.rule, rule.path, $"its members are let in here, but only on {rule.ports}")
		],
	),
)

# The other pool of a pair, where it lets nothing in either.
beside(passage) := [place |
	some other in firewall.other_way(passage)
	other.verdict == "closed"
	passage.verdict == "closed"
	place := finding.place(
		other.id,
		other.path,
		$"{firewall.pools[other.to].address} lets nothing in from {firewall.pools[other.from].address} either",
	)
]

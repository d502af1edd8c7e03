# METADATA
# description: What several rules ask about the firewalling of plans, in its normal form.
package bgplint.lib.firewall

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
	place := finding.place(entry.id, entry.path, $"{entry.text} stands here")
]

beside(opening) := [place |
	some other in opening.others
	place := finding.place(other.id, other.path, $"{other.text} is a part of it")
]

# METADATA
# description: A finding that rests on what is not known of a rule; undefined where that opens it to nobody.
perhaps_open(rule, message) := finding.value(rule.id, rule.perhaps_anyone[0], message)

# METADATA
# description: Rules for traffic into a group, by the number of the group.
inbound[group] contains rule if {
	some rule in input.terraform.SecurityRule
	rule.direction == "in"
	rule.action == "allow"
	group := rule.target.group
	group != null
}

# METADATA
# description: |
#   What nobody knows of the traffic into a group: places `{resource, path}` that are known only after apply. What a
#   plan lacks that stopped at an error, or left a part for later, may still come.
unknown_inbound(group) := (own_unknown(group) | object.get(unknown_into, group.id, set())) | unknown_anywhere

own_unknown(group) := {{"resource": group.id, "path": path} |
	some path in group.inbound.unknown
} | {{"resource": group.id, "path": group.plan.path}}

unknown_into[group] contains {"resource": rule.id, "path": path} if {
	some rule in unknown_rules
	group := rule.target.group
	group != null
	some path in rule.unknown
}

unknown_into[group] contains {"resource": rule.id, "path": path} if {
	some rule in unknown_rules
	some group in rule.target.candidates
	some path in rule.unknown
}

# Of the rules that may be for any group one is enough: what rests on one unknown value is not decided by another.
unknown_anywhere contains {"resource": rule.id, "path": rule.unknown[0]} if {
	first := min({rule.id | some rule in unknown_rules; rule.target.any})
	some rule in unknown_rules
	rule.id == first
}

unknown_rules contains rule if {
	some rule in input.terraform.SecurityRule
	rule.direction in {"in", "unknown"}
	rule.bgp != "no"
	count(rule.unknown) > 0
}

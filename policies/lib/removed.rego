# METADATA
# description: What a plan takes away.
package bgplint.lib.removed

# METADATA
# description: The groups that TCP/179 is let into now, and no more after this plan as far as it is known.
groups contains group if {
	some group in input.terraform.SecurityGroup
	count(group.before) > 0
	not open_after[group.id]
}

# METADATA
# description: Their addresses.
addresses contains group.address if some group in groups

open_after contains rule.target.group if {
	some rule in letting_in
	rule.target.group != null
	rule.bgp == "yes"
}

# METADATA
# description: The rules that let TCP/179 in, or may once more is known.
letting_in contains rule if {
	some rule in input.terraform.SecurityRule
	rule.direction in {"in", "unknown"}
	rule.action == "allow"
	rule.bgp != "no"
}

# METADATA
# description: What several rules ask about the firewalls of a plan.
package bgplint.lib.terraform

# METADATA
# description: The rules that surely belong to a group, by the group's number.
rules_of[rule.target.group] contains rule if {
	some rule in input.terraform.SecurityRule
	rule.target.group != null
}

# Rules of another plan know a group by the provider's id.
rules_of[group.id] contains rule if {
	some group in input.terraform.SecurityGroup
	group.cloud_id != null
	some rule in foreign[group.cloud_id]
}

# METADATA
# description: The rules that perhaps belong to a group, by the group's number; those of `unplaced` are not among them.
perhaps_of[number] contains rule if {
	some rule in input.terraform.SecurityRule
	some number in rule.target.candidates
}

# METADATA
# description: The rules that may belong to any group of their plan, by the plan's file.
unplaced[rule.file] contains rule if {
	some rule in input.terraform.SecurityRule
	rule.target.any
}

foreign[rule.target.cloud_id] contains rule if {
	some rule in input.terraform.SecurityRule
	rule.target.group == null
	rule.target.cloud_id != null
}

# METADATA
# description: True for a rule that names its own group, another group of the nodes, CIDRs or prefix lists.
from_members(rule) if count(rule.peers.self) > 0

from_members(rule) if count(rule.peers.cidrs) > 0

from_members(rule) if count(rule.peers.prefix_lists) > 0

from_members(rule) if {
	some group in rule.peers.groups
	group.nodes
}

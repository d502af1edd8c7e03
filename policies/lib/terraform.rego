# METADATA
# description: What several rules ask about the firewalling of plans, in its normal form.
package bgplint.lib.terraform

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
#   What nobody knows of the traffic into a group: places `{resource, path}` that are known only after apply. What a plan
#   lacks that stopped at an error, or left a part for later, may still come.
unknown_inbound(group) := ({{"resource": group.id, "path": path} | some path in group.inbound.unknown} | {{"resource": group.id, "path": group.plan.path}}) | {{"resource": rule.id, "path": path} |
	some rule in input.terraform.SecurityRule
	rule.direction in {"in", "unknown"}
	rule.bgp != "no"
	count(rule.unknown) > 0
	may_target(rule, group)
	some path in rule.unknown
}

may_target(rule, group) if rule.target.group == group.id

may_target(rule, _) if rule.target.any

may_target(rule, group) if group.id in rule.target.candidates

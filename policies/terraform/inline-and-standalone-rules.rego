# METADATA
# title: Security group with both inline and separate rules
# description: |
#   A group's inline list is meant to be all of its rules. Each apply removes what is not in the list, including the
#   rules of separate resources, and the next apply creates those again. TCP/179 is open after one run and closed
#   after the next, and each closing cuts the sessions of the nodes.
# related_resources:
#   - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
#     description: Terraform's AWS provider, aws_security_group, "Avoiding Service Interruptions"
#   - ref: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/network_security_group
#     description: Terraform's AzureRM provider, azurerm_network_security_group
#   - ref: https://github.com/hashicorp/terraform/issues/5147
#     description: Rules that vanish with each second run
# custom:
#   id: terraform/inline-and-standalone-rules
#   level: warning
#   class: correctness
#   remediation: |
#     Write all rules of the group in one way: move `ingress` and `egress` (Azure: `security_rule`) out of the group
#     and give each rule a resource, or put all of them into the group.
package bgplint.rules.terraform["inline-and-standalone-rules"]

import data.bgplint.lib.finding

report contains found if {
	some group in input.terraform.SecurityGroup
	some list in group.inline
	rules := [rule | some rule in standalone[[group.id, list.direction]]]
	count(rules) > 0
	is_about_bgp(group, list.direction)
	found := finding.with_related(
		finding.value(group.id, list.path, message(group, list.direction, rules)),
		[place |
			some rule in array.slice(rules, 0, 3)
			place := finding.place(rule.id, rule.protocol.path, "a separate rule of this group")
		],
	)
}

message(group, direction, rules) := concat(" ", [
	$"{group.address} lists its {way[direction]} rules inline,",
	$"and {others(rules)} from outside: each apply removes what the one before created",
])

way := {"in": "incoming", "out": "outgoing"}

others(rules) := $"{rules[0].address} adds one" if count({rule.address | some rule in rules}) == 1

others(rules) := $"{count(addresses)} resources add more" if {
	addresses := {rule.address | some rule in rules}
	count(addresses) > 1
}

# Groups that have nothing to do with BGP are not this linter's.
is_about_bgp(group, _) if group.nodes

is_about_bgp(group, direction) if covering[[group.id, direction]]

covering contains [rule.target.group, rule.direction] if {
	some rule in input.terraform.SecurityRule
	rule.bgp == "yes"
	rule.target.group != null
}

standalone[[rule.target.group, rule.direction]] contains rule if {
	some rule in input.terraform.SecurityRule
	is_apart(rule)
}

# A resource of its own names the group; an item of the group's list is in it.
is_apart(rule) if {
	rule.target.group != null
	count(rule.path) == 0
}

# METADATA
# title: Plan closes TCP/179
# description: |
#   A rule let TCP/179 in to the group, and after this plan none does. Incoming sessions of its machines go down when
#   their hold timers expire, and the routes learned over them are gone.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
#     description: Calico, network requirements
#   - ref: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
#     description: Terraform, what a plan says of a change
# custom:
#   id: terraform/bgp-port-removed
#   level: error
#   class: availability
#   remediation: |
#     Keep a rule for TCP/179 from those who peer with the machines. If they no longer speak BGP, let the finding pass
#     once: after the apply it is not reported again.
package bgplint.rules.terraform["bgp-port-removed"]

import data.bgplint.lib.finding
import data.bgplint.lib.firewall
import data.bgplint.lib.removed

report contains found if {
	some group in removed.groups
	not said_as_closed(group)
	found := finding.resting_on(
		finding.absent(group.id, group.inbound.path, message(group)),
		unknown_into(group),
	)
}

message(group) := concat(" ", [
	$"this plan closes TCP/179 into {group.address}:",
	$"{before} let it in, and after the apply no rule does",
]) if {
	before := concat(" and ", [by | some address in group.before; by := rule_of(address, group)])
}

rule_of(address, group) := "a rule in its own list" if {
	address == group.address
} else := address

# Ports, groups and whole lists that are known only after apply may open it again.
unknown_into(group) := (own_unknown(group) | from_rules(group)) | {{"resource": group.id, "path": group.plan.path}}

own_unknown(group) := {{"resource": group.id, "path": path} | some path in group.inbound.unknown}

from_rules(group) := {{"resource": rule.id, "path": rule.unknown[0]} |
	some rule in removed.letting_in
	count(rule.unknown) > 0
	may_be_for(rule, group)
}

may_be_for(rule, group) if rule.target.group == group.id

may_be_for(rule, group) if group.id in rule.target.candidates

may_be_for(rule, _) if rule.target.any

# terraform/bgp-port-closed says it of the groups of nodes.
said_as_closed(group) if {
	firewall.nodes_peer
	some passage in firewall.bgp["in"]
	passage.verdict == "closed"
	firewall.named(passage)
	passage.address == group.address
}

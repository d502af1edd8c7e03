# METADATA
# title: TCP/179 denied before it is allowed
# description: |
#   A rule that denies TCP/179 between nodes comes before the one that allows it. In an ordered list the first rule
#   that matches decides, so the one that allows it never applies. The sessions stay down, and whoever looks at the
#   rules finds one that allows them.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview
#     description: Azure, network security groups, priority
#   - ref: https://cloud.google.com/firewall/docs/firewalls
#     description: Google Cloud, VPC firewall rules, priority and action on match
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
#     description: Amazon VPC, network ACLs, rule number
# custom:
#   id: terraform/bgp-port-denied-first
#   level: error
#   class: availability
#   enforced: true
#   remediation: |
#     Give the rule that allows TCP/179 a lower number than the one that denies it, or take port 179 and the nodes out
#     of what that rule denies.
package bgplint.rules.terraform["bgp-port-denied-first"]

import data.bgplint.lib.finding
import data.bgplint.lib.firewall

report contains finding.with_related(found, [place]) if {
	some direction
	some passage in firewall.bgp[direction]
	firewall.meant(passage)
	firewall.shadows(passage)
	some denied in passage.denied
	some shadowed in denied.shadowed
	message := concat(" ", [
		$"{title(denied)} denies {words[passage.direction]} TCP/179",
		$"before {title(shadowed)} allows it: the sessions between nodes stay down",
	])
	found := finding.value(denied.rule, denied.path, message)
	place := finding.place(shadowed.rule, shadowed.place, "allowed here, but never reached")
}

# A rule of a network ACL is called by its number.
title(rule) := rule.named if {
	startswith(rule.named, "rule ")
} else := rule.named if {
	rule.priority == null
} else := $"{rule.named} (priority {rule.priority})"

words := {"in": "incoming", "out": "outgoing"}

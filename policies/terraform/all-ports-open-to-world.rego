# METADATA
# title: All ports open to anyone
# description: |
#   Anyone on the Internet may connect to every port of the nodes, TCP/179 of their BGP speakers among them. Where
#   TCP/179 alone is open, terraform/bgp-port-open-to-world is an error; a wider rule lets the same strangers in. It is
#   a warning, since such a rule may be meant for a machine that speaks no BGP.
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#     description: Amazon VPC, security group rules
#   - ref: https://www.rfc-editor.org/rfc/rfc7454
#     description: RFC 7454, BGP operations and security, section 4, protection of the BGP speaker
# custom:
#   id: terraform/all-ports-open-to-world
#   level: warning
#   class: security
#   policy: true
#   judges: object
#   remediation: |
#     Open the ports that are served, and let in only who needs them: for TCP/179 the nodes themselves (in AWS the
#     group, with `self = true`; elsewhere their tag, group or subnet) and the addresses of the routers.
package bgplint.rules.terraform["all-ports-open-to-world"]

import data.bgplint.lib.firewall

report contains firewall.open(rule, opening, message(rule, opening)) if {
	some rule in input.terraform.SecurityRule
	rule.for_all_ports
	some opening in rule.anyone
}

message(rule, opening) := concat(" ", [
	$"{rule.address} lets anyone in on {rule.ports.text}, TCP/179 with them:",
	$"{opening.text}, {rule.protocol.text}",
]) if {
	count(opening.others) == 0
}

message(rule, opening) := concat(" ", [
	$"{rule.address} lets anyone in on {rule.ports.text}, TCP/179 with them:",
	$"{opening.text} and the CIDRs beside it add up to the whole Internet",
]) if {
	count(opening.others) > 0
}

# Whom a rule lets in may be known only after apply: it stands in the ledger.
report contains firewall.perhaps_open(rule, message) if {
	some rule in input.terraform.SecurityRule
	rule.for_all_ports
	message := $"{rule.address} may let anyone in on {rule.ports.text}"
}

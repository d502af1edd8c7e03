# METADATA
# title: All ports open to the Internet
# description: |
#   Anyone on the Internet can connect to every port of the nodes, including TCP/179 of their BGP speakers. A rule
#   that opens TCP/179 alone is an error (terraform/bgp-port-open-to-world); a rule for all ports lets the same
#   strangers in. It is a warning, because such a rule may be meant for a machine that does not speak BGP.
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
#     Open only the ports that are served, and only to those who need them: TCP/179 to the nodes themselves (in AWS
#     the group, with `self = true`; elsewhere their tag, group or subnet) and to the addresses of the routers.
package bgplint.rules.terraform["all-ports-open-to-world"]

import data.bgplint.lib.firewall

report contains firewall.open(rule, opening, message(rule, opening)) if {
	some rule in input.terraform.SecurityRule
	rule.for_all_ports
	some opening in rule.anyone
}

message(rule, opening) := concat(" ", [
	$"{rule.address} allows {rule.ports.text} ({rule.protocol.text}) from {opening.text}:",
	"anyone on the Internet can reach TCP/179",
]) if {
	count(opening.others) == 0
}

message(rule, opening) := concat(" ", [
	$"{rule.address} allows {rule.ports.text} ({rule.protocol.text}) from {opening.text},",
	"which is the whole Internet together with the CIDRs beside it: anyone can reach TCP/179",
]) if {
	count(opening.others) > 0
}

# Whom a rule lets in may be known only after apply: the ledger says so.
report contains firewall.perhaps_open(rule, message) if {
	some rule in input.terraform.SecurityRule
	rule.for_all_ports
	message := $"{rule.address} may let anyone in on {rule.ports.text}"
}

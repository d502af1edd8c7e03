# METADATA
# title: TCP/179 open to the Internet
# description: |
#   Anyone on the Internet can connect to the BGP speakers of the nodes. Calico's BIRD listens on all addresses of a
#   node. Where no password is set, a session needs no more than the right address and AS number, and whoever has one
#   can attract the cluster's traffic or flood its tables. Even where every peer has a password, the open port invites
#   resets and scans.
# related_resources:
#   - ref: https://github.com/projectcalico/calico/issues/4974
#     description: BIRD of calico-node listens on all addresses
#   - ref: https://www.rfc-editor.org/rfc/rfc7454
#     description: RFC 7454, BGP operations and security, section 4, protection of the BGP speaker
# custom:
#   id: terraform/bgp-port-open-to-world
#   level: error
#   class: security
#   judges: object
#   enforced: true
#   remediation: |
#     Let in only those who peer: for the mesh the nodes themselves (in AWS the group, with `self = true`; elsewhere
#     their tag, group or subnet), and the addresses of the routers.
package bgplint.rules.terraform["bgp-port-open-to-world"]

import data.bgplint.lib.finding
import data.bgplint.lib.firewall

report contains firewall.open(rule, opening, message(rule, opening)) if {
	some rule in input.terraform.SecurityRule

	# A rule for all ports is terraform/all-ports-open-to-world: TCP/179 is one of many there.
	not rule.for_all_ports
	some opening in rule.anyone
}

message(rule, opening) := concat(" ", [
	$"{rule.address} allows {rule.protocol.text} {rule.ports.text} from {opening.text}:",
	"anyone on the Internet can reach the BGP port",
]) if {
	count(opening.others) == 0
}

message(rule, opening) := concat(" ", [
	$"{rule.address} allows {rule.protocol.text} {rule.ports.text} from {opening.text},",
	"which is the whole Internet together with the CIDRs beside it: anyone can reach the BGP port",
]) if {
	count(opening.others) > 0
}

# Whom a rule lets in, and on which ports, may be known only after apply: the ledger says so.
report contains firewall.perhaps_open(rule, message) if {
	some rule in input.terraform.SecurityRule
	not rule.for_all_ports
	message := $"{rule.address} may let anyone in on TCP/179"
}

# A whole list of rules may be.
report contains finding.value(group.id, path, $"{group.address} may let anyone in on TCP/179") if {
	some group in input.terraform.SecurityGroup
	some path in group.inbound.unknown
}

# METADATA
# title: IP protocol 94 where IP-in-IP (4) is meant
# description: |
#   IP-in-IP, as Linux and Calico speak it, is protocol 4 (RFC 2003). IANA lists another protocol of the same name, 94,
#   which neither of them speaks. A rule for 94 lets no pod packets through: BGP sessions come up and the routes are
#   there, but pods on different nodes cannot reach each other.
# related_resources:
#   - ref: https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
#     description: IANA, protocol numbers 4 (IPv4) and 94 (IPIP)
#   - ref: https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
#     description: Calico, network requirements, IP protocol 4
# custom:
#   id: terraform/ipip-protocol-number
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Set the protocol in the rule to 4.
package bgplint.rules.terraform["ipip-protocol-number"]

import data.bgplint.lib.finding

report contains finding.value(rule.id, rule.protocol.path, message) if {
	some rule in input.terraform.SecurityRule
	rule.protocol.number == 94
	rule.action == "allow"
	message := concat(" ", [
		$"{rule.address} allows IP protocol 94, but Calico and Linux send IP-in-IP as protocol 4:",
		"the rule lets none of it through",
	])
}

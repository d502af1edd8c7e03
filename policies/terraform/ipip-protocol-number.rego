# METADATA
# title: Protocol 94 where IP in IP is meant
# description: |
#   IP-in-IP, as Linux and Calico have it, is protocol 4 (RFC 2003). 94 is another one of the same name in IANA's list,
#   which nothing here speaks. A rule for 94 lets no packet of a pod through: the sessions of BGP come up and the routes
#   are there, but pods on different nodes do not reach each other.
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
#     Write protocol 4 into the rule.
package bgplint.rules.terraform["ipip-protocol-number"]

import data.bgplint.lib.finding

report contains finding.value(rule.id, rule.protocol.path, message) if {
	some rule in input.terraform.SecurityRule
	rule.protocol.number == 94
	rule.action == "allow"
	message := concat(" ", [
		$"{rule.address} is for IP protocol 94, which is not the IP-in-IP of Calico and Linux:",
		"that is protocol 4",
	])
}

# METADATA
# title: BGP port open to anyone
# description: |
#   A rule for TCP and ports that hold 179 lets in every address of the Internet, by one CIDR or by several of the group
#   that add up. BIRD and FRR listen on all addresses of a node by default: whoever reaches the port can try passwords,
#   fill the accept queue or, where a peer has none, reset the session or open one of their own. BGP needs no more than
#   the peers' addresses. A rule for all ports or protocols is another fault: it opens more than BGP.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc7454.html#section-4
#     description: RFC 7454 section 4, protection of the BGP speaker
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#     description: AWS, security group rules
# custom:
#   id: terraform/bgp-port-open-to-world
#   level: error
#   class: security
#   enforced: true
#   remediation: |
#     Let in the peers only: the group itself (`self = true`, or `referenced_security_group_id`) for sessions between
#     nodes, and the routers' addresses as /32 or /128 for sessions with them.
package bgplint.rules.terraform["bgp-port-open-to-world"]

import data.bgplint.lib.finding

report contains finding.with_related(finding.value(rule, opening.path, message(rule, opening)), others(opening)) if {
	some rule in input.terraform.SecurityRule
	not rule.for_all_ports
	some opening in rule.anyone
}

others(opening) := [finding.place(other, other.path, text) |
	some other in opening.others
	text := $"{other.text} lets in another part"
]

message(rule, opening) := $"{rule.address} lets anyone in on TCP/179: {opening.text}, {rule.ports.text}" if {
	count(opening.others) == 0
} else := $"{rule.address} lets anyone in on TCP/179: {opening.text}, {rule.ports.text}, with {together(opening)}"

together(opening) := concat(", ", [other.text | some other in opening.others])

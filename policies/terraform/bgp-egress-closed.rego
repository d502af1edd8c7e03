# METADATA
# title: Outgoing TCP/179 closed on nodes
# description: |
#   The nodes' own security group lets no TCP/179 out. Every BGP session is opened by one of its ends: in a mesh each
#   node dials some of the others, and speakers such as MetalLB and frr-k8s only dial. A SYN that the group drops is
#   sent again and again, and the session stays in `Active` or `Connect`. A group that Terraform creates has no egress
#   rule unless the configuration gives it one: the provider removes the one that AWS adds. Where nothing at all may go
#   out, it is a note: machines that work must then have another group.
# related_resources:
#   - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
#     description: AWS provider, Terraform removes the default rule for what goes out
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#     description: Amazon VPC, security group rules
# custom:
#   id: terraform/bgp-egress-closed
#   level: error
#   levels: [error, note]
#   class: availability
#   remediation: |
#     Add an egress rule: TCP, port 179, to the nodes themselves (in AWS the group, with `self = true`) and to the
#     addresses of the routers; or all protocols to 0.0.0.0/0, which is the clouds' default.
#   variants:
#     replies:
#       description: |
#         A network ACL is stateless: the reply to a node that dials must come in through it as well, from port 179 to
#         the high port that the node dialed from. The SYN arrives, the SYN-ACK does not, and the sessions stay in
#         `Connect`.
#       remediation: |
#         Let TCP to ports 1024-65535 in through the network ACL, from the subnets of the nodes and from the routers.
package bgplint.rules.terraform["bgp-egress-closed"]

import data.bgplint.lib.finding
import data.bgplint.lib.firewall
import data.bgplint.lib.passages
import data.bgplint.lib.reach

report contains as_variant(passage, passages.closed(passage, "")) if {
	firewall.nodes_peer
	some passage in needed
	firewall.first(passage, needed)
	not firewall.nothing_goes_out(passage)
}

report contains finding.at_level(passages.closed(passage, unless), "note") if {
	firewall.nodes_peer
	some passage in needed
	passage.from == passage.to
	firewall.nothing_goes_out(passage)
}

unless := ", and unless its machines have another group they do not even reach the API server"

needed contains passage if {
	some passage in firewall.bgp.out
	firewall.named(passage)
	firewall.is_needed(passage)
	not firewall.shadows(passage)
	not firewall.closed_to_all(passage)
}

# Speakers that only dial need no way to the other nodes, but one to their routers.
report contains finding.at_level(found, level) if {
	firewall.only_dial
	not reach.some_peer_unread
	some pool in input.terraform.NodePool
	pool.named
	some row in pool.reach
	row.direction == "out"
	row.traffic == "bgp"
	row.whole
	not reach.reaches_a_peer(row)
	level := level_of(pool)
	message := concat(" ", [
		$"{pool.address} lets no TCP/179 out to the routers that its speakers dial ({whom(row, level)}):",
		$"their sessions stay down{tail(level)}",
	])
	places := {place | some place in row.rests_on}
	found := finding.resting_on(finding.absent(pool.id, pool.outbound, message), places)
}

whom(_, "note") := "no rule lets anything out"

whom(row, "error") := "no rule allows it" if count(row.cidrs) == 0

whom(row, "error") := $"only to {reach.listed(row)}" if count(row.cidrs) > 0

tail("note") := unless

tail("error") := ""

default level_of(_) := "error"

level_of(pool) := "note" if {
	some passage in firewall.bgp.out
	passage.from == pool.id
	firewall.nothing_goes_out(passage)
}

as_variant(passage, found) := finding.variant(found, "replies") if {
	passage.reply
} else := found

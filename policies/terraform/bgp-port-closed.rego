# METADATA
# title: TCP/179 closed between nodes
# description: |
#   The nodes' own security group lets no TCP/179 in from its members. BIRD on each node keeps trying: the sessions of
#   the mesh stay in `Connect` where packets are dropped, as AWS does, no routes are exchanged, and pods on different
#   nodes do not reach each other. One open direction of a pair is enough, but in a mesh each node is the passive side
#   of some.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
#     description: Calico, network requirements
#   - ref: https://github.com/projectcalico/calico/issues/4059
#     description: A mesh that a security group kept apart
# custom:
#   id: terraform/bgp-port-closed
#   needs: terraform.nodes
#   level: error
#   class: availability
#   enforced: true
#   aliases: [CKV_CUSTOM_BGP_01]
#   remediation: |
#     Add a rule to the group for TCP, from_port 179, to_port 179, with `self = true`. If the nodes do not speak BGP to
#     each other, take the group out of `terraform.nodes` in bgplint.yaml.
#   variants:
#     replies:
#       description: |
#         A network ACL has no memory: what a node answers has to pass it as well, from port 179 to the high port that
#         the other one dialed from. The SYN arrives and the SYN-ACK does not, so that the sessions stay in `Connect`.
#       remediation: |
#         Let TCP to the ports 1024-65535 pass in the other direction of the network ACL, from and to the subnets of the
#         nodes.
#     pair:
#       description: |
#         Nodes of two groups let no TCP/179 in from each other, or one does not from the other. In Calico's mesh the
#         node with the greater address dials and the other one waits, so that both have to let the other in: sessions
#         between nodes of the two groups stay in `Connect`, and their pods do not reach each other.
#       remediation: |
#         Let TCP/179 in to each of the two from the other: in AWS a rule for TCP, from_port 179, to_port 179, with the
#         other group's id. If one of them holds no nodes, take it out of `terraform.nodes` in bgplint.yaml.
#     elsewhere:
#       description: |
#         The nodes let no TCP/179 in from each other. BIRD on each node keeps trying: the sessions of the mesh stay in
#         `Connect`, no routes are exchanged, and pods on different nodes do not reach each other. One open direction of
#         a pair is enough, but in a mesh each node is the passive side of some.
#       remediation: |
#         Let TCP/179 in from the nodes themselves: from their tag, group or subnet, and before any rule that denies it.
#         If they do not speak BGP to each other, take them out of `terraform.nodes` in bgplint.yaml.
package bgplint.rules.terraform["bgp-port-closed"]

import data.bgplint.lib.finding
import data.bgplint.lib.firewall
import data.bgplint.lib.passages

report contains as_variant(passage, passages.closed(passage, "")) if {
	firewall.nodes_peer
	some passage in needed
	firewall.first(passage, needed)
}

needed contains passage if {
	some passage in firewall.bgp["in"]
	firewall.named(passage)
	firewall.is_needed(passage)
	not firewall.shadows(passage)
	not firewall.closed_to_all(passage)
}

as_variant(passage, found) := finding.variant(found, "replies") if {
	passage.reply
} else := finding.variant(found, "pair") if {
	passage.from != passage.to
} else := finding.variant(found, "elsewhere") if {
	firewall.pools[passage.to].provider != "aws"
} else := found

# METADATA
# title: TCP/179 closed between nodes
# description: |
#   The nodes' own security group lets in no TCP/179 from its members. BIRD on each node keeps trying: where packets
#   are dropped, as in AWS, the mesh sessions stay in `Connect`, no routes are exchanged, and pods on different nodes
#   cannot reach each other. One open direction of a pair is enough, but in a mesh every node is the passive side of
#   some sessions.
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
#     Add a rule to the group: TCP, from_port 179, to_port 179, with `self = true`. If the nodes do not speak BGP to
#     each other, remove the group from `terraform.nodes` in bgplint.yaml.
#   variants:
#     replies:
#       description: |
#         A network ACL is stateless: what a node replies must pass it as well, from port 179 to the high port that
#         the other node dialed from. The SYN arrives, the SYN-ACK does not, and the sessions stay in `Connect`.
#       remediation: |
#         Let TCP to ports 1024-65535 pass in the other direction of the network ACL, from and to the subnets of the
#         nodes.
#     pair:
#       description: |
#         Nodes of two groups let in no TCP/179 from each other, or one group lets in none from the other. In Calico's
#         mesh the node with the higher address dials and the other one waits, so each group must let the other in.
#         Sessions between nodes of the two groups stay in `Connect`, and their pods cannot reach each other.
#       remediation: |
#         Let TCP/179 in to each of the two from the other: in AWS a rule for TCP, from_port 179, to_port 179, with
#         the other group's id. If one of them holds no nodes, remove it from `terraform.nodes` in bgplint.yaml.
#     elsewhere:
#       description: |
#         The nodes let in no TCP/179 from each other. BIRD on each node keeps trying: the mesh sessions stay in
#         `Connect`, no routes are exchanged, and pods on different nodes cannot reach each other. One open direction
#         of a pair is enough, but in a mesh every node is the passive side of some sessions.
#       remediation: |
#         Let TCP/179 in from the nodes themselves: from their tag, group or subnet, and before any rule that denies
#         it. If they do not speak BGP to each other, remove them from `terraform.nodes` in bgplint.yaml.
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

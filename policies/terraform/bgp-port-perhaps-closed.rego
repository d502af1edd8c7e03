# METADATA
# title: TCP/179 possibly closed between nodes
# description: |
#   Machines in the plan look like the nodes of this cluster, and no TCP/179 passes between them. If they are, BIRD on
#   each node keeps trying, the mesh sessions stay in `Connect`, and pods on different nodes cannot reach each other.
#   It is a warning, because only the plan itself suggests that these are the nodes.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
#     description: Calico, network requirements
# custom:
#   id: terraform/bgp-port-perhaps-closed
#   level: warning
#   class: availability
#   remediation: |
#     Let TCP/179 in from the machines themselves, and out to them. Name what holds the nodes in `terraform.nodes` of
#     bgplint.yaml: then it is certain, and terraform/bgp-port-closed checks it; what is not named there is no longer
#     suspected.
package bgplint.rules.terraform["bgp-port-perhaps-closed"]

import data.bgplint.lib.firewall
import data.bgplint.lib.passages
import data.bgplint.lib.removed

report contains passages.closed(passage, $" if these are the nodes ({firewall.pools[passage.to].because})") if {
	firewall.speaks_bgp
	firewall.nodes_peer
	some passage in needed
	firewall.first(passage, needed)
}

needed contains passage if {
	some direction in ["in", "out"]
	some passage in firewall.bgp[direction]
	firewall.suggested(passage)
	firewall.is_needed(passage)
	not firewall.shadows(passage)
	not firewall.closed_to_all(passage)
	not firewall.nothing_goes_out(passage)
	not said_as_removed(passage)
}

# terraform/bgp-port-removed says it where this plan closes it.
said_as_removed(passage) if {
	passage.direction == "in"
	passage.address in removed.addresses
}

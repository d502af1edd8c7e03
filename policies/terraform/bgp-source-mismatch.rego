# METADATA
# title: TCP/179 open to addresses that are not peers
# description: |
#   The nodes let TCP/179 in from CIDRs that contain none of the peers in the scan: a router has moved, or a digit is
#   wrong. A session then comes up only where the node dials and the router answers. Where the router dials, its SYN
#   is dropped. Whoever has an address in those CIDRs can try the port.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc7454
#     description: RFC 7454, BGP operations and security, section 4, protection of the BGP speaker
# custom:
#   id: terraform/bgp-source-mismatch
#   level: warning
#   class: correctness
#   remediation: |
#     Put the addresses of the routers into the rule, and remove the others.
package bgplint.rules.terraform["bgp-source-mismatch"]

import data.bgplint.lib.finding
import data.bgplint.lib.firewall
import data.bgplint.lib.reach

report contains finding.resting_on(finding.with_related(found, [peer]), rests_on) if {
	not firewall.only_dial
	not reach.some_peer_unread
	session := reach.first_session
	some pool in input.terraform.NodePool
	firewall.holds_nodes(pool)
	some row in pool.reach
	row.direction == "in"
	row.traffic == "bgp"
	row.whole
	is_for_routers(row)
	not reach.reaches_a_peer(row)
	not reach.reaches_a_node(row)
	first := row.cidrs[0]
	message := concat(" ", [
		$"{pool.address} lets TCP/179 in only from {reach.listed(row)},",
		$"but the peers in the scan (such as {session.address}) have other addresses: a SYN from them is dropped",
	])
	found := finding.value(first.rule, first.path, message)
	peer := finding.place(session.resource, session.path, $"peer {session.address}")
	rests_on := {place | some place in row.rests_on}
}

# Nodes of a mesh that let each other in by CIDRs alone have these for their own addresses.
is_for_routers(row) if {
	count(row.cidrs) > 0
	row.groups
}

is_for_routers(row) if {
	count(row.cidrs) > 0
	not firewall.nodes_peer
}

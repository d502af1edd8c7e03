# METADATA
# title: BGP port closed between nodes
# description: |
#   A security group that `terraform.nodes` names lets no TCP/179 in from its own members. Calico's nodes peer with each
#   other by default: each connects to the other's port 179, and AWS drops the SYN without an answer. The sessions stay
#   in Connect or Active, and nodes never learn the routes to each other's pods. A rule from the group itself, from
#   another group of the nodes, a prefix list or any CIDR may let members in, as may one for all protocols. For speakers
#   that only dial (MetalLB, frr-k8s) the way out counts, which is another fault.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
#     description: Calico, network requirements
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#     description: AWS, security group rules
# custom:
#   id: terraform/bgp-port-closed
#   level: error
#   class: availability
#   enforced: true
#   aliases: [CKV_CUSTOM_BGP_01]
#   remediation: |
#     Add an ingress rule for TCP from port 179 to port 179 from the group itself: `self = true` in the group, or an
#     `aws_vpc_security_group_ingress_rule` whose `referenced_security_group_id` is the group.
package bgplint.rules.terraform["bgp-port-closed"]

import data.bgplint.lib.calico
import data.bgplint.lib.finding
import data.bgplint.lib.terraform

# How many rules a message and its further places name.
most := 4

report contains finding.resting_on(finding.with_related(found, near(group)), unknown(group)) if {
	some group in input.terraform.SecurityGroup
	group.nodes
	not calico.bgp_disabled
	not only_dialled
	not lets_members_in(group)
	found := finding.key(group, group.inbound.path, message(group))
}

# MetalLB's and frr-k8s's speakers dial, and where Calico is there too its own listen.
only_dialled if {
	count(input.metallb.BGPPeer) > 0
	not calico_in_scan
}

calico_in_scan if {
	some kind in ["BGPPeer", "BGPConfiguration", "BGPFilter", "IPPool", "Installation", "FelixConfiguration"]
	count(input.calico[kind]) > 0
}

lets_members_in(group) if {
	some rule in inbound(group)
	rule.bgp == "yes"
	terraform.from_members(rule)
}

inbound(group) := {rule |
	some rule in object.get(terraform.rules_of, group.id, set())
	rule.direction == "in"
	rule.action == "allow"
}

# What would have to be known: the group's own list, and the rules that may be the one that is missing.
unknown(group) := array.concat([{"resource": group.id, "path": group.plan.path}], array.concat(listed(group), perhaps(group)))

listed(group) := [{"resource": group.id, "path": path} | some path in group.inbound.unknown]

perhaps(group) := [{"resource": rule.id, "path": path} |
	sets := [
		object.get(terraform.rules_of, group.id, set()),
		object.get(terraform.perhaps_of, group.id, set()),
		object.get(terraform.unplaced, group.file, set()),
	]
	some rule in union({rules | some rules in sets})
	may_let_members_in(rule)
	some path in rule.unknown
]

may_let_members_in(rule) if {
	rule.direction != "out"
	rule.action == "allow"
	rule.bgp != "no"
	from_members_or_unknown(rule)
}

from_members_or_unknown(rule) if terraform.from_members(rule)

from_members_or_unknown(rule) if count(rule.peers.unknown) > 0

# Rules that come near: TCP/179 from others only, or another port of TCP from members.
near(group) := array.slice(
	sort([finding.place(rule, place.path, place.message) |
		some rule in inbound(group)
		some place in near_places(rule)
	]),
	0, most,
)

near_places(rule) := [{"path": rule.protocol.path, "message": $"TCP/179 comes in only from {others(rule)}"}] if {
	rule.bgp == "yes"
	count(rule.peers.groups) > 0
} else := [{"path": port_path(rule.ports), "message": $"members come in on {rule.ports.text}, not on 179"}] if {
	rule.protocol.is == "tcp"
	rule.bgp == "no"
	terraform.from_members(rule)
} else := []

port_path(ports) := ports.from_path if {
	ports.from != null
} else := ports.to_path

others(rule) := concat(", ", array.slice(sort([group.text | some group in rule.peers.groups]), 0, most))

message(group) := $"{group.address} lets nothing in on TCP/179 from its own members: {comes_in(group)}"

comes_in(group) := "it has no rule for what comes in" if {
	count(inbound(group)) == 0
} else := $"what comes in is {concat(", ", array.slice(summary(group), 0, most))}{more(group)}"

summary(group) := sort({$"{rule.protocol.text} {rule.ports.text}" | some rule in inbound(group)})

more(group) := $" and {count(summary(group)) - most} more" if {
	count(summary(group)) > most
} else := ""

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
package bgplint.rules.terraform["bgp-port-closed"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.firewall

report contains found if {
	nodes_listen
	not calico.bgp_disabled
	some group in input.terraform.SecurityGroup
	group.nodes
	not lets_members_in(group)
	closed := finding.absent(group.id, group.inbound.path, message(group))
	found := finding.resting_on(finding.with_related(closed, near(group)), firewall.unknown_inbound(group))
}

message(group) := $"{group.address} lets nothing in on TCP/179 from its own members: {what_comes_in(group)}"

what_comes_in(group) := "no rule lets anything in" if count(rules(group)) == 0

what_comes_in(group) := "TCP/179 is open only to other groups" if count(for_others(group)) > 0

what_comes_in(group) := "no rule is for this port" if {
	count(rules(group)) > 0
	count(for_others(group)) == 0
}

rules(group) := object.get(firewall.inbound, group.id, set())

for_others(group) := {rule | some rule in rules(group); rule.bgp == "yes"}

near(group) := [place | some rule in rules(group); place := near_place(rule)]

near_place(rule) := finding.place(rule.id, peer.path, $"TCP/179 is open to {peer.text}, which is another group") if {
	rule.bgp == "yes"
	peer := rule.peers.groups[0]
}

near_place(rule) := finding.place(
	rule.id,
	rule.ports.from_path,
	$"its members are let in here, with {rule.protocol.text} {rule.ports.text} only",
) if {
	rule.bgp == "no"
	rule.protocol.is == "tcp"
	count(rule.peers.self) > 0
}

# With no BGP object in the scan, `terraform.nodes` says that the nodes speak BGP. MetalLB, frr-k8s and Cilium without a
# localPort only dial: they need the way out.
nodes_listen if count(object.get(input, "calico", {})) > 0

nodes_listen if not some_speaker_dials

some_speaker_dials if count(input.metallb.BGPPeer) > 0

some_speaker_dials if count(input["frr-k8s"].FRRConfiguration) > 0

some_speaker_dials if {
	count(object.get(input, "cilium", {})) > 0
	not cilium_listens
}

# An instance of Cilium listens only with a port of its own.
cilium_listens if {
	some config in input.cilium.CiliumBGPClusterConfig
	some instance in config.object.spec.bgpInstances
	instance.localPort > 0
}

lets_members_in(group) if {
	some rule in rules(group)
	rule.bgp == "yes"
	may_be_member(rule, group)
}

may_be_member(rule, _) if count(rule.peers.self) > 0

# Nothing tells which addresses the nodes will have.
may_be_member(rule, _) if count(rule.peers.cidrs) > 0

may_be_member(rule, _) if count(rule.peers.prefix_lists) > 0

may_be_member(rule, _) if {
	some peer in rule.peers.groups
	peer.nodes
}

# A group that this plan does not have may hold the nodes as well.
may_be_member(rule, _) if {
	some peer in rule.peers.groups
	peer.group == null
}

may_be_member(rule, group) if {
	some peer in rule.peers.groups
	peer.group == group.id
}

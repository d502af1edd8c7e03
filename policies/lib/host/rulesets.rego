# METADATA
# description: |
#   Which verdicts of hosts' rulesets (src/classify/firewall/chains/evaluate.ts) are about hosts that speak BGP, and
#   which of a connection's two ways matter to them.
package bgplint.lib.host.rulesets

import data.bgplint.lib.calico.nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.cilium.agent as cilium

# METADATA
# description: |
#   The rulesets of hosts that speak BGP: one with a rule for its port, one that a person named, or one beside what
#   makes nodes speak BGP whose file is not called after another machine.
of_speakers contains ruleset if {
	some ruleset in input.host.Ruleset
	ruleset.speaks_of == "bgp"
}

of_speakers contains ruleset if {
	some ruleset in input.host.Ruleset
	ruleset.named
	not calico.bgp_disabled
}

of_speakers contains ruleset if {
	nodes_speak
	not calico.bgp_disabled
	some ruleset in input.host.Ruleset
	not ruleset.of_others
}

# METADATA
# description: |
#   Those of hosts that may speak BGP, in a scan that does not tell: of a node, or where the scan holds nothing but
#   rulesets, and these tell nothing of what else the host is for.
of_possible_speakers contains ruleset if {
	not nodes_speak
	not calico.bgp_disabled
	some ruleset in input.host.Ruleset
	not ruleset.named
	not ruleset.of_others
	may_speak(ruleset)
}

may_speak(ruleset) if ruleset.speaks_of == "node"

may_speak(ruleset) if {
	ruleset.speaks_of == "nothing"
	count({family | some family, _ in input} - {"cluster", "host", "input", "kubernetes"}) == 0
}

default nodes_speak := false

nodes_speak if count(families) > 0

nodes_speak if {
	some group in input.terraform.SecurityGroup
	group.nodes
}

families contains family if {
	some family, kinds in speaking
	some kind in kinds
	count(input[family][kind]) > 0
}

# IPIP's routes are told by BIRD.
families contains "calico" if {
	some pool in input.calico.IPPool
	pool.object.spec.ipipMode in {"Always", "CrossSubnet"}
}

speaking := {
	"calico": ["BGPPeer", "BGPConfiguration", "BGPFilter"],
	"metallb": ["BGPPeer", "BGPAdvertisement", "LegacyConfig"],
	"frr-k8s": ["FRRConfiguration"],
	"cilium": ["CiliumBGPClusterConfig", "CiliumBGPPeerConfig", "CiliumBGPPeeringPolicy"],
	"antrea": ["BGPPolicy"],
}

# METADATA
# description: |
#   The verdicts that close BGP, or may, by the ruleset's id: `dropped` and `undecided`. Nodes that speak BGP to each
#   other open connections both ways, so that each must pass. Between a node and a router that may open one, too, one
#   is enough. MetalLB and frr-k8s only open connections, and Cilium without a port of its own.
closing[ruleset.id] contains verdict if {
	some ruleset in (of_speakers | of_possible_speakers)
	some verdict in ruleset.verdicts
	verdict.is in {"dropped", "undecided"}
	matters[verdict.connection]
	of_family(ruleset, verdict.family)
	not passes_otherwise(ruleset, verdict)
}

matters contains "out"

matters contains "in" if not only_dial

passes_otherwise(ruleset, verdict) if {
	has_families
	not only_dial
	not between_nodes
	some other in ruleset.verdicts
	other.family == verdict.family
	other.connection != verdict.connection
	other.is != "dropped"
}

has_families if count(families) > 0

default only_dial := false

only_dial if {
	has_families
	count(families & {"calico", "antrea"}) == 0
	not cilium.listens
}

default between_nodes := false

between_nodes if {
	families.calico
	not nodes.mesh_off
}

between_nodes if {
	some peer in input.calico.BGPPeer
	peer.object.spec.peerSelector
}

between_nodes if {
	some peer in input.calico.BGPPeer
	calico.at_a_node(peer)
}

# IPv6 is closed on many hosts that have none. Nodes speak BGP over it where an address says so, or the ruleset's
# own rules.
of_family(_, 4) if known_families[4]

of_family(_, 4) if not known_families[6]

of_family(_, 6) if known_families[6]

# A ruleset of both families that speaks of BGP speaks of IPv4 unless something tells otherwise.
of_family(ruleset, 6) if {
	ruleset.speaks_of == "bgp"
	not known_families[4]
	not judges_ipv4(ruleset)
}

judges_ipv4(ruleset) if {
	some verdict in ruleset.verdicts
	verdict.family == 4
}

known_families contains fact.family if {
	some family in {"calico", "metallb", "frr-k8s", "cilium", "antrea"}
	some kind, objects in input[family]
	not pools[kind]
	some object in objects
	some fact in object.facts
	fact.family in {4, 6}
}

known_families contains fact.family if {
	some node in input.kubernetes.Node
	some fact in node.facts
	fact.family in {4, 6}
}

# Their addresses are those of pods and services.
pools := {"IPPool", "IPAddressPool", "CiliumLoadBalancerIPPool", "AddressPool", "LegacyConfig"}

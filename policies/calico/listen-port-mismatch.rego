# METADATA
# title: Peer port differs from the node's listen port
# description: |
#   `listenPort` of BGPConfiguration sets BIRD's port on the nodes, which is 179 without it. A BGPPeer that points to a
#   node and names another port connects where nothing listens: the session stays in Active. Because the ports differ,
#   Calico does not recognize the peer as one of its nodes and does not configure the reverse session either.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
#     description: BGPConfiguration resource, listenPort
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/client.go
#     description: confd, nodesWithIPPortAndAS
# custom:
#   id: calico/listen-port-mismatch
#   level: warning
#   class: correctness
#   remediation: |
#     Leave the port out of `peerIP`: for a node of the cluster, calico-node takes the port from its configuration.
package bgplint.rules.calico["listen-port-mismatch"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.resting_on(finding.with_related(found, related), places) if {
	some peer in input.calico.BGPPeer
	calico.unset(peer, "localWorkloadSelector")
	fact := peer.facts["/spec/peerIP"]
	dialled := fact.port
	some [port, node] in lowest[fact.address]
	dialled != port
	not told_of(lowest[fact.address], dialled, [port, node])
	peer.facts["/spec/asNumber"].as in calico_nodes.as_numbers(node)
	[_, config] := listening(node)
	found := finding.value(
		peer.id,
		["spec", "peerIP"],
		$"BGPPeer {peer.name} uses port {dialled} of node {node}, which listens on {port}: the session stays in Active",
	)
	related := {finding.place(config.id, ["spec", "listenPort"], "the port of the nodes") |
		not calico.unset(config, "listenPort")
	}
	places := {{"resource": config.id, "path": ["spec", "listenPort"]}} | calico_nodes.name_of(node)
}

# One node is told where several have the address, which is an error of its own: the first whose port is another one.
told_of(ends, dialled, end) if {
	some other in ends
	other < end
	other[0] != dialled
}

# The two lowest ports of the nodes at an address, each with a node that listens on it: a peer dials at most one.
lowest := {address: two |
	some address, ends in listeners
	first := min(ends)
	rest := {end | some end in ends; end[0] != first[0]}
	two := {first} | {min(rest) | count(rest) > 0}
}

listeners[address] contains [port, node] if {
	some address, names in calico_nodes.at
	some node in names
	[port, _] := listening(node)
}

# The port of a node, and the object that says so. Undefined where that is not in the scan.
listening(node) := [config.object.spec.listenPort, config] if {
	count(node_configs[node]) == 1
	some config in node_configs[node]
}

listening(node) := [port(config), config] if {
	not node_configs[node]
	count(calico_nodes.defaults) == 1
	some config in calico_nodes.defaults
	not config.partial
}

node_configs[substring(config.name, 5, -1)] contains config if {
	some config in input.calico.BGPConfiguration
	startswith(config.name, "node.")
	not calico.unset(config, "listenPort")
}

port(config) := config.object.spec.listenPort if not calico.unset(config, "listenPort")

port(config) := 179 if calico.unset(config, "listenPort")

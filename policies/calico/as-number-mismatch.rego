# METADATA
# title: Calico peer expects a different AS number than the node's
# description: |
#   A BGPPeer with a `peerIP` says which AS number the other end has. If a node of the cluster has this address, its AS
#   number is known: its own, else that of BGPConfiguration `default`, else 64512. If the two differ, BIRD closes each
#   session with "Bad peer AS". calico-node does not configure the reverse session either, because it looks for a node
#   with that address and that AS number.
# related_resources:
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/client.go
#     description: confd, nodesWithIPPortAndAS and the reverse of a peering
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/node
#     description: Node resource, bgp.asNumber
#   - ref: https://github.com/projectcalico/calico/issues/2961
#     description: Sessions that close with Bad peer AS
# custom:
#   id: calico/as-number-mismatch
#   level: error
#   class: correctness
#   remediation: |
#     Write the node's AS number, which `calicoctl get nodes -o wide` shows, or connect nodes with a `peerSelector`:
#     calico-node then takes the AS numbers from the nodes.
package bgplint.rules.calico["as-number-mismatch"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains judged(finding.resting_on(finding.with_related(found, related), rests_on), end) if {
	not calico.bgp_disabled
	not any_local_number
	some peer in input.calico.BGPPeer
	end := ends[peer.facts["/spec/peerIP"].address]
	not peer.partial
	calico.unset(peer, "peerSelector")

	# A node makes no session to itself.
	calico_nodes.scope(peer) != ["node", end.name]
	remote := peer.facts["/spec/asNumber"].as
	remote > 0
	not end.numbers[remote]
	message := concat(" ", [
		$"BGPPeer {peer.name} expects AS {remote} from node {end.name}, which has AS {min(end.numbers)}{end.origin}:",
		"the session does not come up",
	])
	found := finding.value(peer.id, ["spec", "asNumber"], message)
	related := {finding.place(place.resource, place.path, "the node") | some place in end.places}
	rests_on := {{"resource": peer.id, "path": ["spec", "peerIP"]}} | end.places
}

# A Node of Kubernetes does not show what calico-node or calicoctl write into it later, and a BGPConfiguration that is
# not here may say anything.
judged(found, end) := found if {
	end.sure
} else := finding.claims_absence(found)

# The node at each address, where all that have it are known by their numbers.
ends := {address: end |
	some address, names in calico_nodes.at
	count(names & unread) == 0
	name := min(names)
	end := {
		"name": name,
		"places": calico_nodes.name_of(name),
		"numbers": {number | some one in names; some number in calico_nodes.as_numbers(one)},
		"origin": origin(names - numbered),
		"sure": count((names - numbered) - by_default) == 0,
	}
}

origin(without) := "" if {
	count(without) == 0
} else := " from BGPConfiguration default" if {
	default_stated
} else := ", Calico's default"

default default_stated := false

default_stated if {
	some config in calico_nodes.defaults
	config.facts["/spec/asNumber"].as
}

numbered := object.keys(calico_nodes.own_numbers)

by_default := {node.name |
	default_here
	some node in input.calico.Node
	not node.partial
}

default default_here := false

default_here if {
	some config in calico_nodes.defaults
	not config.partial
}

# Nodes with a number that is there and cannot be read.
unread := {node.name |
	some node in calico.nodes
	not read(node)
}

read(node) if {
	every pointer, path in numbers_at {
		number_read(node, pointer, path)
	}
	not default_unread
}

numbers_at := {
	"/spec/bgp/asNumber": ["spec", "bgp", "asNumber"],
	"/metadata/annotations/projectcalico.org~1ASNumber": ["metadata", "annotations", "projectcalico.org/ASNumber"],
}

number_read(node, _, path) if object.get(node.object, path, null) in [null, ""]

number_read(node, pointer, _) if node.facts[pointer].as

default default_unread := false

default_unread if {
	some config in calico_nodes.defaults
	not calico.unset(config, "asNumber")
	not config.facts["/spec/asNumber"].as
}

# A node may show another number to some peer.
default any_local_number := false

any_local_number if {
	some peer in input.calico.BGPPeer
	not calico.unset(peer, "localASNumber")
}

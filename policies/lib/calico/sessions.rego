# METADATA
# description: The model of Calico (bgplint.lib.sessions).
package bgplint.lib.sessions.families.calico

import data.bgplint.lib.as_numbers
import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico

product := "Calico"

kinds := {"BGPPeer"}

rests_on := {"object": [["spec", "nodeSelector"], ["spec", "node"]], "peer": []}

sessions contains {
	"family": "calico",
	"speaker": "calico",
	"resource": peer.id,
	"file": peer.file,
	"name": peer.name,
	"address": fact.address,
	"path": ["spec", "peerIP"],
	"port": object.get(fact, "port", 179),
	"vrf": "",
	"nodes": near_end(peer),
	"sourced": false,
} if {
	some peer in input.calico.BGPPeer
	not peer.partial
	not calico.bgp_disabled
	fact := peer.facts["/spec/peerIP"]
	fact.address
	calico.external(peer)
	not calico.tagged(peer, "nodeSelector")
}

near_end(peer) := ["all"] if {
	peer.facts["/spec/nodeSelector"].selector.all
} else := calico_nodes.scope(peer) if {
	not nowhere(peer)
}

nowhere(peer) if peer.facts["/spec/nodeSelector"].selector.never

nowhere(peer) if peer.facts["/spec/nodeSelector"].selector.fault

numbers contains {
	"as": fact.as,
	"text": peer.object.spec[field],
	"end": end,
	"resource": peer.id,
	"file": peer.file,
	"path": ["spec", field],
	"name": $"peer {peer.name}",
} if {
	some peer in input.calico.BGPPeer
	some field, [pointer, end] in {
		"asNumber": ["/spec/asNumber", "remote"],
		"localASNumber": ["/spec/localASNumber", "local"],
	}
	fact := peer.facts[pointer]
	as_numbers.special(fact.as)
}

# A number of all nodes or of one is not unset by 0: confd renders `local as 0`, which BIRD refuses with its whole file.
numbers contains {
	"as": fact.as,
	"text": object.get(resource.object, path, ""),
	"end": "local",
	"resource": resource.id,
	"file": resource.file,
	"path": path,
	"name": $"{resource.gvk.kind} {resource.name}",
} if {
	some [family, kind, pointer, path] in [
		["calico", "BGPConfiguration", "/spec/asNumber", ["spec", "asNumber"]],
		["calico", "Node", "/spec/bgp/asNumber", ["spec", "bgp", "asNumber"]],
		[
			"kubernetes",
			"Node",
			"/metadata/annotations/projectcalico.org~1ASNumber",
			["metadata", "annotations", "projectcalico.org/ASNumber"],
		],
	]
	some resource in input[family][kind]
	fact := resource.facts[pointer]
	as_numbers.not_for_use(fact.as)
}

# calico-node takes the node's IPv4 address, unless `CALICO_ROUTER_ID` says otherwise. With `IP` none there is no such
# address, whatever the host has (projectcalico/calico confd/pkg/backends/calico/bgp_processor.go). The operator sets
# both.
identities contains {
	"given": false,
	"without_ipv4": "its `IP` is none",
	"resource": set.id,
	"path": ["spec", "template", "spec", "containers", i, "env", j, "value"],
	"name": "calico-node",
	"speaker": "calico",
	"router": "",
	"nodes": ["all"],
	"level": "error",
	"says": concat(" ", [
		"BIRD refuses its whole configuration (`router id ;`),",
		"and IPv6 BGP stays as it was",
	]),
} if {
	not calico.bgp_disabled
	some set in input.kubernetes.DaemonSet
	not set.partial
	not patched[set.name]
	some i, container in set.object.spec.template.spec.containers
	not container.envFrom
	some j, variable in container.env
	variable.name == "IP"
	variable.value == "none"
	names := {entry.name | some entry in container.env}
	not names.CALICO_ROUTER_ID
	calico_node(names)
}

patched contains set.name if {
	some set in input.kubernetes.DaemonSet
	set.partial
}

calico_node(names) if names.CALICO_NETWORKING_BACKEND

calico_node(names) if names.IP6_AUTODETECTION_METHOD

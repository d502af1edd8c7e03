# METADATA
# title: Calico selector that matches no known node
# description: |
#   A selector that matches no node's labels is not an error for Calico: the peer is stored, calico-node finds no node
#   for it, and no session is configured, with nothing in any status. Usually the label is missing on the nodes, or its
#   key or value is spelled differently there. Labels that the kubelet or a cloud puts on nodes are left out, because
#   manifests do not show them.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, nodeSelector and peerSelector
#   - ref: https://github.com/projectcalico/calico/issues/3365
#     description: Route reflectors without the label that the peers select
# custom:
#   id: calico/selector-matches-no-node
#   level: warning
#   levels: [warning, error]
#   class: correctness
#   remediation: |
#     Compare the selector with `kubectl get nodes --show-labels`, and correct it or put the label on the nodes. If
#     something else sets the label later, say so in a suppression.
#   variants:
#     name:
#       description: |
#         `node` names a node as `kubectl get nodes` does. Another name is not an error for Calico: the peer is stored
#         and waits for a node of this name, and no session is configured, with nothing in any status.
#       remediation: |
#         Write the name as `kubectl get nodes` shows it.
package bgplint.rules.calico["selector-matches-no-node"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.near

report contains finding.value(peer.id, ["spec", field], message) if {
	some peer in input.calico.BGPPeer
	some field in ["nodeSelector", "peerSelector"]
	text := peer.object.spec[field]
	problem := why(peer, field, text)
	message := $"{field} {text} of BGPPeer {peer.name} {problem}: {effect[field]}"
}

# Not all nodes are known, but one of a near name is.
report contains finding.variant(finding.at_level(near.suggested(found, meant), "error"), "name") if {
	some peer in input.calico.BGPPeer
	calico.unset(peer, "nodeSelector")
	name := peer.object.spec.node
	meant := near.names[["kubernetes/Node", name]]
	message := $"BGPPeer {peer.name} is for node {name}, but no known node has this name: no node gets this peer"
	found := finding.value(peer.id, ["spec", "node"], message)
}

effect := {
	"nodeSelector": "no node gets this peer",
	"peerSelector": "the peer finds no other end",
}

why(peer, field, _) := "can never match a node" if contradicts(peer, field)

why(peer, field, text) := $"matches none of the {count(calico_nodes.names)} known nodes" if {
	not contradicts(peer, field)
	matchless[text]
	all_labels_known
}

# What it matches depends on a placeholder, so that the finding is held back.
why(peer, field, _) := "may match none of the known nodes" if {
	peer.facts[$"/spec/{field}"].selector.unknown
	all_labels_known
}

contradicts(peer, field) if peer.facts[$"/spec/{field}"].selector.never

matchless contains selection.selector if {
	some selection in input.cluster.selections
	count(selection.nodes) == 0
	not calico_nodes.foreign[selection.selector]
}

all_labels_known if {
	count(calico_nodes.names) > 0
	count(calico_nodes.names) == count(calico_nodes.labels_known)
}

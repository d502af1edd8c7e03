# METADATA
# title: All BGP nodes excluded from external load balancers
# description: |
#   MetalLB advertises nothing from a node with the label `node.kubernetes.io/exclude-from-external-load-balancers`,
#   whatever its value; even `"false"` excludes it. kubeadm and Talos put it on control-plane nodes. If every node with
#   a peer has it, the sessions come up and no router gets a route.
# related_resources:
#   - ref: https://metallb.io/troubleshooting/
#     description: MetalLB, troubleshooting
#   - ref: https://kubernetes.io/docs/reference/labels-annotations-taints/#node-kubernetes-io-exclude-from-external-load-balancers
#     description: The label
#   - ref: https://github.com/metallb/metallb/issues/2274
#     description: Cluster whose nodes were all excluded
# custom:
#   id: metallb/excluded-nodes
#   level: error
#   class: availability
#   remediation: |
#     Remove the label from the nodes that are to advertise, or start the speakers with `--ignore-exclude-lb` (in the
#     chart, `speaker.ignoreExcludeLB: true`). If workers are to advertise, select them in the peers' `nodeSelectors`.
package bgplint.rules.metallb["excluded-nodes"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains sure(finding.key(node.id, ["metadata", "labels", label], message)) if {
	count(selected) > 0
	not announcing
	not ignored
	[_, id] := min(selected)
	node := nodes[id]
	message := $"{carry(count(selected))} {label}: sessions come up, but MetalLB advertises nothing from there"
}

# Where the speakers' arguments are not in the scan, they may hold the switch.
sure(found) := found if {
	count(speakers) > 0
} else := finding.claims_absence(found)

carry(1) := "the only node that the BGPPeers select has the label"

carry(many) := $"all {many} nodes that the BGPPeers select have the label" if many > 1

label := "node.kubernetes.io/exclude-from-external-load-balancers"

nodes[node.id] := node if some node in input.kubernetes.Node

default announcing := false

announcing if {
	some [_, id] in selected
	not excluded(nodes[id])
}

excluded(node) if object.get(node.object, ["metadata", "labels", label], "absent") != "absent"

# The nodes that any peer selects; none where that is not known of a peer.
selected contains [node.name, node.id] if {
	every peer in input.metallb.BGPPeer {
		nodes_known(peer)
	}
	some node in input.kubernetes.Node
	names[node.name]
}

names contains name if {
	some key in keys
	some name in labels.members(key)
}

keys contains labels.key(peer, "/spec/nodeSelectors") if some peer in input.metallb.BGPPeer

nodes_known(peer) if {
	not peer.partial
	labels.members(labels.key(peer, "/spec/nodeSelectors"))
}

default ignored := false

ignored if {
	some release in input.metallb.Release
	release.object.values.speaker.ignoreExcludeLB == true
}

ignored if {
	some container in speakers
	some list in ["args", "command"]
	some argument in container[list]
	contains(argument, "-ignore-exclude-lb")
}

# Every container of a DaemonSet that has MetalLB's variables.
speakers contains container if {
	some speaker in input.kubernetes.DaemonSet
	some container in speaker.object.spec.template.spec.containers
	some variable in container.env
	startswith(variable.name, "METALLB_")
}

# METADATA
# title: MetalLB node selector that matches no node
# description: |
#   `nodeSelectors` that match no node are not an error for MetalLB: the peer is stored and no speaker opens a session,
#   or the advertisement is stored and no speaker advertises what it carries, silently. Usually the label is missing on
#   the nodes, or its key or value is spelled differently there. Labels that the kubelet or a cloud puts on nodes are
#   left out, because manifests do not show them.
# related_resources:
#   - ref: https://metallb.io/configuration/_advanced_bgp_configuration/#limiting-peers-to-certain-nodes
#     description: MetalLB, limiting peers to certain nodes
#   - ref: https://github.com/metallb/metallb/blob/main/speaker/bgp_controller.go
#     description: The speaker, what it does for its own node
# custom:
#   id: metallb/selector-matches-no-node
#   level: warning
#   class: correctness
#   remediation: |
#     Compare the selectors with `kubectl get nodes --show-labels`, and correct them or put the label on the nodes. If
#     something else sets the label later, say so in a suppression.
#   variants:
#     contradiction:
#       description: |
#         A selector requires all of its conditions together. If two exclude each other, such as two values of one
#         label, no node has both, whatever its labels: the object is stored, but no speaker opens a session for the
#         peer or advertises what the advertisement carries, and nothing says so.
#       remediation: |
#         Put alternative values into one expression with the operator In, or into a further selector in
#         `nodeSelectors`: a node must match only one of those.
package bgplint.rules.metallb["selector-matches-no-node"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains varied(finding.value(resource.id, ["spec", "nodeSelectors"], message), key) if {
	some kind, subject in subjects
	some resource in input.metallb[kind]
	key := labels.key(resource, "/spec/nodeSelectors")
	problem := labels.matches_no_node(key)
	message := $"`nodeSelectors` of {subject.title} {resource.name} {problem}: {subject.outcome}"
}

varied(found, key) := finding.variant(found, "contradiction") if {
	key == labels.nothing
} else := found

# What they match depends on a placeholder, so that the finding is held back.
report contains finding.value(resource.id, fact.unknown, message) if {
	some kind, subject in subjects
	some resource in input.metallb[kind]
	fact := labels.fact(resource, "/spec/nodeSelectors")
	labels.all_labels_known
	message := $"`nodeSelectors` of {subject.title} {resource.name} may match no node"
}

subjects := {
	"BGPPeer": {"title": "BGPPeer", "outcome": "none of its sessions is opened"},
	"BGPAdvertisement": {"title": "advertisement", "outcome": "nothing that it carries is advertised"},
}

# METADATA
# description: |
#   What Kubernetes' label selectors select. A selector of a resource, an OR list included, goes by the `key` of its
#   fact (src/cluster/label-selectors.ts): one text for one meaning, also of a field that is not there. A field
#   without a meaning (malformed, or with a placeholder) has none, and what is asked of it is undefined.
package bgplint.lib.labels

import data.bgplint.lib.calico.nodes as calico_nodes

# METADATA
# description: The fact of a field, as `/spec/nodeSelectors`; there is one whether or not the field is.
fact(resource, pointer) := resource.facts[pointer].selector

# METADATA
# description: The key of a field.
key(resource, pointer) := resource.facts[pointer].selector.key

# METADATA
# description: The key of what every set of labels satisfies.
everything := "(all)"

# METADATA
# description: The key of what no set of labels satisfies.
nothing := "(none)"

# METADATA
# description: |
#   The keys of other selectors of nodes that may be on one node with this one, those of MetalLB and frr-k8s in one. For
#   joins: a rule looks up the resources of one address by their key, then by each of these, and never goes through
#   pairs of resources.
near[entry.of] contains other if {
	some entry in input.cluster.sharing
	some other in entry.with
}

# METADATA
# description: |
#   True if two keys of one family may select one node: they are the same, or some set of labels satisfies both, and it
#   is not so that all nodes are known and none is in both. Where a family has too many selectors to tell, only those
#   that are the same or select everything count: what is not known is not reported.
may_share(a, b) if {
	meet(a, b)
	not apart(a, b)
}

meet(a, b) if {
	a == b
	a != nothing
}

meet(a, b) if {
	a == everything
	not b in {a, nothing}
}

meet(a, b) if {
	b == everything
	not a in {b, nothing}
}

meet(a, b) if {
	not everything in {a, b}
	b in near[a]
}

# METADATA
# description: |
#   True if two keys that may share a node do so for sure: they are the same, one selects everything, or a known node
#   answers both.
surely_share(a, b) if a == b

surely_share(a, _) if a == everything

surely_share(_, b) if b == everything

surely_share(a, b) if count(common(a, b)) > 0

# METADATA
# description: True if all nodes are known, and what the two keys select among them has no node in common.
apart(a, b) if {
	all_known
	nodes := members(a)
	other := members(b)
	count(nodes & other) == 0
}

# METADATA
# description: |
#   The names of the known nodes that a key selects. Undefined where that is not known: no node is, or it asks for a
#   label that others than the manifests put on nodes.
members(of) := names if {
	of == everything
	count(input.kubernetes.Node) > 0
} else := set() if {
	of == nothing
} else := selections[of] if {
	not foreign[of]
}

names contains node.name if {
	some node in input.kubernetes.Node
	node.name != ""
}

# METADATA
# description: The known nodes that two keys both select for sure, whether or not there are others.
common(a, b) := (members(a) & members(b)) & labels_known

# METADATA
# description: |
#   The known nodes whose labels are all known: none of their manifests is a patch, and some of them state labels.
labels_known contains node.name if {
	some node in input.kubernetes.Node
	not labels_unknown[node.name]
}

labels_unknown contains node.name if {
	some node in input.kubernetes.Node
	node.partial
}

labels_unknown contains node.name if {
	some node in input.cluster.nodes
	not node.sure
}

labels_unknown contains node.name if {
	some node in input.kubernetes.Node
	some value in node.object.metadata.labels
	not is_string(value)
}

# A manifest without labels leaves them to others.
labels_unknown contains node.name if {
	some node in input.kubernetes.Node
	not labelled[node.name]
}

labelled contains node.name if {
	some node in input.kubernetes.Node
	count(node.object.metadata.labels) > 0
}

# METADATA
# description: True if the scan holds all nodes of the cluster, with all labels that are put on them by hand.
all_known if {
	input.cluster.complete
	count(labels_known) > 0
	count(labels_unknown) == 0
}

# Keys are unique, so no key has two answers.
selections := {selection.key: {name | some name in selection.nodes} | some selection in input.cluster.label_selections}

# METADATA
# description: The keys that ask for a label which the kubelet, a cloud or an installer may put on nodes.
foreign contains selection.key if {
	some selection in input.cluster.label_selections
	some part in calico_nodes.set_by_others
	contains(selection.key, part)
}

# METADATA
# description: |
#   The resources of a kind (`metallb/IPAddressPool`, `cilium/CiliumBGPAdvertisement`) that a key selects for sure, by
#   both: `matched[[kind, key]]`. Nothing is there for a key without an answer, which `answered` does not hold; nor for
#   one that matches none.
matched[[entry.of, entry.key]] contains id if {
	some entry in input.cluster.label_matches
	some id in entry.ids
}

# METADATA
# description: The keys of each kind of which it is known what they match. Where no resource of the kind is known, none.
answered[entry.of] contains entry.key if some entry in input.cluster.label_matches

# METADATA
# description: Those of a kind that any key may select, since not all of their labels are known.
unsure[entry.of] contains id if {
	some entry in input.cluster.label_unsure
	some id in entry.ids
}

# METADATA
# description: |
#   What is wrong with a selector that MetalLB or the API server refuses, as the end of a sentence about its field.
wrong := {
	"duplicate-selector": "has the same selector twice",
	"duplicate-expression": "has the same expression twice",
	"duplicate-value": "has the same value twice in one expression",
	"operator": "has an operator other than In, NotIn, Exists and DoesNotExist",
	"values-missing": "has an expression with In or NotIn but no `values`",
	"values-forbidden": "has `values` in an expression with Exists or DoesNotExist",
	"key": "has a key that no label can have",
	"value": "has a value that no label can have",
}

# METADATA
# description: |
#   Why a selector of nodes selects none, as the end of a sentence; undefined where it selects a known one, or may
#   select another. A label that the kubelet, a cloud or an installer may put on nodes stands in no manifest.
matches_no_node(key) := "contradicts itself and can never match a node" if {
	key == nothing
} else := $"does not match {min(labels_known)}, the only known node" if {
	all_labels_known
	count(labels_known) == 1
	count(members(key)) == 0
} else := $"matches none of the {count(labels_known)} known nodes" if {
	all_labels_known
	count(members(key)) == 0
}

# METADATA
# description: True if nodes are known, and all labels of each that are put on it by hand.
default all_labels_known := false

all_labels_known if {
	count(labels_known) > 0
	count(labels_unknown) == 0
}

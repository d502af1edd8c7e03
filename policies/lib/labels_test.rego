package bgplint.lib.labels_test

import data.bgplint.lib.labels

node(name) := {"id": 1, "name": name, "partial": false, "object": {"metadata": {"labels": {"rack": "a"}}}, "facts": {}}

cluster := {
	"complete": true,
	"nodes": [{"name": "n1", "sure": true}, {"name": "n2", "sure": true}],
	"sharing": [
		{"of": "rack=a", "with": ["edge", "(all)"]},
		{"of": "edge", "with": ["rack=a", "(all)"]},
		{"of": "(all)", "with": ["rack=a", "edge"]},
	],
	"label_selections": [
		{"key": "rack=a", "nodes": ["n1"]},
		{"key": "edge", "nodes": ["n2"]},
		{"key": "rack=b", "nodes": []},
	],
	"label_matches": [{"of": "metallb/IPAddressPool", "key": "env=prod", "ids": [4]}],
	"label_unsure": [{"of": "metallb/IPAddressPool", "ids": [5]}],
}

unknown_nodes := object.union(cluster, {"label_selections": [], "nodes": []})

test_meeting_selectors_may_share if labels.may_share("rack=a", "edge") with input.cluster as unknown_nodes

test_disjoint_selectors_do_not if not labels.may_share("rack=a", "rack=b") with input.cluster as unknown_nodes

test_same_selector_shares if labels.may_share("rack=b", "rack=b") with input.cluster as unknown_nodes

test_everything_shares if labels.may_share("(all)", "rack=b") with input.cluster as unknown_nodes

test_nothing_shares_with_nothing if {
	not labels.may_share("(none)", "(none)") with input.cluster as unknown_nodes
	not labels.may_share("(all)", "(none)") with input.cluster as unknown_nodes
}

test_known_nodes_keep_apart if {
	not labels.may_share("rack=a", "edge") with input.cluster as cluster
		with input.kubernetes.Node as [node("n1"), node("n2")]
}

test_known_node_in_both if {
	labels.may_share("(all)", "edge") with input.cluster as cluster
		with input.kubernetes.Node as [node("n1"), node("n2")]
}

test_nodes_of_an_incomplete_scan_do_not_keep_apart if {
	labels.may_share("rack=a", "edge") with input.cluster as object.union(cluster, {"complete": false})
		with input.kubernetes.Node as [node("n1"), node("n2")]
}

test_a_patch_of_a_node_does_not_keep_apart if {
	labels.may_share("rack=a", "edge") with input.cluster as cluster
		with input.kubernetes.Node as [node("n1"), object.union(node("n2"), {"partial": true})]
}

test_a_placeholder_does_not_keep_apart if {
	unsure := object.union(cluster, {"nodes": [{"name": "n1", "sure": true}, {"name": "n2", "sure": false}]})
	labels.may_share("rack=a", "edge") with input.cluster as unsure
		with input.kubernetes.Node as [node("n1"), node("n2")]
}

test_label_of_the_kubelet_does_not_keep_apart if {
	zone := "topology.kubernetes.io/zone=a"
	hosted := object.union(cluster, {
		"sharing": [{"of": zone, "with": ["edge"]}],
		"label_selections": [{"key": zone, "nodes": []}, {"key": "edge", "nodes": ["n2"]}],
	})
	labels.may_share(zone, "edge") with input.cluster as hosted with input.kubernetes.Node as [node("n1"), node("n2")]
}

test_common_nodes if {
	labels.common("(all)", "edge") == {"n2"} with input.cluster as cluster
		with input.kubernetes.Node as [node("n1"), node("n2")]
}

test_no_selector_no_key if not labels.key(
	{"facts": {"/spec/nodeSelectors": {"selector": {"faults": []}}}},
	"/spec/nodeSelectors",
)

test_matched if {
	labels.matched[["metallb/IPAddressPool", "env=prod"]] == {4} with input.cluster as cluster
	labels.unsure["metallb/IPAddressPool"] == {5} with input.cluster as cluster
}

test_a_node_without_labels_does_not_keep_apart if {
	bare := object.union(node("n2"), {"object": {"metadata": {"labels": null}}})
	labels.may_share("rack=a", "edge") with input.cluster as cluster with input.kubernetes.Node as [node("n1"), bare]
}

package bgplint.lib.near_test

import data.bgplint.lib.finding
import data.bgplint.lib.near

cluster := {"near_names": [
	{"of": "metallb/BFDProfile", "name": "fats", "near": ["fast", "fat"]},
	{"of": "frr-k8s/bfdProfile", "resource": 4, "name": "slwo", "near": ["slow"]},
]}

found := {"at": {"resource": 1, "path": ["spec", "bfdProfile"], "on": "value"}, "message": "it is not there"}

test_near_name_is_suggested if {
	judged := near.judged(found, "metallb/BFDProfile", "fats") with input.cluster as cluster
	judged.message == "it is not there; did you mean `fast`?"
	judged.fix == [finding.then(
		{"op": "replace", "path": ["spec", "bfdProfile"], "value": "fast", "safe": false},
		[finding.step("before", "Check that `fast` is intended")],
	)]
	judged.claim == "misspelt"
}

test_without_one_it_is_absence if {
	judged := near.judged(found, "metallb/BFDProfile", "slow") with input.cluster as cluster
	judged.claim == "absence"
	judged.message == "it is not there"
}

test_a_name_counts_for_its_kind if {
	judged := near.judged(found, "metallb/BGPPeer", "fats") with input.cluster as cluster
	judged.claim == "absence"
}

test_names_in_one_object if {
	near.names_in[["frr-k8s/bfdProfile", 4, "slwo"]] == {"slow"} with input.cluster as cluster
	not near.names[["frr-k8s/bfdProfile", "slwo"]] with input.cluster as cluster
}

package bgplint.lib.firewall_test

import data.bgplint.lib.firewall

pool(id, said) := object.union({"id": id, "named": false, "because": ""}, said)

passage(id, from, to) := object.union(
	{"id": id, "from": from, "to": to},
	{"traffic": "bgp", "direction": "in", "verdict": "closed", "denied": []},
)

scan := {"terraform": {"Passage": both}}

both := [passage(10, 1, 2), passage(11, 2, 1)]

test_a_pair_that_is_closed_both_ways_is_told_once if {
	closed := {each | some each in both}
	told := {found.id | some found in closed; firewall.first(found, closed)} with input as scan
	told == {11}
}

test_a_pair_that_is_closed_one_way_is_told_there if {
	firewall.first(both[0], {both[0]}) with input as scan
}

test_the_plan_suggests_nothing_beside_the_config if {
	named := {"terraform": {"NodePool": [pool(1, {"named": true}), pool(2, {"because": "its name says so"})]}}
	not firewall.suggested(passage(10, 2, 2)) with input as named
	firewall.named(passage(10, 1, 1)) with input as named
}

test_with_reflectors_one_open_pair_is_enough if {
	open := {
		"terraform": {"NodePool": [pool(1, {}), pool(2, {})], "Passage": [passage(10, 1, 2)]},
		"calico": {
			"BGPConfiguration": [config],
			"BGPPeer": [peer],
		},
	}
	firewall.between_some_nodes with input as open
	not firewall.is_needed(passage(10, 1, 2)) with input as open
}

entry(name, spec) := {
	"id": 20,
	"file": "a.yaml",
	"partial": false,
	"gvk": {"group": "projectcalico.org", "version": "v3", "kind": "BGPPeer"},
	"name": name,
	"namespace": "",
	"object": {"spec": spec},
	"facts": {},
}

config := entry("default", {"nodeToNodeMeshEnabled": false})

peer := entry("reflectors", {"peerSelector": "has(reflector)"})

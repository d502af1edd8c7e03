package bgplint.lib.sessions_test

import data.bgplint.lib.kinds
import data.bgplint.lib.sessions

metallb_peer := {
	"id": 1,
	"file": "metallb.yaml",
	"name": "router-a",
	"partial": false,
	"object": {"spec": {"peerASN": 23456, "peerPort": 0}},
	"facts": {
		"/spec/peerAddress": {"address": "192.0.2.1"},
		"/spec/peerASN": {"as": 23456},
		"/spec/nodeSelectors": {"selector": {"key": "rack=a"}},
	},
}

antrea_policy := {
	"id": 2,
	"file": "antrea.yaml",
	"name": "edge",
	"partial": false,
	"object": {"spec": {"bgpPeers": [{"address": "192.0.2.1", "asn": 64500}]}},
	"facts": {
		"/spec/bgpPeers/0/address": {"address": "192.0.2.1"},
		"/spec/bgpPeers/0/asn": {"as": 64500},
		"/spec/nodeSelector": {"selector": {"key": "(all)"}},
	},
}

scan := {"cluster": {"metallb": {}}, "metallb": {"BGPPeer": [metallb_peer]}, "antrea": {"BGPPolicy": [antrea_policy]}}

test_families_give_the_same_rows if {
	rows := sessions.sessions with input as scan
	count(rows) == 2
	every row in rows {
		row.address == "192.0.2.1"
		row.port == 179
		row.vrf == ""
		["labels", _] = row.nodes
	}
	{object.keys(row) | some row in rows} == {{
		"family", "speaker", "resource", "file", "name", "address", "path", "port", "vrf", "nodes", "sourced",
	}}
}

test_numbers_are_only_those_not_for_use if {
	found := sessions.numbers with input as scan
	{[row.as, row.end] | some row in found} == {[23456, "remote"], [64500, "remote"]}
}

test_columns_of_numbers_are_the_same if {
	found := sessions.numbers with input as scan
	{object.keys(row) | some row in found} == {{"as", "text", "end", "resource", "file", "path", "name"}}
}

test_metallb_and_frr_k8s_are_one_speaker_but_for_other_modes if {
	every mode, speaker in {"native": "metallb", "frr": "metallb", "frr-k8s": "frr-k8s"} {
		rows := sessions.sessions with input as object.union(scan, {"cluster": {"metallb": {"mode": mode}}})
		{row.speaker | some row in rows; row.family == "metallb"} == {speaker}
	}
}

test_of_policies_that_may_select_one_node_none_has_sessions if {
	policies := [antrea_policy, object.union(antrea_policy, {"id": 3, "name": "edge-2"})]
	rows := sessions.sessions with input as {"antrea": {"BGPPolicy": policies}}
	count(rows) == 0
}

test_families_with_peers if {
	found := sessions.families_with_peers with input as scan
	found == {"metallb", "antrea"}
}

test_a_patch_has_no_session if {
	rows := sessions.sessions with input as {"antrea": {"BGPPolicy": [object.union(antrea_policy, {"partial": true})]}}
	count(rows) == 0
}

calico_peer(selector, fact) := {
	"id": 4,
	"file": "calico.yaml",
	"name": "router-a",
	"partial": false,
	"object": {"spec": {"peerIP": "192.0.2.1", "nodeSelector": selector}},
	"facts": {"/spec/peerIP": {"address": "192.0.2.1"}, "/spec/nodeSelector": {"selector": fact}},
}

test_calico_selectors_are_scopes if {
	cases := {
		"all()": [{"all": true, "never": false, "labels": []}, {["all"]}],
		"has(x) || !has(x)": [{"all": true, "never": false, "labels": ["x"]}, {["all"]}],
		"has(x) && !has(x)": [{"all": false, "never": true, "labels": ["x"]}, set()],
		"rack = 'a'": [{"fault": {"reason": "expected =="}}, set()],
		"rack == 'a'": [{"all": false, "never": false, "labels": ["rack"]}, {["selector", "rack == 'a'"]}],
	}
	every selector, expected in cases {
		[fact, wanted] := expected
		rows := sessions.sessions with input as {"cluster": {}, "calico": {"BGPPeer": [calico_peer(selector, fact)]}}
		{row.nodes | some row in rows} == wanted
	}
}

test_each_family_of_bgp_has_a_model if {
	every family, of_family in kinds.served {
		declaring := data.bgplint.lib.sessions.families[family].kinds
		sessions.products[family]

		# MetalLB's old configuration has no kind of its own.
		every kind in declaring - {"LegacyConfig"} {
			of_family[kind]
		}
	}
}

test_what_a_session_rests_on_stands_beside_its_address if {
	path := ["spec", "bgpPeers", 0, "address"]
	sessions.rests_on("antrea", 2, path) == {
		{"resource": 2, "path": ["spec", "nodeSelector"]},
		{"resource": 2, "path": ["spec", "bgpPeers", 0, "port"]},
	}
}

test_columns_of_router_ids_are_the_same if {
	rows := sessions.identities with input as object.union(scan, {"cluster": {"metallb": {"mode": "frr"}}})
	some row in rows
	object.keys(row) == {"given", "resource", "path", "name", "speaker", "router", "nodes", "level", "says"}
	row.given == false
}

package bgplint.lib.sessions_levels_test

import data.bgplint.rules.session["documentation-as-number"] as rule

peer(file) := {
	"id": 1,
	"file": file,
	"name": "router-a",
	"object": {"spec": {"asNumber": 64500}},
	"facts": {"/spec/asNumber": {"as": 64500}},
}

test_a_number_of_the_documentation_is_a_note_where_documents_are if {
	every file, level in {
		"peer.yaml": "warning",
		"clusters/prod/peer.yaml": "warning",
		"documents/peer.yaml": "warning",
		"docs/peer.yaml": "note",
		"Examples/bgp/peer.yaml": "note",
	} {
		found := rule.report with input as {"cluster": {}, "calico": {"BGPPeer": [peer(file)]}}
		{one.level | some one in found} == {level}
	}
}

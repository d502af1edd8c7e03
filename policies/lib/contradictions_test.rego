package bgplint.lib.contradictions_test

import data.bgplint.lib.contradictions
import data.bgplint.lib.labels

# Files in folders whose names say where they are, and selectors of which a and b may share a node.
scan := {
	"cluster": {"sharing": [{"of": "a", "with": ["b"]}, {"of": "b", "with": ["a"]}]},
	"metallb": {"BGPPeer": [{"file": file} | some file in ["base/x.yaml", "base/edge/x.yaml", "other/x.yaml"]]},
}

opposing(rows) := {[value, owner, rank, other] |
	some {"subject": "asn", "value": value, "owners": owners, "opposing": opposing} in found
	some owner in owners
	some [rank, other, _] in opposing
} if {
	found := contradictions.contradicted(rows) with input as scan
}

test_those_who_say_one_thing_do_not_oppose_each_other if {
	opposing({"asn": {"a": {"base": {64512: {["p", 1], ["q", 2]}}}}}) == set()
}

test_one_selector_surely_shares_a_node if {
	opposing({"asn": {"a": {"base": {64512: {["p", 1]}, 64513: {["q", 2]}}}}}) == {
		[64512, ["p", 1], 0, ["q", 2]],
		[64513, ["q", 2], 0, ["p", 1]],
	}
}

test_two_selectors_may_share_a_node if {
	opposing({"asn": {"a": {"base": {64512: {["p", 1]}}}, "b": {"base": {64513: {["q", 2]}}}}}) == {
		[64512, ["p", 1], 1, ["q", 2]],
		[64513, ["q", 2], 1, ["p", 1]],
	}
}

test_selectors_that_share_no_node_are_apart if {
	opposing({"asn": {"a": {"base": {64512: {["p", 1]}}}, "c": {"base": {64513: {["q", 2]}}}}}) == set()
}

test_what_selects_everything_meets_every_selector if {
	everywhere := {"base": {64513: {["q", 2]}}}
	opposing({"asn": {"c": {"base": {64512: {["p", 1]}}}, labels.everything: everywhere}}) == {
		[64512, ["p", 1], 0, ["q", 2]],
		[64513, ["q", 2], 0, ["p", 1]],
	}
}

test_a_base_is_applied_with_its_overlay_and_folders_beside_it_perhaps if {
	opposing({"asn": {"a": {"base": {64512: {["p", 1]}}, "base/edge": {64513: {["q", 2]}}}}}) == {
		[64512, ["p", 1], 0, ["q", 2]],
		[64513, ["q", 2], 0, ["p", 1]],
	}
	opposing({"asn": {"a": {"base": {64512: {["p", 1]}}, "other": {64513: {["q", 2]}}}}}) == {
		[64512, ["p", 1], 2, ["q", 2]],
		[64513, ["q", 2], 2, ["p", 1]],
	}
}

# The first of all opposes all others, and the first with another value opposes those who agree with it.
test_the_first_two_answer_for_all if {
	rows := {"asn": {"a": {"base": {1: {["p", 1], ["s", 4]}, 2: {["q", 2]}, 3: {["r", 3]}}}}}
	opposing(rows) == {
		[1, ["p", 1], 0, ["q", 2]],
		[1, ["s", 4], 0, ["q", 2]],
		[2, ["q", 2], 0, ["p", 1]],
		[3, ["r", 3], 0, ["p", 1]],
	}
}

test_first_two if {
	contradictions.first_two({[2, "b", ""], [1, "a", ""], [3, "c", ""], [1, "a", "x"]}) == [[1, "a", ""], [2, "b", ""]]
	contradictions.first_two([[1, "a", ""], [2, "a", ""]]) == [[1, "a", ""]]
	not contradictions.first_two([])
}

package bgplint.lib.firewall_test

import data.bgplint.lib.firewall

group := {"id": 1, "inbound": {"unknown": [["ingress"]]}, "plan": {"path": ["errored"]}}

rule(id, target, unknown) := {
	"id": id,
	"direction": "in",
	"action": "allow",
	"bgp": "perhaps",
	"target": object.union({"group": null, "candidates": [], "any": false}, target),
	"unknown": unknown,
}

of_the_group := {{"resource": 1, "path": ["ingress"]}, {"resource": 1, "path": ["errored"]}}

unknown(rules) := places if {
	places := firewall.unknown_inbound(group) with input as {"terraform": {"SecurityRule": rules}}
}

test_a_rule_that_is_for_the_group_or_may_be if {
	unknown([rule(2, {"group": 1}, [["a"]]), rule(3, {"candidates": [1]}, [["b"], ["c"]])]) == of_the_group | {
		{"resource": 2, "path": ["a"]},
		{"resource": 3, "path": ["b"]},
		{"resource": 3, "path": ["c"]},
	}
}

test_a_rule_that_is_for_another_group if {
	unknown([rule(2, {"group": 4}, [["a"]]), rule(3, {"candidates": [4]}, [["b"]])]) == of_the_group
}

# One unknown value is enough to leave it open, whichever groups there are.
test_of_rules_for_any_group_the_first if {
	unknown([rule(3, {"any": true}, [["b"]]), rule(2, {"any": true}, [["a"], ["c"]])]) == of_the_group | {
		{"resource": 2, "path": ["a"]},
	}
}

test_traffic_out_and_rules_that_leave_bgp_alone_say_nothing if {
	out := object.union(rule(2, {"group": 1}, [["a"]]), {"direction": "out"})
	other_port := object.union(rule(3, {"group": 1}, [["a"]]), {"bgp": "no"})
	unknown([out, other_port]) == of_the_group
}

test_inbound_is_what_lets_traffic_in if {
	allowed := rule(2, {"group": 1}, [])
	denied := object.union(rule(3, {"group": 1}, []), {"action": "deny"})
	rules := firewall.inbound with input as {"terraform": {"SecurityRule": [allowed, denied]}}
	count(rules) == 1
	[one.id | some one in rules[1]] == [2]
}

test_what_opens_a_rule_stands_beside_it if {
	opening := {
		"path": ["cidr"],
		"listed": [{"id": 5, "path": ["entries", 0], "text": "0.0.0.0/0"}],
		"others": [{"id": 6, "path": ["cidr"], "text": "128.0.0.0/1"}],
	}
	found := firewall.open({"id": 4}, opening, "open")
	found.at.resource == 4
	[[place.at.resource, place.message] | some place in found.related] == [
		[5, "0.0.0.0/0 stands here"],
		[6, "128.0.0.0/1 is a part of it"],
	]
}

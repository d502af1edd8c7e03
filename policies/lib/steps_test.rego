package bgplint.lib.steps_test

import data.bgplint.lib.names
import data.bgplint.lib.steps

made(name, namespace) := steps.secret({
	"name": name,
	"namespace": namespace,
	"home": "MetalLB",
	"type": steps.basic_auth,
	"whose": "peer leaf-1",
})

test_command_has_the_names if {
	made("bgp-leaf-1", "metallb-system").command == concat(" ", [
		"kubectl create secret generic bgp-leaf-1 -n metallb-system --type=kubernetes.io/basic-auth",
		`--from-literal=password="${BGP_PASSWORD:?}"`,
	])
}

test_unknown_namespace_stops_the_command if {
	contains(made("bgp-leaf-1", "").command, ` -n "${NAMESPACE:?}" `)
}

test_what_is_no_name_gets_into_no_command if {
	every hostile in ["a b", "$(id)", "`id`", "a;id", "a\nid", "--token=x", "-n", "A", "a'b", "ä", "", ".a"] {
		not made(hostile, "metallb-system").command
		made(hostile, "metallb-system").text
	}
	not made("bgp-leaf-1", "a;id").command
}

test_name_begins_with_bgp_once if {
	steps.named("leaf-1", set()) == "bgp-leaf-1"
	steps.named("bgp-peer", set()) == "bgp-peer"
}

test_name_of_a_secret_that_is_there_is_another if {
	steps.named("leaf-1", {"bgp-leaf-1"}) == "bgp-leaf-1-password"
}

test_what_is_no_name_makes_none if {
	steps.named("Leaf 1", set()) == "bgp-password"
	names.plain(steps.named("$(id)", set()))
}

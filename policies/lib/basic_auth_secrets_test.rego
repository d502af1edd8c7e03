package bgplint.lib.basic_auth_secrets_test

import data.bgplint.lib.basic_auth_secrets

reader := {
	"product": "MetalLB",
	"namespace": "MetalLB's namespace",
	"outcome": "the speakers refuse their whole configuration",
	"line_break": "holds a line break",
	"daemon": "frr",
	"elsewhere": {9},
}

user(name, id) := [name, id, ["spec", "passwordSecret", "name"], $"peer {name}"]

secret(namespace, type, fact) := {
	"id": 1,
	"name": "bgp",
	"namespace": namespace,
	"partial": false,
	"object": {"type": type, "stringData": {"password": "x"}},
	"facts": {"/stringData/password": fact},
}

good := {"bytes": 1, "core": 1, "blank": false, "broken": false, "newline": false, "edge": false}

basic := "kubernetes.io/basic-auth"

scan(secrets) := {"cluster": {"complete": false}, "kubernetes": {"Secret": secrets}}

# The resources that are flagged as the place of what is missing.
missing(users, secrets) := {found.at.resource | some found in findings} if {
	findings := basic_auth_secrets.missing(users, reader) with input as scan(secrets)
}

# The messages, and whom they name as the user.
unusable(users, secrets) := {[found.message, place.at.resource] |
	some found in findings
	some place in found.related
} if {
	findings := basic_auth_secrets.unusable(users, reader) with input as scan(secrets)
}

test_a_secret_in_another_namespace_is_missing_to_each_user if {
	users := {"bgp": {"metallb-system": {user("a", 2), user("b", 3)}}}
	missing(users, [secret("default", basic, good)]) == {2, 3}
	missing(users, [secret("metallb-system", basic, good)]) == set()
}

test_what_names_no_namespace_may_be_in_any if {
	missing({"bgp": {"metallb-system": {user("a", 2)}}}, [secret("", basic, good)]) == set()
	missing({"bgp": {"": {user("a", 2)}}}, [secret("default", basic, good)]) == set()
}

test_who_keeps_no_secret_in_the_scan_keeps_them_elsewhere if {
	missing({"bgp": {"metallb-system": {user("a", 2)}}}, []) == set()
}

test_objects_that_nobody_reads_miss_nothing if {
	missing({"bgp": {"metallb-system": {user("a", 9)}}}, [secret("default", basic, good)]) == set()
}

test_a_secret_is_told_of_once_with_the_first_of_its_users if {
	users := {"bgp": {"": {user("c", 4)}, "metallb-system": {user("b", 2), user("a", 3)}, "other": {user("0", 5)}}}
	unusable(users, [secret("metallb-system", basic, {"bytes": 81, "core": 81, "blank": false})]) == {[
		"the password in Secret bgp of peer a has 81 bytes: the kernel accepts at most 80, and the peer stays down",
		3,
	]}
}

test_a_secret_of_another_type_and_one_that_can_be_used if {
	users := {"bgp": {"metallb-system": {user("a", 2)}}}
	unusable(users, [secret("metallb-system", "Opaque", good)]) == {[
		concat(" ", [
			"Secret bgp is of type Opaque, but MetalLB takes the password of peer a only from type",
			"kubernetes.io/basic-auth: the speakers refuse their whole configuration",
		]),
		2,
	]}
	unusable(users, [secret("metallb-system", basic, good)]) == set()
}

test_a_maker_that_gives_no_type_makes_an_opaque_secret if {
	maker := {
		"id": 7,
		"name": "bgp",
		"namespace": "metallb-system",
		"partial": false,
		"gvk": {"kind": "SealedSecret"},
		"object": {"spec": {"encryptedData": {"password": "x"}}},
		"facts": {},
	}
	users := {"bgp": {"metallb-system": {user("a", 2)}}}
	findings := basic_auth_secrets.unusable_makers(users, reader) with input as {
		"cluster": {},
		"kubernetes": {"SealedSecret": [maker]},
	}
	[found.at.path | some found in findings] == [["spec", "template", "type"]]
}

# METADATA
# description: |
#   What the rules about Secrets of type kubernetes.io/basic-auth share. MetalLB and frr-k8s take the password of a
#   session from the key `password` of one in the namespace of the object that names it, and where they cannot, they
#   refuse more than that session.
#
#   A rule states who names which Secret, `users[secret][namespace] contains [object, id, path, who]`: by the Secret's
#   name and the namespace where it is looked for, the name and id of the object that names it, the path where it does,
#   and the words for what takes the password. It also states the reader, `{product, namespace, outcome, line_break,
#   daemon, elsewhere}`: who reads the Secret, the words for its namespace, what follows from a Secret that it cannot
#   use and from a line break in a password, what is given the password, and the ids of the objects that it does not
#   read either. `daemon` is `frr`, which reads it as a word of a line (whitespace around it is lost, and one within it
#   is an error, at which frr-reload.py stops); `native`, which takes every byte for a part of the key; or `unknown`.
#   The findings about Secrets that are there are variants of the rule: `type`, `key`, `unread`, `empty`, `white-space`,
#   `too-long`, and `edge` where the daemon may be the native one.
package bgplint.lib.basic_auth_secrets

import data.bgplint.lib.finding
import data.bgplint.lib.near
import data.bgplint.lib.paste
import data.bgplint.lib.secret_makers
import data.bgplint.lib.secrets
import data.bgplint.lib.steps

# METADATA
# description: The findings about Secrets that are not there; each user is told.
missing(users, reader) := [found |
	some name, by_namespace in users
	not secret_makers.names_encrypted
	some namespace, namers in by_namespace
	not at_hand(name, namespace)
	meant := near_at_hand(name, namespace)
	kept_here(name, meant)
	some [_, id, path, who] in namers
	not reader.elsewhere[id]
	message := concat(" ", [
		$"{who} takes its password from Secret {name}, which is not in {namespace_text(namespace, reader)},",
		$"where {reader.product} looks: {reader.outcome}",
	])
	related := object.get(places, name, set())
	shape := paste.secret(name, paste.namespace(namespace, reader.namespace), "kubernetes.io/basic-auth", {"password"})
	found := judged(finding.with_related(finding.value(id, path, message), related), meant, [shape])
]

# Only a Secret where this one is looked for can be meant.
near_at_hand(name, namespace) := {other |
	some other in near.names[["kubernetes/Secret", name]]
	at_hand(other, namespace)
}

judged(found, meant, objects) := near.suggested(found, meant) if {
	count(meant) > 0
} else := finding.with_paste(finding.claims_absence(found), objects)

# Who keeps no Secret in the scan keeps them elsewhere, as one should.
kept_here(_, _) if input.cluster.complete

kept_here(name, _) if places[name]

kept_here(_, meant) if count(meant) > 0

namespace_text(namespace, reader) := reader.namespace if {
	namespace == ""
} else := $"namespace {namespace}"

# What names no namespace may be in any.
at_hand(name, "") if namespaces[name]

at_hand(name, namespace) if namespaces[name][namespace]

at_hand(name, _) if namespaces[name][""]

# Worked out as a whole, here and below: OPA goes through a rule anew for each key that is looked up in it.
namespaces := {name: namespaces_there | some name, namespaces_there in namespaces_by_name}

namespaces_by_name[name] contains source.namespace if some [source, name] in sources

places := {name: places_there | some name, places_there in places_by_name}

places_by_name[name] contains finding.place(
	source.id,
	["metadata", "namespace"],
	"a Secret of this name, or what creates one",
) if {
	some [source, name] in sources
}

# Secrets and what makes them, `[resource, name of the Secret]`.
sources := array.concat(
	[[secret, secret.name] | some secret in input.kubernetes.Secret],
	[[maker, name] | some [maker, name] in secret_makers.made],
)

# METADATA
# description: |
#   The findings about Secrets that are there. What is wrong with one is told once, with the first of its users.
unusable(users, reader) := [found |
	first := first_users(users)
	some secret in input.kubernetes.Secret
	user := first_user(first[secret.name], secret.namespace)
	some found in faults(secret, user, reader)
]

first_users(users) := {name: {namespace: min(namers) | some namespace, namers in by_namespace} |
	some name, by_namespace in users
}

first_user(by_namespace, "") := min([user | some user in by_namespace])

first_user(by_namespace, namespace) := min([user | some at in ["", namespace]; user := by_namespace[at]]) if {
	namespace != ""
}

# Without a type a Secret is Opaque.
faults(secret, [_, id, path, who], reader) := (({finding.with_related(found, {used(id, path)}) |
	not secret.partial
	type := object.get(secret.object, "type", "Opaque")
	type != "kubernetes.io/basic-auth"
	message := concat(" ", [
		$"Secret {secret.name} is of type {type}, but {reader.product} takes the password of {who}",
		$"only from type kubernetes.io/basic-auth: {reader.outcome}",
	])
	found := finding.variant(finding.absent(secret.id, ["type"], message), "type")
} | {finding.resting_on(finding.with_related(found, {used(id, path)}), rests) |
	not made[secret.name]
	secrets.whole(secret)
	not secrets.holds(secret, "password")
	message := concat(" ", [
		$"Secret {secret.name} has no key password, from which {reader.product} takes the password of {who}:",
		reader.outcome,
	])
	found := finding.variant(finding.key(secret.id, [first_part(secret)], message), "key")
	rests := {{"resource": secret.id, "path": [part, "password"]} | some part in ["data", "stringData"]}
}) | {finding.with_related(finding.variant(found, sort), {used(id, path)}) |
	[part, fact] := secrets.content(secret, "password")
	[sort, problem] := fault(fact, reader)
	message := $"the password in Secret {secret.name} of {who} {problem}"
	found := finding.value(secret.id, [part, "password"], message)
}) | {finding.at_level(finding.with_related(found, {used(id, path)}), "note") |
	[part, fact] := secrets.content(secret, "password")
	reader.daemon == "unknown"
	not fault(fact, reader)
	padded(fact)
	message := concat(" ", [
		$"the password in Secret {secret.name} of {who} starts or ends with whitespace:",
		"in native mode it is part of the password, in the FRR modes it is dropped",
	])
	found := finding.variant(finding.value(secret.id, [part, "password"], message), "edge")
}

used(id, path) := finding.place(id, path, "used here")

made := {name | some [_, name] in secret_makers.made}

first_part(secret) := min([part | some part in ["data", "stringData"]; count(secret.object[part]) > 0])

# What is wrong with a password, and the variant of the rule that speaks of it.
fault(fact, reader) := [sort_of_unusable(fact), problem] if {
	problem := secrets.unusable(fact)
} else := told if {
	reader.daemon == "native"
	told := fault_of_key(fact)
} else := told if {
	reader.daemon != "native"
	told := fault_of_word(fact, reader)
}

sort_of_unusable(fact) := "unread" if {
	fact.fault
} else := "empty"

fault_of_key(fact) := ["too-long", problem] if {
	problem := secrets.too_long(fact)
} else := ["edge", "starts or ends with whitespace, which the router may not have: both ends stay in Connect"] if {
	padded(fact)
}

fault_of_word(fact, reader) := ["white-space", reader.line_break] if {
	fact.broken
} else := ["white-space", $"is only whitespace: {line_refused}"] if {
	fact.core == 0
} else := ["white-space", $"contains whitespace: {line_refused}"] if {
	fact.blank
} else := ["too-long", problem] if {
	problem := secrets.too_long({"bytes": fact.core})
}

line_refused := "FRR rejects the line, and nothing of the new configuration is applied"

padded(fact) if fact.core < fact.bytes

# METADATA
# description: The findings about what makes Secrets, each told with the first of its users, too.
unusable_makers(users, reader) := [found |
	first := first_users(users)
	some name, makers in secret_makers.typed
	some maker in makers
	user := first_user(first[name], maker.namespace)
	some found in maker_faults(maker, name, user, reader)
]

maker_faults(maker, name, [_, id, path, who], reader) := {finding.with_fix(
	finding.with_related(found, {used(id, path)}),
	[finding.then(secret_makers.set_type(maker, "kubernetes.io/basic-auth"), [made_again(maker, name)])],
) |
	type := secret_makers.type_made(maker)
	type != "kubernetes.io/basic-auth"
	message := concat(" ", [
		$"{maker.gvk.kind} {maker.name} creates Secret {name} of type {type},",
		$"but {reader.product} takes the password of {who} only from kubernetes.io/basic-auth: {reader.outcome}",
	])
	found := finding.variant(finding.absent(maker.id, secret_makers.type_path(maker), message), "type")
} | {finding.resting_on(finding.with_related(found, {used(id, path)}), secret_makers.key_places(maker)) |
	secret_makers.lacks(maker, "password")
	message := concat(" ", [
		$"{maker.gvk.kind} {maker.name} creates Secret {name} without the key password,",
		$"from which {reader.product} takes the password of {who}: {reader.outcome}",
	])
	found := finding.variant(finding.key(maker.id, secret_makers.keys_path(maker), message), "key")
}

# The API server refuses another type of a Secret that is there.
made_again(maker, name) := finding.step_with(
	"after",
	concat(" ", [
		$"Delete Secret {name} if it exists, so that {maker.gvk.kind} {maker.name} creates it again: the type of a",
		"Secret is immutable",
	]),
	{name} | steps.stated({"namespace": maker.namespace}),
	$"kubectl delete secret {name} -n {steps.word(maker.namespace)}",
)

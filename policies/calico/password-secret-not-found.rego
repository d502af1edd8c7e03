# METADATA
# title: Password Secret that calico-node cannot read
# description: |
#   calico-node reads passwords only in its own namespace, kube-system or (with the operator) calico-system, and only if
#   a Role lets its service account get, list and watch the Secret. Otherwise confd logs a warning and renders the
#   session without a password: a router that requires one never answers, and one that does not accepts the unprotected
#   session.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/network-policy/comms/secure-bgp
#     description: Secure BGP sessions
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/secret_watcher.go
#     description: confd, where passwords are read
#   - ref: https://github.com/projectcalico/calico/issues/6893
#     description: Password that calico-node was not allowed to read
# custom:
#   id: calico/password-secret-not-found
#   level: error
#   class: correctness
#   remediation: |
#     Put the Secret, with this key, into calico-node's namespace, and bind a Role with `get`, `list` and `watch` on it
#     to the service account calico-node there.
package bgplint.rules.calico["password-secret-not-found"]

import data.bgplint.lib.calico.secrets as calico_secrets
import data.bgplint.lib.finding
import data.bgplint.lib.near
import data.bgplint.lib.paste
import data.bgplint.lib.secret_makers
import data.bgplint.lib.secrets

report contains finding.with_paste(finding.claims_absence(finding.with_related(found, elsewhere)), objects) if {
	anything_kept
	some ref in calico_secrets.references
	not calico_secrets.secrets[ref.name]
	not made[ref.name]
	not secret_makers.names_encrypted
	kept_here(ref.name)
	not meant[ref.name]
	elsewhere := {finding.place(secret.id, ["metadata", "namespace"], "a Secret of this name") |
		some secret in others[ref.name]
	}
	found := finding.value(
		ref.id,
		array.concat(ref.path, ["name"]),
		concat(" ", [
			$"{ref.who} takes its password from Secret {ref.name}, which is not in {calico_secrets.namespaces_text},",
			"where calico-node looks: the session has no password",
		]),
	)
	objects := array.concat([paste.secret(ref.name, namespace, "Opaque", keys_of(ref))], readers(ref.name))
}

namespace := min(calico_secrets.namespaces) if {
	count(calico_secrets.namespaces) == 1
} else := $"<{calico_secrets.namespaces_text}>"

# All that the scan asks of the Secret, as one that is applied twice keeps the second one's keys.
keys_of(ref) := asked[ref.name] if {
	count(asked[ref.name]) <= 10
} else := {ref.key}

asked := {name: keys | some name, keys in asked_by_name}

asked_by_name[ref.name] contains ref.key if some ref in calico_secrets.references

readers(name) := [] if {
	count({name, ""} & granted) > 0
} else := paste.secret_reader(name, namespace, "calico-node")

# A name that one which is there is near to is a mistake, wherever else Secrets are kept.
report contains near.suggested(found, meant[ref.name]) if {
	some ref in calico_secrets.references
	not calico_secrets.secrets[ref.name]
	not made[ref.name]
	count(meant[ref.name]) > 0
	found := finding.value(
		ref.id,
		array.concat(ref.path, ["name"]),
		concat(" ", [
			$"{ref.who} takes its password from Secret {ref.name}, which is not in {calico_secrets.namespaces_text}:",
			"the session has no password",
		]),
	)
}

meant[name] contains near_name if {
	some [of, name], near_names in near.names
	of == "kubernetes/Secret"
	some near_name in near_names
	there(near_name)
}

there(name) if calico_secrets.secrets[name]

there(name) if made[name]

# The members of a Secret are known, so this is no claim about the rest of the cluster.
report contains spelt(finding.resting_on(finding.with_related(found, related), places), ref) if {
	count(calico_secrets.secrets) > 0
	some ref in calico_secrets.references
	named := calico_secrets.secrets[ref.name]
	not made[ref.name]
	every secret in named {
		secrets.whole(secret)
		not secrets.holds(secret, ref.key)
	}
	related := {finding.place(secret.id, ["metadata", "name"], "the Secret") | some secret in named}
	places := {{"resource": secret.id, "path": [part, ref.key]} |
		some secret in named
		some part in ["data", "stringData"]
	}
	found := finding.value(
		ref.id,
		array.concat(ref.path, ["key"]),
		concat(" ", [
			$"{ref.who} takes its password from key {ref.key} of Secret {ref.name}, which has no such key:",
			"the session has no password",
		]),
	)
}

# With a key of the Secret that is near.
spelt(found, ref) := near.suggested(found, keys) if {
	keys := near_keys[[ref.name, ref.key]]
} else := found

near_keys := {[name, key]: keys |
	some [of, asked], near_names in near.names
	of == "kubernetes/Secret.key"
	[name, key] := split(asked, "/")
	keys := {near_key |
		some text in near_names
		[name, near_key] = split(text, "/")
		some secret in calico_secrets.secrets[name]
		secrets.holds(secret, near_key)
	}
	count(keys) > 0
}

report contains finding.resting_on(
	finding.with_related(found, {finding.key(maker.id, secret_makers.keys_path(maker), "this creates the Secret")}),
	secret_makers.key_places(maker),
) if {
	some ref in calico_secrets.references
	not calico_secrets.secrets[ref.name]
	some maker in secret_makers.typed[ref.name]
	calico_secrets.readable(maker)
	secret_makers.lacks(maker, ref.key)
	found := finding.value(
		ref.id,
		array.concat(ref.path, ["key"]),
		concat(" ", [
			$"{ref.who} takes its password from key {ref.key} of Secret {ref.name},",
			$"which {maker.gvk.kind} {maker.name} creates without this key: the session has no password",
		]),
	)
}

report contains finding.with_paste(finding.claims_absence(found), readers(ref.name)) if {
	input.cluster.complete
	some ref in calico_secrets.references
	calico_secrets.secrets[ref.name]
	not granted[ref.name]
	not granted[""]
	found := finding.value(
		ref.id,
		array.concat(ref.path, ["name"]),
		concat(" ", [
			$"no Role lets calico-node read Secret {ref.name} with the password of {ref.who}:",
			"the session has no password",
		]),
	)
}

# Who keeps no Secret in the scan keeps them elsewhere, as one should.
kept_here(_) if input.cluster.complete

kept_here(_) if count(makers_here) > 0

kept_here(_) if count(calico_secrets.secrets) > 0

kept_here(name) if others[name]

others[secret.name] contains secret if {
	some secret in input.kubernetes.Secret
	not calico_secrets.readable(secret)
}

# The names of Secrets that an operator makes.
made contains name if {
	some [maker, name] in secret_makers.made
	calico_secrets.readable(maker)
}

# What may make Secrets in any namespace says nothing of this one.
makers_here contains maker.id if {
	some [maker, _] in secret_makers.made
	maker.namespace in calico_secrets.namespaces
}

# The names of Secrets that a Role lets calico-node read; "" stands for all.
granted contains name if {
	some binding in bindings
	role_ref := binding.object.roleRef
	some role in roles[role_ref.kind]
	role.name == role_ref.name
	some rule in role.object.rules
	some resource in ["secrets", "*"]
	resource in rule.resources
	some verb in ["get", "list", "watch", "*"]
	verb in rule.verbs
	some name in object.get(rule, "resourceNames", [""])
}

# A ClusterRole that something else made may hold anything.
granted contains "" if {
	some binding in bindings
	role_ref := binding.object.roleRef
	names := {role.name | some role in roles[role_ref.kind]}
	not names[role_ref.name]
}

bindings := [binding |
	some binding in array.concat(of_kind("RoleBinding"), of_kind("ClusterRoleBinding"))
	binding_counts(binding)
	some subject in binding.object.subjects
	is_calico_node(subject)
]

binding_counts(binding) if binding.gvk.kind == "ClusterRoleBinding"

binding_counts(binding) if calico_secrets.readable(binding)

is_calico_node(subject) if subject.name == "calico-node"

is_calico_node(subject) if startswith(subject.name, "system:")

roles := {"Role": of_kind("Role"), "ClusterRole": of_kind("ClusterRole")}

of_kind(kind) := object.get(input.kubernetes, kind, [])

# Asked once, before each reference is.
anything_kept if input.cluster.complete

anything_kept if (count(makers_here) + count(calico_secrets.secrets)) + count(others) > 0

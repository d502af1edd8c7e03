# METADATA
# title: Secret of an frr-k8s neighbor that cannot be used
# description: |
#   Freezes BGP. frr-k8s takes a neighbor's password from the key `password` of a Secret of type
#   kubernetes.io/basic-auth in its own namespace, the one of its FRRConfigurations; it does not read
#   `passwordSecret.namespace`. The webhook leaves Secrets out. Where one is missing or of another form, every node of
#   the configuration refuses all of its configurations, not this neighbor alone, and keeps the FRR configuration
#   before; only FRRNodeState says so. What makes a Secret must say the type, too: without one in its template or
#   generator the Secret is Opaque.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#neighbor
#     description: frr-k8s API, passwordSecret
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, passwordForNeighbor
#   - ref: https://external-secrets.io/latest/guides/common-k8s-secret-types/
#     description: External Secrets Operator, the type of the Secret
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: frr-k8s/password-secret-invalid
#   level: error
#   class: correctness
#   freezes: true
#   remediation: |
#     Make the Secret beside the FRRConfiguration: `kubectl create secret generic NAME --type=kubernetes.io/basic-auth
#     --from-literal=password=…`, with up to 80 letters and digits. The type of a Secret is immutable: delete it first.
package bgplint.rules["frr-k8s"]["password-secret-invalid"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.secrets

report contains finding.claims_absence(finding.with_related(found, elsewhere)) if {
	some [config, path, who, name] in users
	not made_near(config, name)
	not secrets.names_encrypted
	not at_hand(config, name)
	kept_here(name)
	not frr_k8s.stray(config)
	elsewhere := {finding.place(other.id, ["metadata", "namespace"], "a Secret of this name, or what makes one") |
		some other in at_any_place[name]
	}
	found := finding.value(
		config.id,
		path,
		concat(" ", [
			$"{who} takes its password from Secret {name}, which is not in {namespace_text(config)}, where",
			"frr-k8s looks: its nodes refuse all their configurations",
		]),
	)
}

# Without a type a Secret is Opaque. What is wrong with a Secret is told once, for the first that takes a password from
# it.
report contains finding.with_related(found, {used(id, path)}) if {
	some secret in input.kubernetes.Secret
	[_, id, path, who] := min(using[secret.id])
	not secret.partial
	type := object.get(secret.object, "type", "Opaque")
	type != "kubernetes.io/basic-auth"
	found := finding.absent(
		secret.id,
		["type"],
		concat(" ", [
			$"Secret {secret.name} is of type {type}, and frr-k8s takes the password of {who} only from",
			"kubernetes.io/basic-auth: its nodes refuse all their configurations",
		]),
	)
}

report contains finding.resting_on(finding.with_related(found, {used(id, path)}), places) if {
	some secret in input.kubernetes.Secret
	[_, id, path, who] := min(using[secret.id])
	not made[secret.name]
	secrets.whole(secret)
	not secrets.holds(secret, "password")
	places := {{"resource": secret.id, "path": [part, "password"]} | some part in ["data", "stringData"]}
	found := finding.key(
		secret.id,
		[part_of(secret)],
		concat(" ", [
			$"Secret {secret.name} has no key password, from which frr-k8s takes the password of {who}: its",
			"nodes refuse all their configurations",
		]),
	)
}

report contains finding.with_fix(
	finding.with_related(found, {used(id, path)}),
	[secrets.set_type(maker, "kubernetes.io/basic-auth")],
) if {
	some [name, maker, id, path, who] in first_made
	type := secrets.type_made(maker)
	type != "kubernetes.io/basic-auth"
	found := finding.absent(
		maker.id,
		secrets.type_path(maker),
		concat(" ", [
			$"{maker.gvk.kind} {maker.name} makes Secret {name} of type {type}, and frr-k8s takes the",
			$"password of {who} only from kubernetes.io/basic-auth: its nodes refuse all their",
			"configurations",
		]),
	)
}

report contains finding.resting_on(finding.with_related(found, {used(id, path)}), secrets.key_places(maker)) if {
	some [name, maker, id, path, who] in first_made
	secrets.lacks(maker, "password")
	found := finding.key(
		maker.id,
		secrets.keys_path(maker),
		concat(" ", [
			$"{maker.gvk.kind} {maker.name} makes Secret {name} without the key password, from which frr-k8s",
			$"takes the password of {who}: its nodes refuse all their configurations",
		]),
	)
}

report contains finding.with_related(finding.value(secret.id, [part, "password"], message), {used(id, path)}) if {
	some secret in input.kubernetes.Secret
	[_, id, path, who] := min(using[secret.id])
	[part, fact] := secrets.content(secret, "password")
	problem := fault(fact)
	message := $"the password in Secret {secret.name} of {who} {problem}"
}

fault(fact) := problem if {
	problem := secrets.unusable(fact)
} else := "holds a line break: frr-k8s writes it as it is, and FRR reads what is behind it as a line of its own" if {
	fact.newline
} else := problem if {
	problem := secrets.too_long(fact)
} else := "starts or ends with white space, which the router may not have: both ends stay in Connect" if {
	fact.edge
}

# One of a configuration's neighbors speaks for all that name one Secret.
users contains [config, first[1], $"neighbor {first[2]} of {config.name}", name] if {
	some config in input["frr-k8s"].FRRConfiguration
	entries := naming(config)
	some name in {entry[0] | some entry in entries}
	first := min({entry | some entry in entries; entry[0] == name})
}

naming(config) := {[name, array.concat(frr_k8s.field(i, j, "passwordSecret"), ["name"]), frr_k8s.title(neighbor)] |
	some i, router in config.object.spec.bgp.routers
	some j, neighbor in router.neighbors
	name := neighbor.passwordSecret.name
	is_string(name)
	name != ""
}

using[secret.id] contains [config.name, config.id, path, who] if {
	some [config, path, who, name] in users
	some secret in near(config, name)
}

# What is wrong with what makes a Secret is told once, too.
first_made contains [name, maker, id, path, who] if {
	some name, makers in secrets.typed
	some maker in makers
	those := {[config.name, config.id, path, who] | some [config, path, who] in of_name[name]; same(config, maker)}
	[_, id, path, who] := min(those)
}

of_name[name] contains [config, path, who] if some [config, path, who, name] in users

used(id, path) := finding.place(id, path, "it is used here")

named[secret.name] contains secret if some secret in input.kubernetes.Secret

# frr-k8s reads its own namespace alone, configurations and Secrets; what names none may be there.
near(config, name) := {secret |
	some secret in named[name]
	same(config, secret)
}

same(config, other) if config.namespace == other.namespace

same(config, other) if "" in {config.namespace, other.namespace}

at_hand(config, name) if count(near(config, name)) > 0

made contains name if some [_, name] in secrets.made

makers[name] contains maker if some [maker, name] in secrets.made

made_near(config, name) if {
	some maker in makers[name]
	same(config, maker)
}

at_any_place[name] contains secret if {
	some name, those in named
	some secret in those
}

at_any_place[name] contains maker if some [maker, name] in secrets.made

# Who keeps no Secret in the scan keeps them elsewhere, as one should.
kept_here(_) if input.cluster.complete

kept_here(name) if at_any_place[name]

part_of(secret) := min([part | some part in ["data", "stringData"]; count(secret.object[part]) > 0])

namespace_text(config) := "frr-k8s' namespace" if {
	config.namespace == ""
} else := $"namespace {config.namespace}"

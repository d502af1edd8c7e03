# METADATA
# title: Missing or unusable password Secret of a Cilium session
# description: |
#   Without the Secret that `authSecretRef` names, the session is tried without a password: a router that expects one
#   never answers, and one that expects none accepts it as it is. The agents read the key `password` of the Secret in
#   one namespace only, which `bgpControlPlane.secretsNamespace` of the Helm chart names: kube-system by default.
#   Nothing checks it beforehand.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources, MD5 password
#   - ref: https://github.com/cilium/cilium/blob/main/pkg/bgp/manager/reconciler/neighbor.go
#     description: Cilium, how the agent gets the password, getPeerPassword
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: cilium/auth-secret-not-found
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Create the Secret where Cilium reads it: `kubectl -n kube-system create secret generic NAME
#     --from-literal=password=…`, with up to 80 letters and digits. If Cilium reads in another namespace and the scan
#     does not include the chart's Roles, set `cilium: {secretsNamespace: …}` in bgplint.yaml.
#   variants:
#     unusable:
#       description: |
#         The agents take the password from the key `password` of the Secret. If the key is missing or empty, the agent
#         stops with an error: it neither creates nor changes any session of that instance until this is fixed. Nothing
#         checks it beforehand.
#       remediation: |
#         Put the password under the key `password`, in the Secret or in what creates it, with up to 80 letters and
#         digits, the same as on the router.
#     unread:
#       description: |
#         The API server refuses a Secret whose `data` is not base64, or whose value is not text: the previous one
#         stays, or there is none, and the session is tried without a password.
#       remediation: |
#         Write the password under `stringData` as it is, in quotes if it looks like a number, or under `data` in
#         base64.
#     edge:
#       description: |
#         Whitespace or a line break at the start or end of the password is part of the key, and nobody types it on the
#         router: the two ends then silently drop each other's packets, and the session stays in Connect.
#       remediation: |
#         Remove the whitespace. On a command line use `printf %s`, since `echo` adds a line break; a YAML block scalar
#         keeps its last line break unless it starts with `|-`.
#     too-long:
#       description: |
#         The kernel accepts a TCP-MD5 key of at most 80 bytes and rejects a longer one: this session stays down.
#       remediation: |
#         Use a password of up to 80 letters and digits, the same at both ends.
package bgplint.rules.cilium["auth-secret-not-found"]

import data.bgplint.lib.cilium.secrets as cilium_secrets
import data.bgplint.lib.finding
import data.bgplint.lib.near
import data.bgplint.lib.secret_makers
import data.bgplint.lib.secrets

report contains finding.at_level(judged(finding.with_related(found, ref.users | others), meant), level(ref.name)) if {
	some ref in cilium_secrets.references
	not cilium_secrets.near[ref.name]
	not cilium_secrets.made[ref.name]
	not secret_makers.names_encrypted
	meant := near_at_hand(ref.name)
	kept_here(ref.name, meant)
	others := {finding.place(secret.id, ["metadata", "namespace"], "a Secret of this name, or what creates one") |
		some secret in cilium_secrets.elsewhere[ref.name]
	}
	found := finding.value(
		ref.id,
		ref.path,
		concat(" ", [
			$"Secret {ref.name} with the password of {ref.who} is not in {namespace_text}{unless(ref.name)}:",
			"Cilium tries the session without a password",
		]),
	)
}

report contains finding.variant(finding.resting_on(finding.with_related(found, used[name]), places), "unusable") if {
	some name in read
	some secret in cilium_secrets.near[name]
	secrets.whole(secret)
	not secrets.holds(secret, "password")
	places := {{"resource": secret.id, "path": [part, "password"]} | some part in ["data", "stringData"]}
	found := finding.key(
		secret.id,
		[part_of(secret)],
		$"Secret {name} of {who[name]} has no key `password`: {stops}",
	)
}

report contains finding.variant(finding.resting_on(finding.with_related(found, used[name]), places), "unusable") if {
	some name, makers in secret_makers.typed
	used[name]
	some maker in makers
	cilium_secrets.readable(maker)
	secret_makers.lacks(maker, "password")
	places := secret_makers.key_places(maker)
	found := finding.key(
		maker.id,
		secret_makers.keys_path(maker),
		concat(" ", [
			$"{maker.gvk.kind} {maker.name} creates Secret {name} of {who[name]} without the key `password`:",
			stops,
		]),
	)
}

report contains finding.variant(finding.with_related(found, used[name]), sort) if {
	some name in read
	some secret in cilium_secrets.near[name]
	[part, fact] := secrets.content(secret, "password")
	[sort, problem] := fault(fact)
	message := $"the password in Secret {name} of {who[name]} {problem}"
	found := finding.value(secret.id, [part, "password"], message)
}

# What is wrong, after the variant that speaks of it.
fault(fact) := ["unusable", $"is empty: {stops}"] if {
	fact.bytes == 0
} else := ["unread", problem] if {
	problem := secrets.unusable(fact)
} else := ["edge", "has a line break, which the password on the router will not have: both ends stay in Connect"] if {
	fact.newline
} else := ["too-long", problem] if {
	problem := secrets.too_long(fact)
} else := ["edge", "starts or ends with whitespace, which the router may not have: both ends stay in Connect"] if {
	fact.edge
}

stops := "the agent stops, and neither creates nor changes a session of that instance"

namespace_text := $"namespace {min(cilium_secrets.namespaces)}, where Cilium looks for it" if {
	count(cilium_secrets.stated) == 1
} else := $"any namespace where Cilium looks for it, {concat(" or ", cilium_secrets.namespaces)}" if {
	count(cilium_secrets.stated) > 1
} else := "namespace kube-system, where Cilium looks for it by default"

# The chart may name any other namespace, and so cilium-config; a Secret that is nowhere is in none of them.
assumed[name] if {
	count(cilium_secrets.stated) == 0
	some name, _ in cilium_secrets.elsewhere
}

level(name) := "warning" if {
	assumed[name]
} else := "error"

unless(name) := " (if the chart names another, set `cilium.secretsNamespace` in bgplint.yaml)" if {
	assumed[name]
} else := ""

# What an operator makes or fills in may hold more than its manifest.
read contains ref.name if {
	some ref in cilium_secrets.references
	not cilium_secrets.made[ref.name]
}

used[ref.name] contains finding.place(ref.id, ref.path, "it is used here") if some ref in cilium_secrets.references

users[ref.name] contains ref.who if some ref in cilium_secrets.references

who[name] := min(names) if {
	some name, names in users
	count(names) == 1
}

who[name] := $"{min(names)} and others" if {
	some name, names in users
	count(names) > 1
}

# Who keeps no Secret in the scan keeps them elsewhere, as one should.
kept_here(_, _) if input.cluster.complete

kept_here(name, _) if cilium_secrets.elsewhere[name]

kept_here(_, meant) if count(meant) > 0

# Only a Secret where Cilium looks can be meant.
near_at_hand(name) := {other |
	some other in near.names[["kubernetes/Secret", name]]
	at_hand(other)
}

at_hand(name) if cilium_secrets.near[name]

at_hand(name) if cilium_secrets.made[name]

judged(found, meant) := near.suggested(found, meant) if {
	count(meant) > 0
} else := finding.claims_absence(found)

part_of(secret) := min([part | some part in ["data", "stringData"]; count(secret.object[part]) > 0])

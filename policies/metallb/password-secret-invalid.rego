# METADATA
# title: Secret of a MetalLB peer that cannot be used
# description: |
#   Freezes BGP. MetalLB takes a peer's password from the key `password` of a Secret of type kubernetes.io/basic-auth in
#   its own namespace. The webhook does not look at the Secret. Where one is missing or of another form, every speaker
#   refuses its whole configuration, not this peer alone, and keeps the one before. In FRR-K8s mode the Secret may be
#   handed on instead, and FRR-K8s refuses it then. What makes a Secret must say the type, too: without one in its
#   template or generator the Secret is Opaque.
# related_resources:
#   - ref: https://metallb.io/apis/#bgppeer
#     description: MetalLB API, BGPPeer, field passwordSecret
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: MetalLB, passwordFromSecretForPeer
#   - ref: https://external-secrets.io/latest/guides/common-k8s-secret-types/
#     description: External Secrets Operator, the type of the Secret
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: metallb/password-secret-invalid
#   level: error
#   class: correctness
#   freezes: true
#   remediation: |
#     Make the Secret in the peer's namespace: `kubectl create secret generic NAME --type=kubernetes.io/basic-auth
#     --from-literal=password=…`, with up to 80 letters and digits. The type of a Secret is immutable: delete it first.
package bgplint.rules.metallb["password-secret-invalid"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.namespaces as metallb_namespaces
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.secrets

report contains finding.claims_absence(finding.with_related(found, elsewhere)) if {
	some [peer, name] in users
	not made_near(peer, name)
	not secrets.names_encrypted
	not at_hand(peer, name)
	kept_here(name)
	not metallb_namespaces.strays[peer.id]
	elsewhere := {finding.place(other.id, ["metadata", "namespace"], "a Secret of this name, or what makes one") |
		some other in at_any_place[name]
	}
	found := finding.value(
		peer.id,
		path,
		concat(" ", [
			$"peer {peer.name} takes its password from Secret {name}, which is not in",
			$"{namespace_text(peer)}, where MetalLB looks: the speakers refuse their whole configuration",
		]),
	)
}

# Without a type a Secret is Opaque.
report contains finding.with_related(found, {used(peer)}) if {
	some [peer, name, secret] in first_uses
	not secret.partial
	type := object.get(secret.object, "type", "Opaque")
	type != "kubernetes.io/basic-auth"
	found := finding.absent(
		secret.id,
		["type"],
		concat(" ", [
			$"Secret {name} is of type {type}, and MetalLB takes the password of peer {peer.name} only from",
			"kubernetes.io/basic-auth: the speakers refuse their whole configuration",
		]),
	)
}

report contains finding.resting_on(finding.with_related(found, {used(peer)}), places) if {
	some [peer, name, secret] in first_uses
	not made[name]
	secrets.whole(secret)
	not secrets.holds(secret, "password")
	places := {{"resource": secret.id, "path": [part, "password"]} | some part in ["data", "stringData"]}
	found := finding.key(
		secret.id,
		[part_of(secret)],
		concat(" ", [
			$"Secret {name} has no key password, from which MetalLB takes the password of peer {peer.name}:",
			"the speakers refuse their whole configuration",
		]),
	)
}

report contains finding.with_fix(
	finding.with_related(found, {used(peer)}),
	[secrets.set_type(maker, "kubernetes.io/basic-auth")],
) if {
	some [peer, name, maker] in first_made
	type := secrets.type_made(maker)
	type != "kubernetes.io/basic-auth"
	found := finding.absent(
		maker.id,
		secrets.type_path(maker),
		concat(" ", [
			$"{maker.gvk.kind} {maker.name} makes Secret {name} of type {type}, and MetalLB takes the",
			$"password of peer {peer.name} only from kubernetes.io/basic-auth: the speakers refuse their",
			"whole configuration",
		]),
	)
}

report contains finding.resting_on(finding.with_related(found, {used(peer)}), secrets.key_places(maker)) if {
	some [peer, name, maker] in first_made
	secrets.lacks(maker, "password")
	found := finding.key(
		maker.id,
		secrets.keys_path(maker),
		concat(" ", [
			$"{maker.gvk.kind} {maker.name} makes Secret {name} without the key password, from which MetalLB",
			$"takes the password of peer {peer.name}: the speakers refuse their whole configuration",
		]),
	)
}

report contains finding.with_related(finding.value(secret.id, [part, "password"], message), {used(peer)}) if {
	some [peer, name, secret] in first_uses
	[part, fact] := secrets.content(secret, "password")
	problem := fault(fact)
	message := $"the password in Secret {name} of peer {peer.name} {problem}"
}

fault(fact) := problem if {
	problem := secrets.unusable(fact)
} else := "holds a line break: MetalLB refuses its whole configuration, or FRR reads what is behind it as a line of its own" if {
	fact.newline
} else := problem if {
	problem := secrets.too_long(fact)
} else := "starts or ends with white space, which the router may not have: both ends stay in Connect" if {
	fact.edge
}

path := ["spec", "passwordSecret", "name"]

users contains [peer, name] if {
	some peer in input.metallb.BGPPeer
	not metallb.deprecated(peer)
	name := peer.object.spec.passwordSecret.name
	is_string(name)
	name != ""
}

# What is wrong with a Secret is told once, with the first of its peers.
first_uses contains [peer, secret.name, secret] if {
	some id, those in using
	peer := peers[min(those)[1]]
	secret := known[id]
}

using[secret.id] contains [peer.name, peer.id] if {
	some [peer, name] in users
	some secret in near(peer, name)
}

# So is what is wrong with what makes one.
first_made contains [peer, name, maker] if {
	some name, makers in secrets.typed
	some maker in makers
	those := {[peer.name, peer.id] | some peer in naming[name]; same(peer, maker)}
	peer := peers[min(those)[1]]
}

naming[name] contains peer if some [peer, name] in users

peers[peer.id] := peer if some [peer, _] in users

known[secret.id] := secret if some secret in input.kubernetes.Secret

used(peer) := finding.place(peer.id, path, "it is used here")

named[secret.name] contains secret if some secret in input.kubernetes.Secret

# In MetalLB's namespace, which is the peer's; what names none may be there.
near(peer, name) := {secret |
	some secret in named[name]
	same(peer, secret)
}

same(peer, other) if peer.namespace == other.namespace

same(peer, other) if "" in {peer.namespace, other.namespace}

at_hand(peer, name) if count(near(peer, name)) > 0

made contains name if some [_, name] in secrets.made

makers[name] contains maker if some [maker, name] in secrets.made

made_near(peer, name) if {
	some maker in makers[name]
	same(peer, maker)
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

namespace_text(peer) := "MetalLB's namespace" if {
	peer.namespace == ""
} else := $"namespace {peer.namespace}"

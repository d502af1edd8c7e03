# METADATA
# title: Secret of a MetalLB peer that cannot be used
# description: |
#   Freezes BGP. MetalLB takes a peer's password from the key `password` of a Secret of type kubernetes.io/basic-auth in
#   its own namespace. The webhook does not look at the Secret. Where one is missing or of another form, every speaker
#   refuses its whole configuration, not this peer alone, and keeps the one before. With `secretPassthrough` FRR-K8s
#   looks for the Secret, in its own namespace, and refuses it. What makes a Secret must say the type, too: without one
#   in its template or generator the Secret is Opaque. FRR reads the password as a word of a line: white space around it
#   is lost, and with some within it FRR refuses the line, on which nothing of the new configuration is applied.
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
#   levels: [error, note]
#   class: correctness
#   freezes: true
#   remediation: |
#     Make the Secret in the peer's namespace, or with `secretPassthrough` in that of FRR-K8s: `kubectl create secret
#     generic NAME --type=kubernetes.io/basic-auth --from-literal=password=…`, with up to 80 letters and digits. The
#     type of a Secret is immutable: delete it first.
package bgplint.rules.metallb["password-secret-invalid"]

import data.bgplint.lib.basic_auth_secrets
import data.bgplint.lib.frr_k8s.home
import data.bgplint.lib.metallb.namespaces as metallb_namespaces
import data.bgplint.lib.metallb.objects as metallb

report contains found if some found in basic_auth_secrets.missing(users, reader)

report contains found if some found in basic_auth_secrets.unusable(users, reader)

report contains found if some found in basic_auth_secrets.unusable_makers(users, reader)

reader := {
	"product": product,
	"namespace": $"{product}'s namespace",
	"outcome": outcome,
	"daemon": daemon,
	"line_break": concat(" ", [
		"holds a line break: MetalLB refuses its whole configuration,",
		"or FRR reads what is behind it as a line of its own",
	]),
	"elsewhere": metallb_namespaces.elsewhere,
}

# With secretPassthrough frr-k8s reads the Secret, in its own namespace.
product := "frr-k8s" if {
	count(home.passthrough) > 0
} else := "MetalLB"

outcome := "its nodes refuse all their configurations" if {
	count(home.passthrough) > 0
} else := "the speakers refuse their whole configuration"

daemon := "native" if {
	metallb.native_mode
} else := "frr" if {
	input.cluster.metallb.mode
} else := "frr" if {
	count(home.passthrough) > 0
} else := "unknown"

namespaces_of(peer) := {peer.namespace} if {
	count(home.passthrough) == 0
} else := home.namespaces if {
	count(home.namespaces) == 1
} else := {""}

users[name][namespace] contains [peer.name, peer.id, ["spec", "passwordSecret", "name"], $"peer {peer.name}"] if {
	some peer in input.metallb.BGPPeer
	some namespace in namespaces_of(peer)
	not metallb.deprecated(peer)
	name := peer.object.spec.passwordSecret.name
	is_string(name)
	name != ""
}

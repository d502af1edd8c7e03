# METADATA
# title: Missing or unusable password Secret of a MetalLB peer
# description: |
#   Freezes BGP. Without a usable Secret, every speaker refuses its whole configuration, not only this peer, and keeps
#   the previous one. MetalLB takes a peer's password from the key `password` of a Secret of type
#   kubernetes.io/basic-auth in its own namespace, and the webhook does not check the Secret. With `secretPassthrough`,
#   FRR-K8s looks for the Secret in its own namespace, and its nodes refuse all configurations.
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
#     Create the Secret in the peer's namespace, or with `secretPassthrough` in that of FRR-K8s: `kubectl create secret
#     generic NAME --type=kubernetes.io/basic-auth --from-literal=password=…`, with up to 80 letters and digits. The
#     type of a Secret is immutable: delete it first.
#   variants:
#     type:
#       freezes: true
#       description: |
#         MetalLB (with `secretPassthrough`, FRR-K8s) takes a password only from a Secret of type
#         kubernetes.io/basic-auth. A Secret without a type is Opaque, even one that a controller creates. The webhook
#         does not check Secrets: every speaker refuses its whole configuration, not only this peer, and keeps the
#         previous one.
#       remediation: |
#         Write `type: kubernetes.io/basic-auth` into the Secret, or into the template of what creates it. The type of a
#         Secret is immutable: delete the Secret before it is created again.
#     key:
#       freezes: true
#       description: |
#         MetalLB (with `secretPassthrough`, FRR-K8s) takes the password only from the key `password` of the Secret. The
#         webhook does not check Secrets: every speaker refuses its whole configuration, not only this peer, and keeps
#         the previous one.
#       remediation: |
#         Put the password under the key `password`, in the Secret or in what creates it.
#     unread:
#       freezes: true
#       description: |
#         The API server refuses a Secret whose `data` is not base64 or whose value is not a string: the previous one
#         stays, or there is none. Without one, every speaker refuses its whole configuration, not only this peer, and
#         keeps the previous one.
#       remediation: |
#         Write the password as it is under `stringData`, in quotes if it looks like a number, or in base64 under
#         `data`.
#     empty:
#       description: |
#         An empty password is left out of the configuration: the session has no password and accepts routes from anyone
#         who can reach it, or does not come up if the router has one.
#       remediation: |
#         Put the password under the key `password`, the same as on the router.
#     white-space:
#       freezes: true
#       description: |
#         FRR reads the password as one word of a line: with whitespace in it, FRR rejects the line, and nothing of the
#         new configuration is applied on the node. Text after a line break becomes a line of its own. Whitespace around
#         the password is dropped.
#       remediation: |
#         Use a password of up to 80 letters and digits, the same at both ends. A YAML block scalar keeps its last line
#         break unless it starts with `|-`; on a command line, `printf %s` adds none, but `echo` does.
#     too-long:
#       description: |
#         The kernel accepts a TCP-MD5 key of at most 80 bytes, and rejects a longer one: this session stays down.
#       remediation: |
#         Use a password of up to 80 letters and digits, the same at both ends.
#     edge:
#       description: |
#         In native mode, whitespace at the start or end of the password is part of the key, and nobody types it on the
#         router: the two ends then silently drop each other's packets, and the session stays in Connect. FRR drops the
#         whitespace.
#       remediation: |
#         Remove the whitespace. On a command line, `printf %s` adds no line break, but `echo` does; a YAML block scalar
#         keeps its last line break unless it starts with `|-`.
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
		"contains a line break: MetalLB refuses its whole configuration,",
		"or FRR reads the rest as a line of its own",
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

users[name][namespace] contains [peer.name, peer.id, ["spec", "passwordSecret", "name"], $"BGPPeer {peer.name}"] if {
	some peer in input.metallb.BGPPeer
	some namespace in namespaces_of(peer)
	not metallb.deprecated(peer)
	name := peer.object.spec.passwordSecret.name
	is_string(name)
	name != ""
}

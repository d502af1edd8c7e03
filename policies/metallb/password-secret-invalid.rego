# METADATA
# title: Secret of a MetalLB peer that cannot be used
# description: |
#   Freezes BGP. MetalLB takes a peer's password from the key `password` of a Secret of type kubernetes.io/basic-auth in
#   its own namespace. The webhook does not look at the Secret. Where one is missing, every speaker refuses its whole
#   configuration, not this peer alone, and keeps the one before. With `secretPassthrough` FRR-K8s looks for the Secret,
#   in its own namespace, and its nodes refuse all configurations.
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
#   variants:
#     type:
#       freezes: true
#       description: |
#         MetalLB (with `secretPassthrough`, FRR-K8s) takes a password only from a Secret of type
#         kubernetes.io/basic-auth, and a Secret is Opaque where nobody says a type, also one that something else makes.
#         The webhook does not look at Secrets. Then every speaker refuses its whole configuration, not this peer alone,
#         and keeps the one before.
#       remediation: |
#         Write `type: kubernetes.io/basic-auth` into the Secret, or into the template of what makes it. The type of a
#         Secret is immutable: delete the Secret before it is made anew.
#     key:
#       freezes: true
#       description: |
#         MetalLB (with `secretPassthrough`, FRR-K8s) takes the password from the key `password` of the Secret, and from
#         no other. The webhook does not look at Secrets. Then every speaker refuses its whole configuration, not this
#         peer alone, and keeps the one before.
#       remediation: |
#         Put the password under the key `password`, in the Secret or in what makes it.
#     unread:
#       freezes: true
#       description: |
#         The API server refuses a Secret whose `data` is no base64, or whose value is no text: the one before stays, or
#         there is none. Without one every speaker refuses its whole configuration, not this peer alone, and keeps the
#         one before.
#       remediation: |
#         Write the password under `stringData` as it is, in quotes where it looks like a number, or under `data` in
#         base64.
#     empty:
#       description: |
#         An empty password is left out of the configuration: the session is made without one, and takes routes from
#         whoever can reach it, or does not come up with a router that has one.
#       remediation: |
#         Put the password under the key `password`, the same as at the router.
#     white-space:
#       freezes: true
#       description: |
#         FRR reads the password as a word of a line: with white space within it FRR refuses the line, on which nothing
#         of the new configuration is applied on the node. What stands behind a line break is a line of its own. White
#         space around it is lost.
#       remediation: |
#         Take a password of up to 80 letters and digits, the same at both ends. A block of YAML keeps its last line
#         break without `|-`; on a command line `printf %s` makes none, and `echo` does.
#     too-long:
#       description: |
#         The kernel takes a key of 80 bytes at most for TCP-MD5, and refuses a longer one: this session stays down.
#       remediation: |
#         Take a password of up to 80 letters and digits, the same at both ends.
#     edge:
#       description: |
#         In native mode white space at an end of the password belongs to it, and nobody types it at the router: the two
#         ends then drop each other's packets without a word, and the session stays in Connect. FRR loses it.
#       remediation: |
#         Take the white space away. On a command line `printf %s` makes none, and `echo` a line break; a block of YAML
#         keeps its last line break without `|-`.
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

# METADATA
# title: Missing or unusable password Secret of an frr-k8s neighbor
# description: |
#   Freezes BGP. If the Secret of a neighbor is missing, every node of the configuration refuses all of its
#   configurations, not just this neighbor, and keeps the previous FRR configuration; only FRRNodeState reports it.
#   frr-k8s takes the password from the key `password` of a Secret of type kubernetes.io/basic-auth in its own
#   namespace, the one of its FRRConfigurations; it does not read `passwordSecret.namespace`. The webhook does not
#   check Secrets.
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
#     Create the Secret beside the FRRConfiguration: `kubectl create secret generic NAME
#     --type=kubernetes.io/basic-auth --from-literal=password=…`, with up to 80 letters and digits. The type of a
#     Secret is immutable: delete it first.
#   variants:
#     type:
#       freezes: true
#       description: |
#         frr-k8s takes a password only from a Secret of type kubernetes.io/basic-auth, and a Secret is Opaque if no
#         type is given, even one that something else creates. The webhook does not check Secrets. Every node of the
#         configuration then refuses all of its configurations, not just this neighbor, and keeps the previous ones;
#         only FRRNodeState reports it.
#       remediation: |
#         Add `type: kubernetes.io/basic-auth` to the Secret, or to the template of what creates it. The type of a
#         Secret is immutable: delete the Secret before it is created again.
#     key:
#       freezes: true
#       description: |
#         frr-k8s takes the password only from the key `password` of the Secret. The webhook does not check Secrets.
#         Every node of the configuration then refuses all of its configurations, not just this neighbor, and keeps the
#         previous ones; only FRRNodeState reports it.
#       remediation: |
#         Put the password under the key `password`, in the Secret or in what creates it.
#     unread:
#       freezes: true
#       description: |
#         The API server refuses a Secret whose `data` is not base64, or whose value is not text: the previous one
#         stays, or there is none. Without one every node of the configuration refuses all of its configurations, not
#         just this neighbor, and keeps the previous ones; only FRRNodeState reports it.
#       remediation: |
#         Write the password under `stringData` as it is, in quotes if it looks like a number, or under `data` in
#         base64.
#     empty:
#       description: |
#         An empty password is left out of the configuration: the session has none, and accepts routes from anyone who
#         can reach it, or does not come up with a router that has one.
#       remediation: |
#         Put the password under the key `password`, the same as on the router.
#     white-space:
#       freezes: true
#       description: |
#         FRR reads the password as one word of a line: with whitespace inside it FRR rejects the line, and nothing of
#         the new configuration is applied on the node. Anything after a line break becomes a line of its own.
#         Whitespace around the password is dropped.
#       remediation: |
#         Use a password of up to 80 letters and digits, the same at both ends. A YAML block scalar keeps its last line
#         break unless it starts with `|-`; on a command line use `printf %s`, since `echo` adds one.
#     too-long:
#       description: |
#         The kernel accepts a TCP-MD5 key of at most 80 bytes and rejects a longer one: this session stays down.
#       remediation: |
#         Use a password of up to 80 letters and digits, the same at both ends.
package bgplint.rules["frr-k8s"]["password-secret-invalid"]

import data.bgplint.lib.basic_auth_secrets
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains found if some found in basic_auth_secrets.missing(users, reader)

report contains found if some found in basic_auth_secrets.unusable(users, reader)

report contains found if some found in basic_auth_secrets.unusable_makers(users, reader)

reader := {
	"product": "frr-k8s",
	"namespace": "frr-k8s' namespace",
	"outcome": "its nodes refuse all their configurations",
	"line_break": concat(" ", [
		"has a line break: frr-k8s writes it as it is,",
		"and FRR reads what follows as a line of its own",
	]),
	"daemon": "frr",
	"elsewhere": {config.id | some config in input["frr-k8s"].FRRConfiguration; frr_k8s.elsewhere(config)},
}

# One of a configuration's neighbors speaks for all that name one Secret.
users[name][config.namespace] contains [config.name, config.id, path, $"neighbor {title} of {config.name}"] if {
	some id, by_name in neighbors_with
	config := configs[id]
	some name, neighbors in by_name
	[path, title] := min(neighbors)
}

configs := {config.id: config | some config in input["frr-k8s"].FRRConfiguration}

neighbors_with[config.id][name] contains [path, frr_k8s.title(neighbor)] if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	name := neighbor.passwordSecret.name
	is_string(name)
	name != ""
	path := array.concat(frr_k8s.field(i, j, "passwordSecret"), ["name"])
}

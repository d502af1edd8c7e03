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
		"holds a line break: frr-k8s writes it as it is,",
		"and FRR reads what is behind it as a line of its own",
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

# METADATA
# title: Plain-text password of an frr-k8s neighbor
# description: |
#   The password is in the manifest: in the repository, in its history, in every copy of it, and visible to everyone
#   who may read FRRConfigurations in the cluster. frr-k8s takes it from a Secret instead, but never from both: with a
#   `passwordSecret` beside it every node of the configuration refuses all of its configurations and keeps the previous
#   ones, and the webhook, which does not check Secrets, accepts it. A patch that removes the password takes it out of
#   the cluster, not out of the file.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#neighbor
#     description: frr-k8s API, password and passwordSecret
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/validate.go
#     description: frr-k8s, what the webhook leaves out
# custom:
#   id: frr-k8s/plaintext-password
#   level: error
#   class: security
#   policy: true
#   of: text
#   remediation: |
#     Choose a new password: this one is known. Put it into a Secret of type kubernetes.io/basic-auth beside the
#     FRRConfiguration, name it in `passwordSecret.name`, and remove `password`.
package bgplint.rules["frr-k8s"]["plaintext-password"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.steps

report contains finding.with_fix(finding.value(config.id, path, message), operations) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	frr_k8s.given(neighbor, "password")
	not frr_k8s.fact(config, i, j, "password").structured
	not frr_k8s.names_secret(neighbor)
	path := frr_k8s.field(i, j, "password")
	message := $"the password of neighbor {frr_k8s.title(neighbor)} of {config.name} is in plain text here"
	operations := array.concat([remove(path, [steps.exposed])], [operation |
		not config.partial
		op := {true: "add", false: "replace"}[object.get(neighbor, "passwordSecret", null) == null]
		operation := object.union(frr_k8s.name_secret(config, i, j), {"op": op})
	])
}

report contains finding.with_fix(
	finding.with_related(found, {other}),
	[remove(path, [same(neighbor), steps.exposed])],
) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	frr_k8s.given(neighbor, "password")
	not frr_k8s.fact(config, i, j, "password").structured
	frr_k8s.names_secret(neighbor)
	path := frr_k8s.field(i, j, "password")
	found := finding.value(
		config.id,
		path,
		concat(" ", [
			$"the password of neighbor {frr_k8s.title(neighbor)} of {config.name} is in plain text here,",
			"beside a passwordSecret: frr-k8s refuses the two together at run time",
		]),
	)
	other := finding.place(
		config.id,
		array.concat(frr_k8s.field(i, j, "passwordSecret"), ["name"]),
		"the Secret is named here",
	)
}

remove(path, left) := finding.then({"op": "remove", "path": path, "safe": false}, left)

same(neighbor) := steps.check($"that Secret {neighbor.passwordSecret.name} has the password that the router has")

# METADATA
# title: Value of the wrong type
# description: |
#   The API server refuses an object with a value of another type. So do programs that read the YAML themselves, such
#   as calicoctl ("cannot unmarshal string into Go value of type bool"). Quotes are the usual cause: `"false"` and
#   `"64512"` are strings in YAML and in JSON. The reverse comes from YAML 1.1, which kubectl reads: there `y`, `n`,
#   `yes`, `no`, `on` and `off` are booleans.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
#     description: Validation of custom resources
#   - ref: https://yaml.org/spec/1.2.2/#chapter-10-recommended-schemas
#     description: YAML 1.2, which words are booleans and numbers
# custom:
#   id: input/wrong-type
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write the value in the type that the message names: booleans and numbers without quotes, words that look like
#     them in quotes, durations with a unit.
#   variants:
#     secret:
#       description: |
#         A password belongs in a Secret, and the object only names the Secret, each product in its own way: MetalLB
#         and frr-k8s by `passwordSecret: {name: …}`, Calico by `password: {secretKeyRef: {name: …, key: …}}`, Cilium
#         by `authSecretRef`, the name alone. In any other form the API server refuses the object, and what is running
#         stays as it was.
#       remediation: |
#         Name the Secret in the form that the message shows; the password itself belongs in the Secret alone.
#     legacy:
#       description: |
#         Up to 0.12, MetalLB's configuration is a text in a ConfigMap, which the API server does not look into.
#         MetalLB refuses all of it because of one value of another type, and keeps running with the one before.
package bgplint.rules.input["wrong-type"]

import data.bgplint.lib.finding
import data.bgplint.lib.schema
import data.bgplint.lib.steps

report contains varied(fault, fixable(fault, found)) if {
	some fault in input.schema.WrongType
	not schema.told_by_family(fault)
	found := finding.value(fault.id, fault.path, message(fault))
}

varied(fault, found) := finding.variant(found, "legacy") if {
	schema.legacy_metallb(fault)
} else := finding.variant(found, "secret") if {
	names_or_holds(fault.path)
} else := found

names_or_holds(path) if {
	some step in path
	step in {"password", "passwordSecret", "nodeMeshPassword", "secretKeyRef", "authSecretRef"}
}

message(fault) := concat(" ", [
	$"`{fault.detail.at}` is text, but must be {fault.detail.expected}:",
	$"{schema.refusal(fault)}{hint(fault)}",
]) if {
	fault.detail.found == "a string"
	fault.detail.secret
}

message(fault) := concat(" ", [
	$"`{fault.detail.at}` is the text \"{fault.detail.value}\", but must be {fault.detail.expected}:",
	$"{schema.refusal(fault)}{hint(fault)}",
]) if {
	fault.detail.found == "a string"
	not fault.detail.secret
}

message(fault) := concat(" ", [
	$"`{fault.detail.at}` is {fault.detail.found}, but must be {fault.detail.expected}:",
	$"{schema.refusal(fault)}{hint(fault)}",
]) if {
	fault.detail.found != "a string"
}

hint(fault) := " (YAML 1.1 reads y, n, yes, no, on and off as booleans: put it in quotes)" if {
	fault.detail.found == "a boolean"
	fault.detail.type == "string"
} else := " (name a Secret: `secretKeyRef: {name: …, key: …}`)" if {
	fault.detail.secret
	fault.detail.type == "object"
	endswith(fault.detail.at, "assword")
} else := " (remove the quotes)" if {
	not object.get(fault.detail, "plain", null) == null
} else := " (name the Secret and its key: `secretKeyRef: {name: …, key: …}`)" if {
	endswith(fault.detail.at, ".secretKeyRef")
	fault.detail.type == "object"
} else := " (write the name of the Secret itself, without a mapping)" if {
	endswith(fault.detail.at, ".authSecretRef")
	fault.detail.found == "a mapping"
} else := "; did you mean `passwordSecret: {name: …}`?" if {
	names_secret(fault)
	not of_v1beta1(fault)
} else := "; did you mean `passwordSecret: {name: …}`, which v1beta2 has?" if {
	names_secret(fault)
} else := " (name the Secret: `passwordSecret: {name: …}`)" if {
	endswith(fault.detail.at, ".passwordSecret")
	fault.detail.type == "object"
} else := $" (a duration has a unit, such as {fault.detail.value}s)" if {
	fault.detail.found == "a number"
	endswith(fault.detail.at, "Time")
} else := ""

# A mapping where a plain-text password is expected: the field beside it takes one.
names_secret(fault) if {
	fault.family in {"metallb", "frr-k8s"}
	fault.path[count(fault.path) - 1] == "password"
	fault.detail.found == "a mapping"
	not schema.legacy_metallb(fault)
}

of_v1beta1(fault) if {
	fault.gvk.kind == "BGPPeer"
	fault.gvk.version == "v1beta1"
}

fixable(fault, found) := finding.with_fix(found, [finding.then(
	{
		"op": "rename",
		"safe": false,
		"resource": fault.id,
		"path": fault.path,
		"value": "passwordSecret",
	},
	[secret_there],
)]) if {
	names_secret(fault)
	not of_v1beta1(fault)
	fault.detail.reference
} else := finding.with_fix(found, [replacement(fault, value)]) if {
	value := fault.detail.plain
} else := finding.with_fix(found, [replacement(fault, value)]) if {
	fault.detail.found == "a number"
	endswith(fault.detail.at, "Time")
	value := $"{fault.detail.value}s"
} else := found

replacement(fault, value) := {"op": "replace", "safe": true, "resource": fault.id, "path": fault.path, "value": value}

secret_there := steps.check(concat(" ", [
	"that the Secret exists in the namespace of the object, of type kubernetes.io/basic-auth and with the key",
	"`password`: without it the whole configuration is refused",
]))

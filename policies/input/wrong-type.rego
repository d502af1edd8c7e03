# METADATA
# title: Value of the wrong type
# description: |
#   The API server refuses an object with a value of another type, and calicoctl cannot read it: "cannot unmarshal string
#   into Go value of type bool". Quotes are the usual cause: `"false"` and `"64512"` are strings in YAML and in JSON. An
#   empty value is null: calicoctl and an aggregated API server take it for unset, a CustomResourceDefinition refuses it.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
#     description: Validation of custom resources
#   - ref: https://yaml.org/spec/1.2.2/#chapter-10-recommended-schemas
#     description: YAML 1.2, which words are booleans and numbers
# custom:
#   id: input/wrong-type
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Write the value in the type that the message names: booleans and numbers without quotes, durations with a unit.
package bgplint.rules.input["wrong-type"]

import data.bgplint.lib.finding
import data.bgplint.lib.schema

report contains finding.at_level(fixable(fault, finding.value(fault, fault.path, message(fault))), level(fault)) if {
	some fault in input.schema.WrongType
	not schema.told_by_family(fault)
}

# Only a CustomResourceDefinition sees a difference between nothing and unset.
level(fault) := "warning" if {
	fault.detail.found == "nothing"
	fault.gvk.group == "projectcalico.org"
} else := "error"

message(fault) := $"`{fault.detail.at}` has no value: kubectl is refused where the kind is a CustomResourceDefinition, calicoctl takes it for unset" if {
	fault.detail.found == "nothing"
}

message(fault) := $"`{fault.detail.at}` is text, and must be {fault.detail.expected}: the API server refuses it" if {
	fault.detail.found == "a string"
	fault.detail.secret
}

message(fault) := $"`{fault.detail.at}` is the text \"{fault.detail.value}\", and must be {fault.detail.expected}: the API server refuses it{hint(fault)}" if {
	fault.detail.found == "a string"
	not fault.detail.secret
}

message(fault) := $"`{fault.detail.at}` is {fault.detail.found}, and must be {fault.detail.expected}: the API server refuses it{hint(fault)}" if {
	not fault.detail.found in {"nothing", "a string"}
}

hint(fault) := " (remove the quotes)" if {
	not object.get(fault.detail, "plain", null) == null
} else := $" (a duration has a unit, such as {fault.detail.value}s)" if {
	fault.detail.found == "a number"
	endswith(fault.detail.at, "Time")
} else := ""

fixable(fault, found) := finding.with_fix(found, [replacement(fault, value)]) if {
	value := fault.detail.plain
} else := finding.with_fix(found, [replacement(fault, value)]) if {
	fault.detail.found == "a number"
	endswith(fault.detail.at, "Time")
	value := $"{fault.detail.value}s"
} else := found

replacement(fault, value) := {"op": "replace", "safe": true, "resource": fault.id, "path": fault.path, "value": value}

# METADATA
# title: Missing required field
# description: |
#   The schema of the kind requires the field, and the API server refuses an object without it ("Required value"), so
#   what is running stays as it was.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/
#     description: Calico's resources
# custom:
#   id: input/missing-field
#   level: error
#   class: correctness
#   judges: object
#   remediation: Add the field. If the object is a patch, list it as one in the kustomization that applies it.
package bgplint.rules.input["missing-field"]

import data.bgplint.lib.finding
import data.bgplint.lib.kinds

report contains finding.absent(fault.id, fault.path, message) if {
	some fault in input.schema.MissingField
	not fault.partial
	message := concat(" ", [
		$"{fault.detail.in} of {fault.gvk.kind} {fault.name}",
		$"has no `{fault.detail.name}`: the API server refuses it",
	])
}

report contains finding.absent(resource.id, ["spec", "node"], message) if {
	some resource in input.calico.CalicoNodeStatus
	not resource.partial
	object.get(resource.object, ["spec", "node"], "") == ""
	message := $"CalicoNodeStatus {resource.name} has no `node`: calicoctl refuses it, and no node reports into it"
}

# libcalico-go/lib/validator/v3: `required`, which no CRD says. An empty list is present.
report contains finding.absent(config.id, ["spec", list, i, field], message) if {
	some config in input.calico.BGPConfiguration
	not config.partial
	some list, fields in required
	some i, item in config.object.spec[list]
	is_object(item)
	some field in fields
	object.get(item, field, null) in {null, ""}
	message := concat(" ", [
		$"`spec.{list}[{i}]` has no `{field}`:",
		"calicoctl refuses it, and after kubectl it adds nothing to any route",
	])
}

required := {"communities": ["name", "value"], "prefixAdvertisements": ["cidr", "communities"]}

report contains finding.absent(resource.id, ["metadata", "name"], message) if {
	some family, of_family in kinds.served
	some kind, _ in of_family
	some resource in input[family][kind]
	not resource.partial
	object.get(resource.object, ["metadata", "name"], "") == ""
	object.get(resource.object, ["metadata", "generateName"], "") == ""
	message := $"this {kind} has no name: the API server refuses it"
}

# METADATA
# title: AS number in a form that is not read
# description: |
#   An AS number is a number of 32 bits. calicoctl and Calico's API server also read text: `"64512"`, or `"1.10"` in the
#   notation of two halves. Without quotes 1.10 is the fraction 1.1 to YAML, and refused. Where kubectl writes a CRD,
#   which it always does under `crd.projectcalico.org`, there are only integers, and a quoted number is refused. The
#   CRDs also declare it as int32, and numbers over 2147483647 do not fit that: API servers have taken them, newer ones
#   need not.
# related_resources:
#   - ref: https://github.com/projectcalico/api/blob/master/pkg/lib/numorstring/asnumber.go
#     description: Calico, how AS numbers are read
#   - ref: https://www.rfc-editor.org/rfc/rfc5396
#     description: RFC 5396, textual representation of AS numbers
#   - ref: https://github.com/metallb/metallb/issues/3035
#     description: MetalLB, a newer Kubernetes refuses int32 with larger numbers
# custom:
#   id: calico/as-number-format
#   level: error
#   levels: [error, note]
#   class: correctness
#   judges: object
#   remediation: |
#     Write the AS number as a whole number without quotes: `64512`, and 65546 for 1.10.
package bgplint.rules.calico["as-number-format"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

fields := [
	["BGPPeer", "/spec/asNumber", ["spec", "asNumber"]],
	["BGPPeer", "/spec/localASNumber", ["spec", "localASNumber"]],
	["BGPConfiguration", "/spec/asNumber", ["spec", "asNumber"]],
	["Node", "/spec/bgp/asNumber", ["spec", "bgp", "asNumber"]],
]

report contains finding.value(resource.id, path, message) if {
	some [kind, pointer, path] in fields
	some resource in input.calico[kind]
	why := faults[resource.facts[pointer].fault]
	message := $"{spoken(resource, path)} {why}"
}

faults := {
	"fraction": "is a fraction, and no AS number: 1.10 without quotes is 1.1 to YAML",
	"negative": "is negative, and no AS number",
	"range": "does not fit into 32 bits",
	"text": "is no AS number",
}

report contains finding.with_fix(found, [{"op": "replace", "path": path, "value": number, "safe": fits(number)}]) if {
	some [kind, pointer, path] in fields
	some resource in input.calico[kind]
	number := resource.facts[pointer].as
	not readable(resource, pointer)
	text := object.get(resource.object, path, "")
	message := concat(" ", [
		$"{path[count(path) - 1]} \"{text}\" of {resource.gvk.kind} {resource.name} is text:",
		$"kubectl refuses it, for the CRD wants the number {number}",
	])
	found := finding.value(resource.id, path, message)
}

# Calico keeps a Node's own number in an annotation, which has no type.
report contains finding.at_level(finding.value(resource.id, path, message), "note") if {
	some [kind, pointer, path] in fields
	some resource in input.calico[kind]
	kind != "Node"
	resource.facts[pointer].as > 2147483647
	readable(resource, pointer)
	message := concat(" ", [
		$"{spoken(resource, path)} is over 2147483647: Calico takes it, but its CRD says int32,",
		"and whether kubectl can write it depends on the API server's version",
	])
}

# Text is none to a CRD.
readable(resource, pointer) if resource.facts[pointer].spelling == "number"

readable(resource, _) if not calico.stored(resource)

spoken(resource, path) := concat(" ", [
	$"{path[count(path) - 1]} {shown(object.get(resource.object, path, ""))}",
	$"of {resource.gvk.kind} {resource.name}",
])

shown("") := `""`

shown(value) := value if value != ""

# What the note speaks of is for a person to decide.
fits(number) := number <= 2147483647

# METADATA
# title: AS number in an unsupported format
# description: |
#   An AS number is a 32-bit number. calicoctl and Calico's API server also read strings: `"64512"`, or `"1.10"` in
#   asdot notation. Without quotes, YAML reads 1.10 as the fraction 1.1, which Calico refuses. Where kubectl writes the
#   CRD itself, as it always does for `crd.projectcalico.org`, only integers are allowed and a quoted number is refused.
#   The CRDs also declare the field as int32, which numbers over 2147483647 do not fit: API servers have accepted them,
#   but newer ones may not.
# related_resources:
#   - ref: https://github.com/projectcalico/api/blob/master/pkg/lib/numorstring/asnumber.go
#     description: Calico, parser of AS numbers
#   - ref: https://www.rfc-editor.org/rfc/rfc5396
#     description: RFC 5396, textual representation of AS numbers
#   - ref: https://github.com/metallb/metallb/issues/3035
#     description: MetalLB, newer Kubernetes refuses larger numbers in int32 fields
# custom:
#   id: calico/as-number-format
#   level: error
#   levels: [error, note]
#   class: correctness
#   judges: object
#   remediation: |
#     Write the AS number as an integer without quotes: `64512`, and 65546 instead of 1.10.
package bgplint.rules.calico["as-number-format"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.steps

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
	"fraction": "is a fraction, not an AS number: YAML reads unquoted 1.10 as 1.1",
	"negative": "is negative, not an AS number",
	"range": "does not fit in 32 bits",
	"text": "is not an AS number",
}

report contains finding.with_fix(found, [operation]) if {
	some [kind, pointer, path] in fields
	some resource in input.calico[kind]
	number := resource.facts[pointer].as
	not readable(resource, pointer)
	operation := finding.then(
		{"op": "replace", "path": path, "value": number, "safe": fits(number)},
		[steps.check(concat(" ", [
			$"with `kubectl apply --dry-run=server` that the API server accepts {number},",
			"which is over 2147483647",
		]))],
	)
	text := object.get(resource.object, path, "")
	message := concat(" ", [
		$"{path[count(path) - 1]} \"{text}\" of {resource.gvk.kind} {resource.name} is a string:",
		$"the API server refuses it, because the CRD accepts only the number {number}",
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
		$"{spoken(resource, path)} is too large for int32, its type in the CRD: Calico accepts it,",
		"but whether kubectl can write it depends on the API server's version",
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

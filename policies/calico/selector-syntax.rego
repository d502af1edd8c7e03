# METADATA
# title: Syntax error in a Calico selector
# description: |
#   Calico's selectors have their own grammar: labels without quotes, values in quotes, `==`, `&&`, sets in braces.
#   calicoctl and Calico's API server refuse one that does not parse. kubectl does not check it, and calico-node only
#   logs "Couldn't parse selector" and treats it as matching no node: the session is never configured. In an IP pool it
#   makes address assignment fail.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer#selectors
#     description: BGPPeer resource, selectors
#   - ref: https://github.com/projectcalico/calico/tree/master/libcalico-go/lib/selector
#     description: Calico, parser of selectors
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/node_labels.go
#     description: confd, a selector that does not parse matches no node
# custom:
#   id: calico/selector-syntax
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write labels without quotes and values in quotes, such as `rack == 'rack-1' && !has(spare)` or `rack in {'rack-1',
#     'rack-2'}`, on one line.
package bgplint.rules.calico["selector-syntax"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains mended(placed(resource, ["spec", field], fault, message), field, fault) if {
	some kind in ["BGPPeer", "IPPool"]
	some resource in input.calico[kind]
	some field in ["nodeSelector", "peerSelector", "localWorkloadSelector"]
	fault := resource.facts[$"/spec/{field}"].selector.fault
	not calico.tagged(resource, field)
	not [resource.id, field] in pretty
	message := concat(" ", [
		$"{field} of {kind} {resource.name} does not parse:",
		$"expected {fault.expected}, found {fault.found}{reason(fault)}; {effect(kind, field)}",
	])
}

# input/smart-quote speaks of these.
pretty contains [fault.id, field] if {
	some fault in input.schema.SmartQuote
	[_, field] := array.slice(fault.path, 0, 2)
}

placed(resource, path, fault, message) := finding.part(
	resource.id,
	path,
	fault.offset,
	fault.offset + fault.length,
	message,
) if {
	fault.length > 0
} else := finding.value(resource.id, path, message)

mended(found, field, fault) := finding.with_fix(found, [finding.then(operation, [chosen])]) if {
	operation := {"op": "replace", "path": ["spec", field], "value": fault.replacement, "safe": fault.cause in lexical}
	chosen := steps.check($"that `{fault.replacement}` selects what is meant")
} else := found

# What was meant is certain, and reads the same.
lexical := {
	"newline", "single-equals", "unquoted-value", "quoted-key", "quoted-argument", "set-brackets",
	"unquoted-set-member", "blank-before-parenthesis", "case",
}

reason(fault) := $" ({reasons[fault.cause]})" if reasons[fault.cause]

else := ""

reasons := {
	"smart-quote": "Calico does not accept typographic quotes",
	"newline": "a line break is not a space; YAML's `>-` joins lines",
	"single-equals": "`=` is not an operator",
	"unquoted-value": "values need quotes",
	"quoted-key": "labels have no quotes",
	"set-brackets": "a set needs braces",
	"unquoted-set-member": "values in a set need quotes",
	"word-operator": "and, or and not are written `&&`, `||` and `!`",
	"blank-before-parenthesis": "no space is allowed here",
	"quoted-argument": "labels have no quotes",
	"case": "case matters",
	"kubernetes-syntax": "this is the syntax of Kubernetes, not of Calico",
	"unterminated-string": "the string is not closed",
	"non-ascii": "only ASCII is allowed outside quotes",
}

effect("BGPPeer", field) := "calicoctl refuses it, and with kubectl it matches no node" if {
	field != "localWorkloadSelector"
}

effect("BGPPeer", "localWorkloadSelector") := "calicoctl refuses it, but kubectl does not check it"

effect("IPPool", _) := "calicoctl refuses it, and with kubectl address assignment fails"

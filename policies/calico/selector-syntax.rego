# METADATA
# title: Selector that Calico cannot parse
# description: |
#   Calico's selectors have a grammar of their own: labels without quotes, values in quotes, `==`, `&&`, sets in braces.
#   calicoctl and Calico's API server refuse one that does not parse. kubectl does not look at it, and calico-node only
#   logs "Couldn't parse selector" and takes it for a selector of no node: the session is never configured. An IP pool
#   with such a selector makes address assignment fail.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer#selectors
#     description: BGPPeer resource, selectors
#   - ref: https://github.com/projectcalico/calico/tree/master/libcalico-go/lib/selector
#     description: Calico, the parser of selectors
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/node_labels.go
#     description: confd, a selector that does not parse matches no node
# custom:
#   id: calico/selector-syntax
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write labels without quotes and values in quotes, such as `rack == 'rack-1' && !has(spare)` or
#     `rack in {'rack-1', 'rack-2'}`, on one line.
package bgplint.rules.calico["selector-syntax"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains mended(placed(resource, ["spec", field], fault, message), field, fault) if {
	some kind in ["BGPPeer", "IPPool"]
	some resource in input.calico[kind]
	some field in ["nodeSelector", "peerSelector", "localWorkloadSelector"]
	fault := resource.facts[$"/spec/{field}"].selector.fault
	not calico.tagged(resource, field)
	not [resource.id, field] in pretty
	message := concat(" ", [
		$"Calico cannot parse {field} of {kind} {resource.name}:",
		$"it expects {fault.expected} and finds {fault.found}{reason(fault)}; {effect(kind, field)}",
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

mended(found, field, fault) := finding.with_fix(found, [operation]) if {
	operation := {"op": "replace", "path": ["spec", field], "value": fault.replacement, "safe": fault.cause in lexical}
} else := found

# What was meant is certain, and reads the same.
lexical := {
	"newline", "single-equals", "unquoted-value", "quoted-key", "quoted-argument", "set-brackets",
	"unquoted-set-member", "blank-before-parenthesis", "case",
}

reason(fault) := $" ({reasons[fault.cause]})" if reasons[fault.cause]

else := ""

reasons := {
	"smart-quote": "typographic quotes are none to Calico",
	"newline": "a line break is no blank to Calico; YAML's `>-` makes one line of several",
	"single-equals": "`=` is no operator",
	"unquoted-value": "values stand in quotes",
	"quoted-key": "labels stand without quotes",
	"set-brackets": "round or square brackets make no set",
	"unquoted-set-member": "the values of a set stand in quotes",
	"word-operator": "and, or and not are written `&&`, `||` and `!`",
	"blank-before-parenthesis": "no blank may stand there",
	"quoted-argument": "labels stand without quotes",
	"case": "case matters",
	"kubernetes-syntax": "that is how Kubernetes writes selectors, not Calico",
	"unterminated-string": "a string has no end",
	"non-ascii": "only ASCII may stand outside of quotes",
}

effect("BGPPeer", field) := "calicoctl refuses the peer, and through kubectl it matches no node" if {
	field != "localWorkloadSelector"
}

effect("BGPPeer", "localWorkloadSelector") := "calicoctl refuses the peer, and kubectl does not look at it"

effect("IPPool", _) := "calicoctl refuses the pool, and through kubectl it makes the assignment of addresses fail"

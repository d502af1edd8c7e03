# METADATA
# title: Invalid BGPFilter rule
# description: |
#   Freezes BGP. calico-node renders every BGPFilter into the configuration of every node, used or not, and if BIRD or
#   the template refuses one rule, the old file stays. Refused are a network with host bits, of the other IP family or
#   without a mask, and a `max` below the mask.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpfilter
#     description: BGPFilter resource
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/resource/template/template_funcs.go
#     description: How confd renders filters for BIRD
# custom:
#   id: calico/filter-rule-invalid
#   level: error
#   class: correctness
#   judges: object
#   freezes: true
#   remediation: |
#     Write `cidr` as the network itself (`10.0.0.0/8`, not `10.0.0.1/8`), of the list's IP family, and keep
#     `prefixLength` between the mask and 32 or 128.
#   variants:
#     fields:
#       freezes: true
#       description: |
#         `cidr` and `matchOperator` need each other, and `prefixLength` needs both: a rule with an operator but no
#         network would match every route. Since v3.32 the API server refuses it; before that, only calicoctl does. If
#         kubectl applies it, calico-node's template fails, and every node keeps its old BIRD file.
#       remediation: |
#         Write `cidr` with `matchOperator`, or remove the one that is left; without them, remove `prefixLength` too.
#     operations:
#       description: |
#         Operations change a route that is accepted: a rule that rejects has none, and each operation has exactly one
#         field. Otherwise the API server refuses the whole filter, and the previous one stays in force.
#       remediation: |
#         Use `operations` only with `action: Accept`, one field each; several fields are several operations.
package bgplint.rules.calico["filter-rule-invalid"]

import data.bgplint.lib.calico.filters as calico_filters
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains found if {
	some resource in input.calico.BGPFilter
	some list, family in calico_filters.families
	some i, rule in resource.object.spec[list]
	some found in faults(resource, list, i, rule, family)
}

# The findings of one rule.
faults(resource, list, i, rule, family) := cidr_faults(resource, list, i, rule, family) | union({
	varied(empty_cidr(resource, list, i, rule), "fields"),
	varied(pair_faults(resource, list, i, rule), "fields"),
	length_faults(resource, list, i, rule),
	varied(operation_faults(resource, list, i, rule), "operations"),
	interface_faults(resource, list, i, rule),
})

varied(found, variant) := {finding.variant(one, variant) | some one in found}

cidr_faults(resource, list, i, rule, family) := {found |
	fact := resource.facts[$"/spec/{list}/{i}/cidr"]
	problem := cidr_problem(fact, family, rule.cidr)
	path := ["spec", list, i, "cidr"]
	found := mended(
		resource,
		path,
		fact,
		finding.value(resource.id, path, $"{rule.cidr} in {calico_filters.named(resource, list, i)} {problem}"),
	)
}

empty_cidr(resource, list, i, rule) := {finding.value(resource.id, ["spec", list, i, "cidr"], message) |
	rule.cidr == ""
	message := $"the cidr of {calico_filters.named(resource, list, i)} is empty: the API server refuses it"
}

frozen := "BIRD refuses its whole configuration on every node"

cidr_problem(fact, family, text) := $"is not a network: if the API server accepts it, {frozen}" if {
	fact.fault
} else := "is an address without a mask: the API server refuses it" if {
	fact.bare
} else := concat(" ", [
	$"is an IPv{fact.family} network in a list for IPv{family}:",
	$"calicoctl refuses it; kubectl applies it, and {frozen}",
]) if {
	fact.family != family
} else := $"is an IPv4 network in IPv6 notation: {frozen}" if {
	fact.family == 4
	contains(text, ":")
} else := concat(" ", [
	$"has host bits set (the network is {fact.cidr}):",
	$"calicoctl refuses it; kubectl applies it, and {frozen}",
]) if {
	fact.hostBits
}

mended(resource, path, fact, found) := finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "resource": resource.id, "path": path, "value": fact.cidr, "safe": false},
		[steps.network(object.get(resource.object, path, ""), fact.cidr)],
	)],
) if {
	fact.hostBits
} else := found

pair_faults(resource, list, i, rule) := {finding.absent(resource.id, ["spec", list, i, "matchOperator"], message) |
	not resource.partial
	calico_filters.given(rule, "cidr")
	not calico_filters.given(rule, "matchOperator")
	message := $"{calico_filters.named(resource, list, i)} has a cidr but no matchOperator: {calico.refused}"
} | {finding.key(resource.id, ["spec", list, i, field], message) |
	not resource.partial
	not calico_filters.given(rule, "cidr")
	some field in without_cidr(rule)
	message := concat(" ", [
		$"{calico_filters.named(resource, list, i)} has {field} but no cidr, so it would match every route:",
		$"{calico.refused}",
	])
}

without_cidr(rule) := {"matchOperator" |
	calico_filters.given(rule, "matchOperator")
} | {"prefixLength" | is_object(rule.prefixLength)}

length_faults(resource, list, i, rule) := {finding.value(
	resource.id,
	["spec", list, i, "prefixLength", field],
	message,
) |
	some field, problem in length_problem(
		rule.prefixLength,
		object.get(resource.facts, [$"/spec/{list}/{i}/cidr", "length"], 0),
	)
	message := $"{calico_filters.named(resource, list, i)} {problem}: {frozen}"
}

# What BIRD is given starts at the mask, whatever `min` says.
length_problem(range, mask) := {"max": $"has prefixLength.max {range.max}, below the mask /{mask} of its cidr"} if {
	is_number(range.max)
	range.max < mask
} else := {"min": $"has prefixLength.min {range.min}, above its max {range.max}"} if {
	is_number(range.min)
	is_number(range.max)
	range.min > range.max
}

operation_faults(resource, list, i, rule) := {finding.key(resource.id, ["spec", list, i, "operations"], message) |
	calico_filters.given(rule, "operations")
	rule.action == "Reject"
	message := $"{calico_filters.named(resource, list, i)} rejects routes but has operations on them: {calico.refused}"
} | {finding.value(resource.id, ["spec", list, i, "operations", j], message) |
	some j, operation in rule.operations
	is_object(operation)
	count(operation) != 1
	message := concat(" ", [
		$"operation {j} of {calico_filters.named(resource, list, i)} has {count(operation)} fields instead of one:",
		"the API server refuses it",
	])
}

interface_faults(resource, list, i, rule) := {finding.value(resource.id, ["spec", list, i, "interface"], message) |
	calico_filters.given(rule, "interface")
	is_string(rule.interface)
	resource.facts[$"/spec/{list}/{i}/interface"].fault == "interface"
	message := concat(" ", [
		$"{rule.interface} in {calico_filters.named(resource, list, i)} is not an interface name:",
		"calicoctl refuses it; kubectl applies it, and it reaches BIRD as it is",
	])
}

# METADATA
# title: Unreachable filter rule after one that matches all routes
# description: |
#   BIRD evaluates the rules of a filter in order, and the first match decides. A rule without a condition, or with
#   `0.0.0.0/0` and `In`, matches every route, so the rules after it are never evaluated: the routes that they were to
#   accept or reject are already decided.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpfilter
#     description: BGPFilter resource, order of rules
# custom:
#   id: calico/filter-rule-unreachable
#   level: warning
#   class: correctness
#   judges: object
#   remediation: |
#     Move the rule that matches everything to the end of its list, or give it a condition.
package bgplint.rules.calico["filter-rule-unreachable"]

import data.bgplint.lib.calico.filters as calico_filters
import data.bgplint.lib.finding

report contains finding.with_related(found, {finding.place(resource.id, ["spec", list, first], related)}) if {
	some resource in input.calico.BGPFilter
	not resource.partial
	some list, _ in calico_filters.families
	rules := resource.object.spec[list]
	first := min({i | some i, rule in rules; matches_all(resource, list, i, rule)})
	first + 1 < count(rules)
	related := $"{list}[{first}] matches every route"
	message := concat(" ", [
		$"{calico_filters.named(resource, list, first + 1)} is never evaluated:",
		$"{list}[{first}] already matches every route",
	])
	found := finding.key(resource.id, ["spec", list, first + 1], message)
}

conditions := {"source", "interface", "peerType", "communities", "asPathPrefix", "priority", "prefixLength"}

matches_all(_, _, _, rule) if {
	unconditional(rule)
	not calico_filters.given(rule, "cidr")
	not calico_filters.given(rule, "matchOperator")
}

matches_all(resource, list, i, rule) if {
	unconditional(rule)
	rule.matchOperator == "In"
	resource.facts[$"/spec/{list}/{i}/cidr"].length == 0
}

unconditional(rule) if {
	is_object(rule)
	not some_condition(rule)
}

some_condition(rule) if {
	some field in conditions
	calico_filters.given(rule, field)
}

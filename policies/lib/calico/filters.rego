# METADATA
# description: What several rules ask about Calico's BGPFilters.
package bgplint.lib.calico.filters

# METADATA
# description: The lists of rules in a BGPFilter, each with the family of the sessions that it is for.
families := {"importV4": 4, "exportV4": 4, "importV6": 6, "exportV6": 6}

# METADATA
# description: True for a field of a rule that holds something.
given(rule, field) if {
	value := rule[field]
	not value in [null, "", []]
}

# METADATA
# description: A rule for a reader, such as `exportV4[0] of filter to-tor`.
named(filter, list, i) := $"{list}[{i}] of BGPFilter {filter.name}"

# METADATA
# description: The names of the filters in the scan.
known contains filter.name if some filter in input.calico.BGPFilter

# METADATA
# description: |
#   The filters that reject something on export for a family, `[name, family]`. What the rule is narrowed to is not
#   looked at.
rejecting contains [filter.name, family] if {
	some filter in input.calico.BGPFilter
	some list, family in {"exportV4": 4, "exportV6": 6}
	some rule in filter.object.spec[list]
	rule.action == "Reject"
}

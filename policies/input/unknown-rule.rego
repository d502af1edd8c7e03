# METADATA
# title: Suppression of an unknown rule
# description: |
#   The suppression names no rule of this version, so it has no effect, and the finding that it was meant for is
#   reported. Ids are written in lower case, `family/fault`. A comment or an annotation names each rule by its id: a
#   family (`calico/*`), a class (`@security`) or nothing at all would silence findings that nobody has looked at, and
#   only the config may name those.
# related_resources:
#   - ref: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
#     description: SARIF 2.1.0, section 3.35, suppressions of results
# custom:
#   id: input/unknown-rule
#   level: error
#   class: hygiene
#   judges: object
#   remediation: |
#     Copy the id from the finding that you want to suppress, or remove the suppression; `bgplint --prune-baseline`
#     removes such entries from a baseline.
package bgplint.rules.input["unknown-rule"]

import data.bgplint.lib.finding

report contains finding.marked(fact.id, message(fact)) if {
	some fact in input.input.Suppression
	not fact.known
}

message(fact) := $"this {fact.by} names no rule, and has no effect" if {
	fact.rule == ""
}

message(fact) := $"`{fact.rule}` is {hint(fact)}: it has no effect in this {fact.by}{times(fact)}" if {
	fact.rule != ""
}

times(fact) := "" if {
	fact.count == 1
}

times(fact) := $", where {fact.count} entries name it" if {
	fact.count > 1
}

hint(fact) := "several rules, which only the config may name" if {
	is_pattern(fact.rule)
}

hint(fact) := $"not a rule (did you mean `{fact.nearest}`?)" if {
	not is_pattern(fact.rule)
	fact.nearest != ""
}

hint(fact) := "not a rule" if {
	not is_pattern(fact.rule)
	fact.nearest == ""
}

is_pattern(word) if endswith(word, "/*")

is_pattern(word) if startswith(word, "@")

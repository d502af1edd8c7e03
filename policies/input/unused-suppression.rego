# METADATA
# title: Suppression that answers no finding
# description: |
#   The suppression matches no finding. One that is left behind silences the next fault of that kind at the same place,
#   and nobody will be told. This is claimed only where the rule is on, the file was checked as a whole and nothing
#   there was undecided for that rule.
# related_resources:
#   - ref: https://eslint.org/docs/latest/use/configure/rules
#     description: ESLint, report unused disable directives
# custom:
#   id: input/unused-suppression
#   level: warning
#   class: hygiene
#   judges: object
#   remediation: |
#     Remove the comment, the line of the annotation, or the waiver of the config.
#   variants:
#     expired:
#       description: |
#         Its last day has passed, so that it answers nothing any more. Where the finding is there again, it is reported
#         as well.
#       remediation: |
#         Fix the fault, or decide anew and set a later `expires`; where nothing is found any more, remove it.
#     baseline:
#       description: |
#         Entries of the baseline that match no finding, those of files that are gone among them, are told in one. Each
#         silences the next fault of its kind at the same place, and nobody will be told.
#       remediation: |
#         `bgplint --prune-baseline` takes all such entries out of the baseline.
package bgplint.rules.input["unused-suppression"]

import data.bgplint.lib.finding

report contains varied(fact, found) if {
	some fact in input.input.Suppression
	fact.unused
	fact.count == 1
	found := finding.marked(fact.id, $"the suppression of `{fact.rule}` {fault(fact)}")
}

varied(fact, found) := finding.variant(found, "expired") if {
	fact.expired
} else := finding.variant(found, "baseline") if {
	fact.by == "baseline"
} else := found

report contains finding.variant(finding.with_related(found, places), "baseline") if {
	some fact in input.input.Suppression
	fact.unused
	fact.count > 1
	message := $"{fact.count} entries of this baseline answer no finding: `--prune-baseline` removes them"
	found := finding.marked(fact.id, message)
	places := [place |
		some other in fact.further
		place := finding.marked_place(other.id, $"this one for `{other.rule}` is among them")
	]
}

fault(fact) := $"expired on {fact.expires} and has no effect" if {
	fact.expired
}

fault(fact) := $"answers no finding {reach[fact.by]}" if {
	not fact.expired
}

reach := {
	"comment": "on its line",
	"annotation": "of this object",
	"waiver": "of what it names",
	"baseline": "any more",
}

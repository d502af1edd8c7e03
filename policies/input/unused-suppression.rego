# METADATA
# title: Unused suppression
# description: |
#   The suppression matches no finding. If it stays, it silences the next fault of that kind at the same place, and
#   nobody is told. This is reported only where the rule is on, the file was checked as a whole, and nothing in it was
#   undecided for that rule.
# related_resources:
#   - ref: https://eslint.org/docs/latest/use/configure/rules
#     description: ESLint, report unused disable directives
# custom:
#   id: input/unused-suppression
#   level: warning
#   class: hygiene
#   judges: object
#   remediation: |
#     Remove the comment, the line of the annotation, or the waiver in the config.
#   variants:
#     expired:
#       description: |
#         The last day of the suppression has passed, so it no longer has an effect. If the rule still finds the fault,
#         that is reported as well.
#       remediation: |
#         Fix the fault, or decide again and set a later `expires`; if nothing is found anymore, remove it.
#     baseline:
#       description: |
#         Entries of the baseline that match no finding, including those of deleted files, are reported together. Each
#         silences the next fault of its kind at the same place, and nobody is told.
#       remediation: |
#         `bgplint --prune-baseline` removes all such entries from the baseline.
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
	message := $"{fact.count} entries of this baseline match no finding: `--prune-baseline` removes them"
	found := finding.marked(fact.id, message)
	places := [place |
		some other in fact.further
		place := finding.marked_place(other.id, $"the entry for `{other.rule}`")
	]
}

fault(fact) := $"expired on {fact.expires} and has no effect" if {
	fact.expired
}

fault(fact) := $"matches no finding {reach[fact.by]}" if {
	not fact.expired
}

reach := {
	"comment": "on its line",
	"annotation": "in this object",
	"waiver": "where it applies",
	"baseline": "anymore",
}

# METADATA
# title: Suppression that answers no finding
# description: |
#   The suppression matches no finding, or its last day has passed. One that is left behind silences the next fault of
#   that kind at the same place, and nobody will be told. This is claimed only where the rule is on, the file was
#   checked as a whole and nothing there was undecided for that rule; a finding that is there again after the last day
#   is reported as well. The entries of a baseline are told in one finding, and those of files that are gone are among
#   them.
# related_resources:
#   - ref: https://eslint.org/docs/latest/use/configure/rules
#     description: ESLint, report unused disable directives
# custom:
#   id: input/unused-suppression
#   level: warning
#   class: hygiene
#   judges: object
#   remediation: |
#     Remove it. Where a waiver has expired, mend the fault, or decide anew and set a later `expires`. Out of a baseline
#     `bgplint --prune-baseline` removes all such entries.
package bgplint.rules.input["unused-suppression"]

import data.bgplint.lib.finding

report contains finding.marked(fact.id, $"the suppression of `{fact.rule}` {fault(fact)}") if {
	some fact in input.input.Suppression
	fact.unused
	fact.count == 1
}

report contains finding.with_related(finding.marked(fact.id, message), places) if {
	some fact in input.input.Suppression
	fact.unused
	fact.count > 1
	message := $"{fact.count} entries of this baseline answer no finding: `--prune-baseline` removes them"
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

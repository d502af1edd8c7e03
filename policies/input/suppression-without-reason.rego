# METADATA
# title: Suppression without a reason
# description: |
#   A suppression counts only with a reason: whoever reviews the change must be able to judge it, and whoever comes
#   across it in a year must know whether it still holds. Without one, or with one of dots or invisible characters,
#   the finding is reported as if there were no suppression. The reason follows two hyphens. A single or typographic
#   dash, which editors like to make of them, does not count, so that one search finds every suppression.
# related_resources:
#   - ref: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
#     description: SARIF 2.1.0, section 3.35, suppressions and their justification
# custom:
#   id: input/suppression-without-reason
#   level: error
#   class: hygiene
#   judges: object
#   remediation: |
#     Write why the finding is accepted: `# bgplint-ignore <id> -- reason`, in the annotation `bgplint/ignore` a line
#     `<id> -- reason`, in a waiver the key `reason`. Or remove the suppression and fix what it hides.
package bgplint.rules.input["suppression-without-reason"]

import data.bgplint.lib.finding

report contains finding.marked(fact.id, $"`{fact.rule}` is not suppressed: {fault(fact)}") if {
	some fact in input.input.Suppression
	fact.by != "level"
	fact.known
	not fact.enforced
	fact.reason == ""
}

fault(fact) := "the waiver gives no reason" if {
	fact.by == "waiver"
}

fault(fact) := $"the {fact.by} gives no reason after `--`" if {
	fact.by != "waiver"
	fact.dash == ""
}

fault(fact) := $"the reason must follow two hyphens, `--`, not `{fact.dash}`" if {
	fact.by != "waiver"
	fact.dash != ""
}
